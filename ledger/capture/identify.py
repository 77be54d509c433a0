"""Which format a file is in: the content decides, its name only when the content leaves a choice."""

from types import ModuleType

from ledger.capture.file import File
from ledger.discover import modules_in
from ledger.model.entry import Act
from ledger.model.errors import Refused
from ledger.model.money import Unit
from ledger.model.text import Text

_FORMATS = "ledger.capture.formats"


def acts_of(file: File, unit: Unit) -> list[Act]:
    """What the file states, names as typed. `unit` is the one amounts are typed in where the file does not say.

    Refused, naming file and line: content of no known format, whatever its format refuses, and a file that
    states nothing, because an import of nothing is always a mistake.
    """
    acts: list[Act] = _format_of(file).read(file, unit)
    if not acts:
        raise Refused(Text(en="the file states no transaction", ko="파일에 전표가 하나도 없습니다"), where=file.name)
    return acts


def _format_of(file: File) -> ModuleType:
    formats = [each for each in modules_in(_FORMATS) if hasattr(each, "read")]  # the others give pages, not acts
    fitting = [each for each in formats if each.identify(file)]
    if len(fitting) == 1:
        return fitting[0]
    for each in fitting or formats:
        if file.suffix == each.SUFFIX:
            return each
    raise Refused(
        Text(
            en="the content is none of the formats that are read: {formats}",
            ko="내용이 읽을 수 있는 형식이 아닙니다. 읽는 형식: {formats}",
        ).format(formats=", ".join(each.SUFFIX for each in formats)),
        where=file.name,
    )
