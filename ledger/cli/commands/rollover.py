from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

from ledger.api.rollover import RolledOver, roll_over
from ledger.cli.parameters import Context
from ledger.cli.show import note, say_json, show_rows
from ledger.cli.terms import term_days
from ledger.cli.words import DOCUMENT, DRY_RUN, JSON, REASON, argument, day, desk_of, option
from ledger.cube.succession import total
from ledger.model.entry import Act, Measure
from ledger.model.money import printed, stated
from ledger.model.text import Text

HELP = Text(
    en="Begin the book of the next term: what is unfinished goes on in it, and this book is sealed.\n\n"
    "ledger rollover 민선9기.db --term 9\nledger rollover new.db --term 9 --codes codes.csv\n\n"
    "All pledges move but those that are 완료 or 폐기, with their unit projects and what is still to do of their "
    "story, under the names and departments that they have by now; this book is sealed as of the end of its term. What "
    "was executed by then becomes 기투자: plan, secured and executed alike. The plan of money that is left (planned "
    "less executed) does not move: it is listed and noted on the pledge, to be planned anew by the years of the new "
    "term. So is what was secured and not spent. The table of codes has the columns 'old' and 'new'; other codes are "
    "kept. Status, persons in charge, indicators and the story so far stay in the old book, which is never computed "
    "anew.",
    ko="다음 임기의 장부를 시작합니다. 끝나지 않은 공약을 옮기고 이 장부의 확정본을 만듭니다.\n\n"
    "ledger rollover 민선9기.db --term 9\nledger rollover new.db --term 9 --codes 번호.csv\n\n"
    "완료, 폐기가 아닌 공약을 단위사업, 향후 추진계획의 남은 일정과 함께 옮깁니다. 사업명과 주관부서는 나중에 "
    "바뀐 것까지 반영하고, 이전 장부는 임기 종료일의 상태로 확정합니다. 임기 종료일까지의 집행액이 새 장부의 "
    "기투자(계획, 확보, 집행 모두)입니다. 남는 투자계획(계획에서 집행을 뺀 금액, 임기후 포함)은 옮기지 않습니다. "
    "표와 공약의 비고에 보이므로 새 임기의 연차에 다시 입력하십시오. 확보하고 쓰지 않은 금액도 비고에 적습니다. "
    "번호표에는 '이전 관리번호', '새 관리번호' 열을 두며, 없는 공약은 번호가 그대로입니다. 이행상태, 담당자, 성과지표, "
    "지난 추진실적은 이전 장부에 남고, 이전 장부는 다시 계산하지 않습니다.",
)


