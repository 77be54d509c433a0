from ledger.cli.listing import Asked, Listing
from ledger.model.project import code_order
from ledger.model.registers.action_item import ActionItem
from ledger.model.text import Text

KOREAN = ("처리요구사항",)

_FIELDS = ("category", "text", "departments", "outcome", "result")


def listing(asked: Asked) -> Listing:
    """The items of a department, or of all; their status is the outcome, their field that of their project."""
    books = asked.books
    heads = (Text(en="No.", ko="연번"), *(ActionItem.FIELDS[name] for name in _FIELDS))
    items = [
        each
        for each in sorted(books.records(ActionItem), key=lambda each: (each.order, code_order(each.key)))
        if (not asked.department or asked.department in each.departments)
        and (not asked.field or (each.project and books.names.projects[each.project].field == asked.field))
        and asked.status in ("", each.outcome.value, each.outcome.label.ko)
    ]
    rows = [
        (each.key, each.category, each.text, ", ".join(each.departments), str(each.outcome.label), each.result)
        for each in items
    ]
    return Listing(heads, rows, [{"number": each.key, **each.body(), "outcome": each.outcome.value} for each in items])
