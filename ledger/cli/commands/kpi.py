from datetime import date
from typing import Annotated, Any

from ledger.api.indicators import define, set_values
from ledger.cli.amounts import show_rows_changed, tell
from ledger.cli.parameters import Context
from ledger.cli.words import CORRECTION, DRY_RUN, EVIDENCE, ON, REASON, argument, desk_of, option
from ledger.model.entry import Act
from ledger.model.errors import Refused
from ledger.model.registers.indicator import Actual, Target
from ledger.model.text import Text, nearest

HELP = Text(
    en="Define an indicator (define), set its targets (target), record what was reached (actual).\n\n"
    "ledger kpi define K1 이용자수 --project 5-2 --unit 명 --direction higher --aggregation sum\n\n"
    "ledger kpi target K1 23=100 24='120 이상'   ledger kpi actual K1 23=91 --on 2023-12-31 --evidence 명부\n\n"
    "Values are kept as they are typed: 100, 100 내외 (about), 30 이상 (at least), 4~5, 95.4, S. 23=blank removes one. "
    "Fields that are not given stay as they are.",
    ko="성과지표를 만들고(define), 목표를 정하고(target), 실적을 기록합니다(actual).\n\n"
    "ledger kpi define K1 이용자수 --project 5-2 --unit 명 --direction 상향 --aggregation 합계\n\n"
    "ledger kpi target K1 23=100 24='120 이상'   ledger kpi actual K1 23=91 --on 2023-12-31 --evidence 명부\n\n"
    "값은 쓴 그대로 남습니다: 100, 100 내외, 30 이상, 4~5, 95.4, S. 23=빈칸은 값을 없앱니다. 쓰지 않은 항목은 "
    "그대로 둡니다.",
)

# The options of each, by the names of their parameters; dates, reason and dry run go with all.
_COMMON = ("what", "code", "words", "on", "correction", "reason", "dry_run")
_TAKES = {
    "define": (
        *("project", "unit", "direction", "aggregation", "baseline", "baseline_on", "cumulative"),
        *("numerator", "denominator", "grades", "formula", "order", "note"),
    ),
    "target": ("note",),
    "actual": ("evidence", "numerator", "denominator", "before", "item", "note"),
}
_KOREAN = {"정의": "define", "목표": "target", "실적": "actual"}


