"""The way in: streams, language, then the command line; what a user can cause ends in one line and an exit code."""

import sys


def main() -> int:
    """Run the command line and return its exit code (DESIGN section 6)."""
    try:
        return _main()
    except KeyboardInterrupt:  # while still loading: nothing was begun
        print("ledger: interrupted", file=sys.stderr)
        return 130


def _main() -> int:
    from ledger.cli.streams import settle_streams

    settle_streams()
    if sys.argv[1:] == ["--version"]:
        from ledger import __version__

        print(f"ledger {__version__}")
        return 0
    from ledger.cli.language import settle_language

    settle_language(sys.argv[1:])
    from ledger.cli.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
