from ledger.cli.listing import Asked, Listing
from ledger.model.event import EVENTS
from ledger.model.text import Text

KOREAN = ("예산구분",)

_SIGNS = {1: Text(en="adds", ko="증액"), -1: Text(en="takes", ko="감액"), 0: Text(en="either", ko="증감")}
_NOTHING = Text(en="nothing", ko="없음")
_YES = Text(en="yes", ko="있음")


def listing(_: Asked) -> Listing:
    """Everything that may happen to money, whatever the book."""
    heads = (
        Text(en="Event", ko="예산구분"),
        Text(en="Also", ko="다른 표기"),
        Text(en="Command", ko="명령"),
        Text(en="Moves", ko="단계"),
        Text(en="How", ko="증감"),
        Text(en="Period", ko="연차"),
        Text(en="Paid on", ko="지출일"),
    )
    rows = [
        (
            str(event.name),
            ", ".join(event.spellings),
            f"ledger {event.command}",
            str(event.measure.label if event.measure else _NOTHING),
            str(_SIGNS[event.sign]) if event.measure else "",
            str(event.budget.label),
            str(_YES) if event.is_paid else "",
        )
        for event in EVENTS
    ]
    records = [
        {
            "event": event.key,
            "names": event.names,
            "command": event.command,
            "measure": event.measure,
            "sign": event.sign,
            "budget": event.budget,
            "is_paid": event.is_paid,
        }
        for event in EVENTS
    ]
    return Listing(heads, rows, records)
