from ledger.cli.listing import Asked, Listing
from ledger.cli.settlements import HEADS, labels
from ledger.cube.settling import settlements
from ledger.model.money import stated, unit_named
from ledger.model.project import code_order
from ledger.model.registers.settlement import Leftover
from ledger.model.text import Text

KOREAN = ("결산", "이월·불용", "이월", "불용")


def listing(asked: Asked) -> Listing:
    """What was left of the pledges asked for, closing after closing."""
    books = asked.books
    unit = unit_named(books.book.unit)
    periods, sources = ([each.key for each in axis] for axis in (books.periods, books.sources))
    rows = sorted(
        settlements(books.about(asked.pledges(books))),
        key=lambda row: (
            row.year,
            code_order(row.project),
            sources.index(row.source) if row.source in sources else len(sources),
            periods.index(row.period) if row.period in periods else len(periods),
            list(Leftover).index(row.kind),
        ),
    )
    heads = (*HEADS, Text(en="Amount ({unit})", ko="금액({unit})").format(unit=unit))
    return Listing(
        heads,
        [(*labels(row, books.names), stated(row.won, unit)) for row in rows],
        [row.body() for row in rows],
        (len(HEADS),),
    )
