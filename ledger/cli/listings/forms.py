from ledger.api.board import board
from ledger.cli.boards import record, table
from ledger.cli.listing import Asked, Listing

KOREAN = ("양식", "수합양식")


def listing(asked: Asked) -> Listing:
    """The forms that are out and what became of each, those overdue as of the date marked."""
    lines = [
        line
        for line in board(asked.desk, asked.as_of)
        if asked.department in ("", line.department) and asked.status in ("", line.state.value, line.state.label.ko)
    ]
    return Listing(*table(lines, due=True), [record(line) for line in lines])
