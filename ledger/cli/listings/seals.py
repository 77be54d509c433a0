from ledger.cli.listing import Asked, Listing
from ledger.model.text import Text
from ledger.specs.reports import FOLDER
from ledger.specs.templates import title_of

KOREAN = ("확정본", "확정")


def listing(asked: Asked) -> Listing:
    """The seals that stand, by their dates, each with how often what it handed in was changed since."""
    heads = (
        Text(en="Name", ko="이름"),
        Text(en="As of", ko="기준일"),
        Text(en="State of", ko="장부 상태"),
        Text(en="Template", ko="서식"),
        Text(en="Changed since", ko="확정본 뒤 변경"),
    )
    rows, records = [], []
    for state, number, changes in asked.books.seals:
        count = Text(en="{count} times", ko="{count}건").format(count=len(changes))
        at = Text(en="transaction {number}", ko="전표 {number}").format(number=state.number)
        rows.append(
            (
                state.key,
                state.as_of.isoformat(),
                str(at),
                title_of(FOLDER, state.template, asked.desk.path.parent),
                str(count) if changes else "",
            )
        )
        records.append(
            {
                "name": state.key,
                "transaction": number,
                "changes": [change.number for change in changes],
                **{name: value for name, value in state.body().items() if name != "document"},
            }
        )
    return Listing(heads, rows, records)