def run(
    context: Context,
    target: Annotated[Path, argument(Text(en="The new book", ko="새 장부 파일"), "NEW.db")],
    term: Annotated[
        str, option("--term", Text(en="9 or START..END", ko="민선 기수(9) 또는 시작일..종료일"), metavar="TERM")
    ],
    on: Annotated[
        date | None,
        option(
            "--on",
            Text(en="As the old book stands then (default: end of its term)", ko="기준일 (기본: 이전 임기 종료일)"),
            parser=day,
            metavar="DATE",
        ),
    ] = None,
    codes: Annotated[
        Path | None,
        option("--codes", Text(en="Table of old and new codes (csv, xlsx)", ko="번호표 (csv, xlsx)"), metavar="FILE"),
    ] = None,
    with_errors: Annotated[
        bool, option("--with-errors", Text(en="Even if the check finds errors", ko="점검 오류가 있어도"))
    ] = False,
    reason: Annotated[str, REASON] = "",
    document: Annotated[str, DOCUMENT] = "",
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    start, end = term_days(term)
    act = Act(reason=reason, document=document)
    done = roll_over(
        desk_of(context), target, start, end, act, on=on, codes=codes, with_errors=with_errors, dry_run=dry_run
    )
    if as_json:
        return say_json(_record(done))
    _show(done)
    return _tell(done, target, dry_run=dry_run)


def _show(done: RolledOver) -> None:
    """Every pledge of the old book once, by status: the two halves add up to all."""
    heads = (
        Text(en="Status", ko="이행상태"),
        Text(en="New book", ko="새 장부"),
        Text(en="Pledges", ko="공약 수"),
        *(measure.label for measure in Measure),
        Text(en="New plan (기투자)", ko="새 계획(기투자)"),
        Text(en="Plan left", ko="남는 계획"),
    )

    def told(*amounts: int | None) -> Iterator[str]:
        return ("" if won is None else stated(won, done.unit) for won in amounts)

    moves, stays = Text(en="moves", ko="옮김"), Text(en="stays", ko="종료")
    part, every = Text(en="subtotal", ko="소계"), Text(en="total", ko="합계")
    rows = [
        (
            each.status or str(Text(en="(none)", ko="(미기재)")),
            str(moves if each.moves else stays),
            str(each.pledges),
            *told(*(each.won[measure] for measure in Measure), each.prior, each.left),
        )
        for each in done.standings
    ]
    for name, label, kept in ((part, moves, True), (part, stays, False), (every, "", None)):
        own = [each for each in done.standings if kept is None or each.moves is kept]
        sums = [total(each.won[measure] for each in own) for measure in Measure]
        more = (total(each.prior for each in own), total(each.left for each in own))
        count = str(sum(each.pledges for each in own))
        rows.append((str(name), str(label), count, *told(*sums, *more)))
    show_rows(heads, rows, amounts=range(2, len(heads)), unit=done.unit.label)


def _tell(done: RolledOver, target: Path, *, dry_run: bool) -> None:
    said = Text(
        en="{target}: {count} pledges, prior investment {won} won (executed in {term} until {as_of})",
        ko="{target}: 공약 {count}건, 기투자 {won}원 ({term} 집행액, 기준일 {as_of})",
    )
    note(
        said.format(target=target, count=len(done.codes), won=printed(done.invested), term=done.term, as_of=done.as_of)
    )
    if left := total(each.left for each in done.standings):
        said = Text(
            en="{won} won of the plan are left and not in it (noted on each pledge): `ledger plan` them anew",
            ko="남는 계획 {won}원은 옮기지 않았습니다(공약별 비고에 적음). `ledger plan`으로 새 연차에 입력하십시오",
        )
        note(said.format(won=printed(left)))
    if done.later:
        said = Text(
            en="{won} won executed after {as_of} are not in it: --on DATE takes them in",
            ko="{as_of} 뒤에 집행된 {won}원은 들어 있지 않습니다. 넣으려면 --on 날짜",
        )
        note(said.format(won=printed(done.later), as_of=done.as_of))
    if done.restated:
        said = Text(
            en="the status of these changed after {as_of}: {codes}",
            ko="{as_of} 뒤에 이행상태가 바뀐 공약(기준일의 상태로 나누었음): {codes}",
        )
        note(said.format(as_of=done.as_of, codes=", ".join(done.restated)))
    if dry_run:
        note(Text(en="dry run: nothing was written", ko="미리보기입니다. 아무것도 쓰지 않았습니다"))
    if done.was_made:
        note(Text(en="the new book was there already, complete", ko="새 장부는 이미 온전히 만들어져 있었습니다"))
    if done.seal:
        said = Text(en="this book is sealed: transaction {number}", ko="이전 장부의 확정본: 전표 {number}")
        note(said.format(number=done.seal.number))


def _record(done: RolledOver) -> dict[str, object]:
    return {
        "schema": 1,
        "as_of": done.as_of.isoformat(),
        "term": done.term,
        "statuses": [
            {"status": each.status, "moves": each.moves, "pledges": each.pledges}
            | {measure.value: won for measure, won in each.won.items()}
            | {"prior": each.prior, "plan_left": each.left}
            for each in done.standings
        ],
        "codes": done.codes,
        "prior": done.invested,
        "later": done.later,
        "restated": list(done.restated),
        "transaction": done.seal.number if done.seal else None,
    }
