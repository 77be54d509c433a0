"""What one kind of fault did: a line of the table."""

from dataclasses import dataclass, field


@dataclass
class Suffered:
    """How often a fault was inflicted, and how often the book came through: whole, with everything that had been
    acknowledged, and with a message that is right. `notes` say what a reader should know of the line."""

    fault: str
    tried: int = 0
    survived: int = 0
    lost: int = 0  # acknowledged, and gone
    partial: int = 0  # an act that stands in part, or a book that is damaged
    wrong_message: int = 0  # a traceback, a wrong exit code, a success that was none, a failure that was none
    notes: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)  # the first of what went wrong, to reproduce it

    def came_through(self) -> None:
        """The fault was inflicted and did nothing."""
        self.tried += 1
        self.survived += 1

    def failed(self, how: str, what: str) -> None:
        """The fault was inflicted and did harm: `how` is `lost`, `partial` or `wrong_message`."""
        self.tried += 1
        setattr(self, how, getattr(self, how) + 1)
        if len(self.wrong) < 5:
            self.wrong.append(f"{how}: {what}")

    @property
    def is_clean(self) -> bool:
        """Something was tried, and all of it survived."""
        return 0 < self.tried == self.survived
