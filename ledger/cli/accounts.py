"""What came of an export of the accounting system, in the terminal and as JSON."""

from ledger.api.accounts import Accounted
from ledger.cli.amounts import as_record, show_changes
from ledger.cli.show import note, say, show_rows
from ledger.model.money import printed
from ledger.model.text import Text

_MOST = 20  # lines of a list: an office has thousands of 세부사업, and links a few hundred


def show_accounts(done: Accounted) -> None:
    """The cells before and after, what is not linked, 예산현액 against 확보, and the sums that close."""
    show_changes(done.recorded)
    _show_unlinked(done)
    _show_unlike(done)
    rest = sum(each.executed for each in done.unlinked)
    said = Text(
        en="paid in the export {total} won = linked {linked} + not linked {rest} + left out {out}",
        ko="지출액 {total}원 = 연결 {linked} + 미연결 {rest} + 제외 {out}",
    )
    note(
        said.format(
            total=printed(done.total), linked=printed(done.linked), rest=printed(rest), out=printed(done.left_out)
        )
    )


def _show_unlinked(done: Accounted) -> None:
    """Those with a near name first: they are the ones to look at."""
    if not done.unlinked:
        return
    say(Text(en="Not linked to a project (원)", ko="사업에 연결되지 않은 세부사업 (원)"))
    heads = (
        Text(en="Account", ko="세부사업"),
        Text(en="Name", ko="세부사업명"),
        Text(en="Near name", ko="비슷한 이름"),
        Text(en="Budget", ko="예산현액"),
        Text(en="Paid", ko="지출액"),
    )
    listed = sorted(done.unlinked, key=lambda each: each.near is None)
    rows = [
        (each.code, each.name, " ".join(each.near or ()), printed(each.budget), printed(each.executed))
        for each in listed[:_MOST]
    ]
    show_rows(heads, rows, amounts=(3, 4))
    _more(len(listed))
    if near := next((each for each in listed if each.near), None):
        assert near.near is not None
        said = Text(
            en="if it is the same project: ledger set {key} accounts={code}",
            ko="같은 사업이면: ledger set {key} 세부사업={code}",
        )
        note(said.format(key=near.near[0], code=near.code))


def _show_unlike(done: Accounted) -> None:
    if not done.unlike:
        return
    say(Text(en="Budget of the export and secured in the book (원)", ko="예산현액과 장부의 확보가 다른 칸 (원)"))
    heads = (
        Text(en="Project", ko="사업"),
        Text(en="Source", ko="재원"),
        Text(en="Period", ko="연차"),
        Text(en="Budget", ko="예산현액"),
        Text(en="Secured", ko="확보"),
        Text(en="Carried in", ko="전년도 이월"),
        Text(en="Difference", ko="차이"),
    )
    periods = done.recorded.names.periods
    rows = [
        (
            each.cell.project,
            each.cell.source,
            periods[each.cell.period].label,
            printed(each.budget),
            "" if each.secured is None else printed(each.secured),
            printed(each.carried) if each.carried else "",
            printed(each.budget - (each.secured or 0) - each.carried),
        )
        for each in done.unlike[:_MOST]
    ]
    show_rows(heads, rows, amounts=(3, 4, 5, 6))
    _more(len(done.unlike))


def _more(count: int) -> None:
    if count > _MOST:
        note(Text(en="... and {more} more (--json)", ko="... 외 {more}건 (--json)").format(more=count - _MOST))


def accounts_record(done: Accounted) -> dict[str, object]:
    """The JSON; amounts in 원."""
    return {
        **as_record(done.recorded),
        "executed": {"total": done.total, "linked": done.linked, "left_out": done.left_out},
        "unlinked": [
            {
                "code": each.code,
                "name": each.name,
                "budget": each.budget,
                "executed": each.executed,
                "near": each.near and {"project": each.near[0], "name": each.near[1]},
            }
            for each in done.unlinked
        ],
        "unlike": [
            {**dict(zip(("project", "source", "period"), each.cell[:3], strict=True)), "budget": each.budget}
            | {"secured": each.secured, "carried": each.carried}
            for each in done.unlike
        ],
    }
