"""The way in: streams, language, then the command line; what a user can cause ends in one line and an exit code."""

import sys


def main() -> int:
    """Run the command line and return its exit code (DESIGN section 6)."""
    try:
        return _main()
    except KeyboardInterrupt:  # while still loading: nothing was begun
        if sys.stderr is not None:  # `2>&-`
            print("ledger: interrupted", file=sys.stderr)
        return 130


def _main() -> int:
    from ledger.cli.streams import settle_streams, shown

    settle_streams()
    from ledger.cli.language import settle_language

    settle_language(sys.argv[1:])
    if sys.argv[1:] == ["--version"]:
        return shown(_version)
    from ledger.cli.app import run

    return run(sys.argv[1:])


def _version() -> int:
    from ledger import __version__

    print(f"ledger {__version__}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
