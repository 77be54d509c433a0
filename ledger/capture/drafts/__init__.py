"""From an official document to what a book would record of it: a pledge, its money, its story, each with its place."""

import re

from ledger.capture.file import File
from ledger.discover import modules_in

_FORMATS = "ledger.capture.formats"
_PLEDGE = re.compile(r"^\W*공\s*약\s*명\s*[\t:：|]", re.MULTILINE)


def is_document(file: File) -> bool:
    """Whether a file is one for people: it heads a pledge sheet, or no format of transactions knows its content."""
    readers = [each for each in modules_in(_FORMATS) if hasattr(each, "read")]
    if not any(each.identify(file) for each in readers):
        return file.suffix not in [each.SUFFIX for each in readers if not hasattr(each, "pages")]
    return _PLEDGE.search(file.text()) is not None
