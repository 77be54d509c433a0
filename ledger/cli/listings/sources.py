from ledger.cli.listing import Asked, Listing
from ledger.model.text import Text

KOREAN = ("재원",)


def listing(asked: Asked) -> Listing:
    """The sources of the book."""
    books = asked.books
    heads = (Text(en="Source", ko="재원"), Text(en="Kind", ko="종류"), Text(en="Aliases", ko="별칭"))
    rows = [(source.key, str(source.kind.label), ", ".join(source.aliases)) for source in books.sources]
    return Listing(heads, rows, [{"label": source.key, **source.body()} for source in books.sources])
