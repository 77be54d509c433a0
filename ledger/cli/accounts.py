"""What came of an export of the accounting system, in the terminal and as JSON."""

from collections.abc import Sequence

from ledger.api.accounts import Accounted
from ledger.cli.amounts import as_record, show_changes
from ledger.cli.show import note, say, show_rows
from ledger.model.entry import Cell
from ledger.model.money import printed
from ledger.model.text import Text, joined, same

_FEW = 3  # cells named in a line
_MOST = 20  # lines of a list: an office has thousands of 세부사업, and links a few hundred


def show_accounts(done: Accounted) -> None:
    """The cells before and after, what is not linked, 예산현액 against 확보, and the sums that close."""
    show_changes(done.recorded)
    _show_splits(done)
    _show_unlinked(done)
    _show_unlike(done)
    _tell_undivided(done)
    _tell_absent(done)
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


def _show_splits(done: Accounted) -> None:
    """What was paid, by the budget that paid it: the amounts of a cell add up to its 지출액."""
    if not done.splits:
        return
    say(
        Text(
            en="Paid of money carried in: executed in the period it was voted for (원)",
            ko="이월해 쓴 돈: 편성된 연차의 집행 (원)",
        )
    )
    heads = (
        Text(en="Project", ko="사업"),
        Text(en="Source", ko="재원"),
        Text(en="Period", ko="연차"),
        Text(en="Paid", ko="지출액"),
        Text(en="Carried from", ko="이월한 연차"),
        Text(en="Carried in", ko="전년도 이월"),
        Text(en="Of it", ko="이월 집행"),
        Text(en="Of its own", ko="당해 집행"),
    )
    periods = done.recorded.names.periods
    rows = [
        (
            whole.cell.project,
            whole.cell.source,
            periods[whole.cell.period].label,
            "" if place else printed(whole.paid),
            periods[share.cell.period].label,
            printed(share.carried),
            printed(share.spent),
            printed(whole.own) if share is whole.shares[-1] else "",
        )
        for whole in done.splits[:_MOST]
        for place, share in enumerate(whole.shares)
    ]
    show_rows(heads, rows, amounts=(3, 5, 6, 7))
    _more(len(done.splits))
    say(
        Text(
            en="money carried in is taken as spent first; what the old period had executed at its closing stays",
            ko="이월받은 돈을 먼저 쓴 것으로 보아, 마감 때의 집행액에 더합니다",
        )
    )


def _tell_undivided(done: Accounted) -> None:
    """Payments that may be of carried money, in one line each for the two causes."""
    early, over = (
        Text(
            en="the year before is not closed: payments of what it carried over are taken as the year's own ({cells})",
            ko="전년도가 마감 전이라 이월해 쓴 돈을 나누지 않고 당해 집행으로 봅니다: {cells}",
        ),
        Text(
            en="more is paid than secured and no carry-over is recorded: all is taken as the year's own ({cells}); if "
            "it was carried in, record it (`ledger carry`) and import again",
            ko="지출액이 확보보다 많은데 전년도 이월 기록이 없어 당해 집행으로 봅니다: {cells}. 이월해 쓴 돈이면 "
            "`ledger carry`로 기록하고 다시 가져오십시오",
        ),
    )
    for said, cells in (
        (early, [each.cell for each in done.undivided if each.is_early]),
        (over, [each.cell for each in done.undivided if not each.is_early]),
    ):
        if cells:
            note(said.format(cells=_cells(done, cells)))


def _tell_absent(done: Accounted) -> None:
    if done.absent:
        said = Text(
            en="executed in the book, not in this import: {cells}. If a code was linked to another project, correct it",
            ko="이번 파일에 없는 집행: {cells}. 세부사업을 다른 사업에 연결했으면 바로잡으십시오",
        )
        total = Text(en=", {won} won in all", ko=", 합계 {won}원").format(won=printed(sum(w for _, w in done.absent)))
        note(said.format(cells=joined((_cells(done, [cell for cell, _ in done.absent]), total), "")))


def _cells(done: Accounted, cells: Sequence[Cell]) -> Text:
    """The first few of some cells, and how many more there are."""
    periods = done.recorded.names.periods
    named = ", ".join(f"{each.project} {each.source} {periods[each.period].label}" for each in cells[:_FEW])
    more = len(cells) - _FEW
    return (
        Text(en="{named} and {more} more", ko="{named} 외 {more}칸").format(named=named, more=more)
        if (more > 0)
        else same(named)
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
    say(
        Text(
            en="difference = budget of the export - secured - carried in",
            ko="차이 = 예산현액 - 확보 - 전년도 이월",
        )
    )


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
            {**_named(each.cell), "budget": each.budget} | {"secured": each.secured, "carried": each.carried}
            for each in done.unlike
        ],
        "carried": [
            {**_named(each.cell), "paid": each.paid, "own": each.own}
            | {"of": [{"period": s.cell.period, "carried": s.carried, "spent": s.spent} for s in each.shares]}
            for each in done.splits
        ],
        "undivided": [
            {**_named(each.cell), "paid": each.paid, "secured": each.secured, "is_early": each.is_early}
            for each in done.undivided
        ],
        "absent": [{**_named(cell), "executed": won} for cell, won in done.absent],
    }


def _named(cell: Cell) -> dict[str, str]:
    return dict(zip(("project", "source", "period"), cell[:3], strict=True))
