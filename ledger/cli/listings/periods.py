from ledger.cli.listing import Asked, Listing
from ledger.model.text import Text

KOREAN = ("연차",)


def listing(asked: Asked) -> Listing:
    """The periods of the book."""
    books = asked.books
    heads = (
        Text(en="Id", ko="식별자"),
        Text(en="Label", ko="표기"),
        Text(en="Start", ko="시작"),
        Text(en="End", ko="끝"),
    )
    rows = [
        (p.key, p.label, p.start.isoformat() if p.start else "", p.end.isoformat() if p.end else "")
        for p in books.periods
    ]
    return Listing(heads, rows, [{"id": period.key, **period.body()} for period in books.periods])
