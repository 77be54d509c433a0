from ledger.api.board import board
from ledger.cli.boards import HEADS, cells, record
from ledger.cli.listing import Asked, Listing
from ledger.model.text import Text

KOREAN = ("양식", "수합양식")


def listing(asked: Asked) -> Listing:
    """The forms that are out and what became of each, those overdue as of the date marked."""
    lines = [
        line
        for line in board(asked.desk, asked.as_of)
        if asked.department in ("", line.department) and asked.status in ("", line.state.value, line.state.label.ko)
    ]
    due = Text(en="Due", ko="제출기한")
    rows = [(*cells(line)[:4], line.due.isoformat() if line.due else "", *cells(line)[4:]) for line in lines]
    return Listing((*HEADS[:4], due, *HEADS[4:]), rows, [record(line) for line in lines])
