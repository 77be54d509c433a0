from datetime import date
from pathlib import Path
from typing import Annotated

from ledger.api.forms import Copy, Issued, issue
from ledger.cli.amounts import tell
from ledger.cli.parameters import Context
from ledger.cli.progress import progress
from ledger.cli.show import note, say_json, show_rows
from ledger.cli.words import DRY_RUN, JSON, argument, day, desk_of, option
from ledger.model.text import Text

HELP = Text(
    en="Write a locked form for each department, to be filled in and handed back (see `ledger collect`).\n\n"
    "Only the cells to fill in are open. A form that is out already and would be the same goes out again as it is; a "
    "changed one, or one as of another date, makes the earlier obsolete.\n\n"
    "Own templates are templates/forms/NAME.toml beside the book: a title, and [[part]] for each part with its kind "
    "(status, money, indicators, milestones, remarks), its title, and if wanted measures (money), rows (milestones) "
    "or sorts (remarks). Titles are { en = '...', ko = '...' }.\n\n"
    "ledger form out --as-of 2023-12-31 --due 2024-01-31   ledger form out --template plan --department 기업지원과",
    ko="부서마다 수합양식(엑셀)을 만들어 폴더에 담습니다. 작성한 양식은 `ledger collect`로 받습니다.\n\n"
    "입력칸만 열려 있습니다. 이미 배부한 것과 내용이 같으면 그 양식을 다시 쓰고, 달라졌거나 기준일이 "
    "다르면 새 양식을 만들며 앞의 것은 낡은 서식이 됩니다.\n\n"
    "자체 서식은 장부 옆 templates/forms/이름.toml 파일입니다. title(제목), 구역마다 [[part]]를 두고 그 안에 "
    "kind(status 상태, money 금액, indicators 지표, milestones 추진실적, remarks 문제점)와 title, 필요하면 "
    "measures(money의 단계), rows(milestones의 줄 수), sorts(remarks의 구분)를 적습니다. "
    "title 값은 { en = '...', ko = '...' } 꼴입니다.\n\n"
    "ledger form 배부 --as-of 2023-12-31 --due 2024-01-31   ledger form 배부 --template plan --department 기업지원과",
)


def run(
    context: Context,
    folder: Annotated[Path, argument(Text(en="Folder for the forms", ko="양식을 담을 폴더"), "DIR")],
    template: Annotated[
        str,
        option(
            "--template",
            Text(
                en="execution (secured and executed), plan, or an own one",
                ko="서식: execution(확보·집행 실적), plan(계획), 또는 자체 서식",
            ),
            metavar="NAME",
        ),
    ] = "execution",
    department: Annotated[
        list[str] | None,
        option(
            "--department",
            Text(en="Only this department (may be given several times)", ko="이 부서만 (여러 번 쓸 수 있음)"),
            metavar="NAME",
        ),
    ] = None,
    as_of: Annotated[
        date | None,
        option(
            "--as-of",
            Text(en="As of this date (default: today)", ko="기준일 (기본: 오늘)"),
            parser=day,
            metavar="DATE",
        ),
    ] = None,
    due: Annotated[
        date | None,
        option("--due", Text(en="Last day to hand it in", ko="제출기한"), parser=day, metavar="DATE"),
    ] = None,
    unit: Annotated[
        str,
        option(
            "--unit",
            Text(
                en="Unit of amounts (default: the book's, or a smaller one where amounts are not whole in it)",
                ko="금액 단위 (기본: 장부의 단위, 떨어지지 않으면 더 작은 단위)",
            ),
            metavar="UNIT",
        ),
    ] = "",
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    with progress(Text(en="forms", ko="양식 작성")) as step:
        issued = issue(
            desk_of(context),
            folder,
            template,
            department or (),
            as_of=as_of,
            due=due,
            unit=unit,
            dry_run=dry_run,
            step=step,
        )
    if as_json:
        say_json({"schema": 1, "forms": [_record(copy) for copy in issued.copies], "without": list(issued.orphans)})
        return
    heads = (
        Text(en="Department", ko="부서"),
        Text(en="Form", ko="양식"),
        Text(en="Out", ko="배부"),
        Text(en="Unit", ko="단위"),
        Text(en="File", ko="파일"),
        Text(en="Pledges", ko="공약"),
        Text(en="Inputs", ko="입력칸"),
    )
    show_rows(heads, [_row(copy) for copy in issued.copies], amounts=(5, 6))
    _tell(issued, dry_run=dry_run)


def _tell(issued: Issued, *, dry_run: bool) -> None:
    if issued.orphans:
        said = Text(
            en="nobody is asked about projects without a department: {codes}",
            ko="주관부서가 없어 묻지 않은 사업: {codes}",
        )
        more = ", ..." if len(issued.orphans) > 8 else ""
        note(said.format(codes=", ".join(issued.orphans[:8]) + more))
    tell(issued.recorded, dry_run=dry_run)


def _row(copy: Copy) -> tuple[str, ...]:
    form = copy.form
    inputs = sum(1 for _ in form.inputs())
    return (form.department, form.key, _state(copy), form.unit, str(copy.file), str(len(form.sheets)), f"{inputs:,}")


def _state(copy: Copy) -> str:
    if copy.stands:
        return str(Text(en="as it was", ko="그대로"))
    if copy.earlier:
        return str(Text(en="instead of {key}", ko="{key} 대신").format(key=copy.earlier))
    return str(Text(en="new", ko="새로"))


def _record(copy: Copy) -> dict[str, object]:
    form = copy.form
    return {
        "department": form.department,
        "form": form.key,
        "pledges": [sheet.project for sheet in form.sheets],
        "inputs": sum(1 for _ in form.inputs()),
        "unit": form.unit,
        "stands": copy.stands,
        "instead_of": copy.earlier or None,
        "file": str(copy.file),
    }