def run(
    context: Context,
    what: Annotated[
        str, argument(Text(en="define, target or actual", ko="define, target, actual 가운데 하나"), "WHAT")
    ],
    code: Annotated[str, argument(Text(en="Code of the indicator", ko="지표코드"), "CODE")],
    words: Annotated[
        list[str] | None,
        argument(Text(en="The name to define, or PERIOD=VALUE", ko="define에는 지표명, 그 밖에는 연차=값"), "WORDS"),
    ] = None,
    project: Annotated[str, option("--project", Text(en="Its project", ko="사업"), metavar="CODE")] = "",
    unit: Annotated[
        str,
        option(
            "--unit",
            Text(en="Unit: 회, 건, 명, %, 점, 원, 등급...", ko="단위: 회, 건, 명, %, 점, 원, 등급 등"),
            metavar="UNIT",
        ),
    ] = "",
    direction: Annotated[
        str,
        option(
            "--direction",
            Text(
                en="Which way is better: higher, lower, range, milestone",
                ko="방향: higher(상향), lower(하향), range(범위), milestone(달성 여부)",
            ),
            metavar="WAY",
        ),
    ] = "",
    aggregation: Annotated[
        str,
        option(
            "--aggregation",
            Text(
                en="How periods come together: sum, last, average, ratio, none",
                ko="누계 방법: sum(합계), last(최종값), average(평균), ratio(합의 비율), none",
            ),
            metavar="HOW",
        ),
    ] = "",
    baseline: Annotated[str, option("--baseline", Text(en="The value before", ko="기준값"), metavar="VALUE")] = "",
    baseline_on: Annotated[
        str,
        option("--baseline-on", Text(en="When that was: 2022, 2022-12", ko="기준시점: 2022, 2022-12"), metavar="DATE"),
    ] = "",
    cumulative: Annotated[
        bool | None,
        option(
            "--cumulative/--no-cumulative",
            Text(en="Each value includes those before it", ko="값에 앞 연차의 값이 들어 있음(누적)"),
        ),
    ] = None,
    numerator: Annotated[
        str,
        option("--numerator", Text(en="Numerator: its name, or its count", ko="분자: 이름(define) 또는 수(actual)")),
    ] = "",
    denominator: Annotated[
        str,
        option(
            "--denominator", Text(en="Denominator: its name, or its count", ko="분모: 이름(define) 또는 수(actual)")
        ),
    ] = "",
    grades: Annotated[
        str,
        option("--grades", Text(en="Grades from the best down: S,A,B", ko="등급, 높은 것부터: S,A,B"), metavar="LIST"),
    ] = "",
    formula: Annotated[
        str, option("--formula", Text(en="How it is computed, in words", ko="산식"), metavar="TEXT")
    ] = "",
    order: Annotated[str, option("--order", Text(en="Its place in the report", ko="보고서의 순서"), metavar="N")] = "",
    on: Annotated[date | None, ON] = None,
    correction: Annotated[bool, CORRECTION] = False,
    evidence: Annotated[str, EVIDENCE] = "",
    before: Annotated[
        str, option("--before", Text(en="What it was before (4 -> 8)", ko="이전값(4 → 8)"), metavar="VALUE")
    ] = "",
    item: Annotated[
        list[str] | None,
        option(
            "--item", Text(en="One thing that was counted; again for each", ko="센 것 하나(여러 번)"), metavar="TEXT"
        ),
    ] = None,
    note: Annotated[str, option("--note", Text(en="A remark: why a target was missed", ko="비고: 미달 사유 등"))] = "",
    reason: Annotated[str, REASON] = "",
    dry_run: Annotated[bool, DRY_RUN] = False,
) -> None:
    """See HELP."""
    what = _what(what)
    fields = _fields(context, what)
    act, desk = Act(effective=on, evidence=evidence, reason=reason), desk_of(context)
    if what == "define":
        fields |= _name(words or [])
        recorded = define(desk, code, fields, act, correction=correction, dry_run=dry_run)
    else:
        if not words:
            raise Refused(
                Text(en="what value?", ko="값이 없습니다"),
                where=code,
                way_out=Text(en="for example 23=100", ko="예: 23=100"),
            )
        kind = Target if what == "target" else Actual
        recorded = set_values(desk, kind, code, words, fields, act, correction=correction, dry_run=dry_run)
    show_rows_changed(recorded)
    tell(recorded, dry_run=dry_run)


def _what(typed: str) -> str:
    what = _KOREAN.get(typed, typed)
    if what not in _TAKES:
        near = nearest(typed, _TAKES)
        raise Refused(
            Text(
                en="'{typed}' is none of define, target, actual", ko="'{typed}': define, target, actual 가운데 쓰십시오"
            ).format(typed=typed),
            way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near) if near else None,
        )
    return what


def _fields(context: Context, what: str) -> dict[str, Any]:
    """The options that were given, as fields. Refused: one that belongs to another of the three."""
    said = {name: value for name, value in context.params.items() if name not in _COMMON}
    given = {name: value for name, value in said.items() if value not in ("", None, (), [])}
    for name in given:
        if name not in _TAKES[what]:
            text = Text(en="kpi {what} does not take --{flag}", ko="kpi {what}에는 쓰지 않는 옵션입니다: --{flag}")
            raise Refused(text.format(what=what, flag=name.replace("_", "-")))
    return {"items" if name == "item" else name: value for name, value in given.items()}


def _name(words: list[str]) -> dict[str, str]:
    if len(words) > 1:
        raise Refused(
            Text(
                en="one name, in quotes: {words}", ko="지표명은 하나입니다. 빈칸이 있으면 따옴표로 묶으십시오: {words}"
            ).format(words=" ".join(words))
        )
    return {"name": words[0]} if words else {}
