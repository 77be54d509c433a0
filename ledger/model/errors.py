"""What stops a command: where, what, and the way out. Everything else that goes wrong is a defect."""

from ledger.model.text import Text, same, visible

_LONGEST = 600  # characters of one line


class LedgerError(Exception):
    """Raised when nothing of the command may happen. Printed as one line; the exit code is the class's."""

    exit_code = 2

    def __init__(self, what: Text, *, where: str = "", way_out: Text | None = None) -> None:
        super().__init__(what.en)
        self.what = what
        self.where = where
        self.way_out = way_out

    @property
    def line(self) -> Text:
        """`where: what (way out)`, the parts that there are; what was quoted too long is cut, and stays on
        the line."""
        said = same("{where}: {what}").format(where=self.where, what=self.what) if self.where else self.what
        if self.way_out is None:
            return _short(said)
        return same("{said} ({way_out})").format(said=_short(said), way_out=_short(self.way_out))

    def at(self, where: str) -> "LedgerError":
        """The same refusal, told with the place that only the caller knows."""
        return type(self)(self.what, where=f"{where}:{self.where}" if self.where else where, way_out=self.way_out)


def _short(said: Text) -> Text:
    return Text(en=_cut(said.en), ko=_cut(said.ko))


def _cut(text: str) -> str:
    text = visible(text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


class Refused(LedgerError):
    """The input is wrong: a name, an amount, a file. Nothing was written."""


class Busy(LedgerError):
    """Someone else holds the book."""

    exit_code = 4


class StorageFailure(LedgerError):
    """The disk, the folder or the file failed."""

    exit_code = 5
