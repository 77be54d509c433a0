"""The language of the user, settled before any command is loaded: argv, then LEDGER_LANG, then the locale."""

import os
import sys
from collections.abc import Sequence

from ledger.cli.streams import can_print
from ledger.model.text import speak


def settle_language(argv: Sequence[str]) -> None:
    """Korean or English. A console without Hangul gets English, whatever is asked for."""
    asked = _asked(argv) or os.environ.get("LEDGER_LANG") or _locale()
    speak("ko" if asked.casefold().startswith("ko") and can_print("한글") else "en")


def _asked(argv: Sequence[str]) -> str:
    for place, word in enumerate(argv):
        if word == "--lang" and place + 1 < len(argv):
            return argv[place + 1]
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return ""


def _locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name]
    if sys.platform == "win32":
        import locale

        return locale.getlocale()[0] or "en"
    return "en"
