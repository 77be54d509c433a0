from datetime import date
from typing import Annotated

from ledger.api.departments import Reorganised, hand_over, rename
from ledger.cli.amounts import as_record, show_rows_changed, tell
from ledger.cli.parameters import Context
from ledger.cli.show import note, say_json, show_rows
from ledger.cli.words import DOCUMENT, DRY_RUN, JSON, ON, REASON, argument, desk_of, option
from ledger.cube.departments import Sums
from ledger.model.entry import Act, Measure
from ledger.model.errors import Refused
from ledger.model.money import Unit, stated
from ledger.model.text import Text

HELP = Text(
    en="Rename a department, or hand projects over to another one (이체).\n\n"
    "ledger department 기업지원과 --rename 일자리경제과 --on 2024-07-01\n"
    "ledger department 5-2 5-3 --move-to 투자유치과 --on 2024-07-01\n\n"
    "The amounts of the departments are shown before and after: their total stays. Reports as of an earlier day show "
    "the department of that day; what was changed of a project for a later day stays changed.",
    ko="부서 이름을 바꾸거나 사업을 다른 부서로 넘깁니다(이체).\n\n"
    "ledger department 기업지원과 --rename 일자리경제과 --on 2024-07-01\n"
    "ledger department 5-2 5-3 --move-to 투자유치과 --on 2024-07-01\n\n"
    "부서별 금액을 바꾸기 전과 뒤로 보입니다. 합계는 그대로입니다. 앞선 기준일의 보고서에는 그때의 부서가 "
    "나오고, 그 뒤의 날짜로 고친 항목은 고친 대로 남습니다.",
)


def run(
    context: Context,
    names: Annotated[
        list[str],
        argument(Text(en="A department, or codes of projects", ko="부서 이름, 또는 사업 관리번호"), "NAME|CODE"),
    ],
    new: Annotated[str, option("--rename", Text(en="The new name", ko="새 이름"), metavar="NAME")] = "",
    merge: Annotated[
        bool, option("--merge", Text(en="Into a department that is there", ko="이미 있는 부서와 합침"))
    ] = False,
    to: Annotated[
        str, option("--move-to", Text(en="The department that takes them over", ko="넘겨받는 부서"), metavar="NAME")
    ] = "",
    team: Annotated[str, option("--team", Text(en="Team in charge there", ko="그 부서의 담당팀"), metavar="NAME")] = "",
    is_new: Annotated[
        bool, option("--new", Text(en="It is new, whatever it is like", ko="비슷한 이름이 있어도 새 부서임"))
    ] = False,
    on: Annotated[date | None, ON] = None,
    reason: Annotated[str, REASON] = "",
    document: Annotated[str, DOCUMENT] = "",
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    if bool(new.strip()) == bool(to.strip()) or (new and (len(names) > 1 or team)):
        raise Refused(
            Text(
                en="give one department and --rename, or projects and --move-to",
                ko="부서 하나와 --rename, 또는 사업과 --move-to를 주십시오",
            )
        )
    desk, act = desk_of(context), Act(effective=on, reason=reason, document=document)
    if new:
        done = rename(desk, names[0], new, act, merge=merge, dry_run=dry_run)
    else:
        done = hand_over(desk, names, to, act, team=team, new=is_new, dry_run=dry_run)
    if as_json:
        return say_json({**as_record(done.recorded), "before": _sums(done.before), "after": _sums(done.after)})
    show_rows_changed(done.recorded)
    if done.merged:
        said = Text(
            en="merged: {old} with {olds} pledges into {new} with {news}",
            ko="통합: {old} 공약 {olds}건을 {new} 공약 {news}건에 합침",
        )
        note(said.format(old=names[0], olds=done.merged[0], new=new, news=done.merged[1]))
    if done.recorded.drafts:
        _show(done)
    if done.new:
        note(Text(en="{name}: a new department", ko="{name}: 새 부서입니다").format(name=done.new))
    return tell(done.recorded, dry_run=dry_run)


def _show(done: Reorganised) -> None:
    """The departments whose amounts change, before and after, and the total of all, which does not."""
    nothing: dict[Measure, int | None] = dict.fromkeys(Measure)
    heads = (
        Text(en="Department", ko="부서"),
        Text(en="State", ko="구분"),
        *(measure.label for measure in Measure),
    )
    named = dict.fromkeys((*done.before, *done.after))
    touched = [name for name in named if done.before.get(name) != done.after.get(name)]
    states = ((Text(en="before", ko="변경 전"), done.before), (Text(en="after", ko="변경 후"), done.after))
    unit = done.recorded.unit
    rows = [_row(name, str(state), sums.get(name, nothing), unit) for name in touched for state, sums in states]
    every = str(Text(en="all departments", ko="전체 계"))
    rows += [_row(every, str(state), _total(sums), unit) for state, sums in states]
    show_rows(heads, rows, amounts=(2, 3, 4), unit=unit.label)


def _row(name: str, state: str, sums: dict[Measure, int | None], unit: Unit) -> tuple[str, ...]:
    return (name, state, *("" if won is None else stated(won, unit) for won in sums.values()))


def _total(sums: Sums) -> dict[Measure, int | None]:
    said = {measure: [won for own in sums.values() if (won := own[measure]) is not None] for measure in Measure}
    return {measure: sum(every) if every else None for measure, every in said.items()}


def _sums(sums: Sums) -> dict[str, dict[str, int | None]]:
    return {name: {measure.value: won for measure, won in own.items()} for name, own in sums.items()}
