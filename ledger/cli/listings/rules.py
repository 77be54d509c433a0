from ledger.api.checking import rules
from ledger.cli.listing import Asked, Listing
from ledger.model.text import Text

KOREAN = ("점검규칙", "규칙")


def listing(_: Asked) -> Listing:
    """Every rule; no book is needed."""
    heads = (
        Text(en="Id", ko="번호"),
        Text(en="Name", ko="이름"),
        Text(en="Severity", ko="구분"),
        Text(en="Title", ko="내용"),
    )
    rows = [(rule.id, rule.name, str(rule.severity.label), str(rule.title)) for rule in rules()]
    names = ("id", "name", "severity", "title")
    records = [dict(zip(names, (r.id, r.name, r.severity.value, str(r.title)), strict=True)) for r in rules()]
    return Listing(heads, rows, records)
