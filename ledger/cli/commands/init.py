from datetime import date
from pathlib import Path
from typing import Annotated

from ledger.api.books import found_book
from ledger.api.exchange import book_from
from ledger.cli.parameters import Context
from ledger.cli.show import note
from ledger.cli.terms import term_days
from ledger.cli.words import desk_of, option
from ledger.model.book import Book
from ledger.model.errors import Refused
from ledger.model.money import unit_named
from ledger.model.period import Period, periods_of_term, periods_of_years
from ledger.model.source import Institution, institution_named
from ledger.model.text import Text, joined, nearest

HELP = Text(
    en="Make a new book for one institution and one term.\n\nledger init --institution 고양시 --kind city --term 8",
    ko="기관 하나, 임기 하나의 새 장부를 만듭니다.\n\nledger init --institution 고양시 --kind 시 --term 8",
)


def run(
    context: Context,
    institution: Annotated[
        str, option("--institution", Text(en="Name of the institution", ko="기관 이름"), metavar="NAME")
    ] = "",
    kind: Annotated[
        str,
        option(
            "--kind",
            Text(
                en="city, county, district, province, metropolitan, special or agency",
                ko="시, 군, 자치구, 도, 광역시, 특별자치시, 기관 (또는 city, county...)",
            ),
            metavar="KIND",
        ),
    ] = "",
    term_: Annotated[
        str, option("--term", Text(en="8, 9 or START..END", ko="민선 기수(8, 9) 또는 시작일..종료일"), metavar="TERM")
    ] = "",
    periods: Annotated[
        str,
        option(
            "--periods",
            Text(en="Fiscal years instead of a term: 2023,2024", ko="임기 대신 회계연도: 2023,2024"),
            metavar="YEARS",
        ),
    ] = "",
    unit: Annotated[
        str, option("--unit", Text(en="Unit in which amounts are typed", ko="금액을 입력하는 단위"), metavar="UNIT")
    ] = "백만원",
    department: Annotated[
        str, option("--department", Text(en="Who keeps the book", ko="작성부서"), metavar="NAME")
    ] = "",
    source_file: Annotated[
        Path | None, option("--from", Text(en="Make it from an export", ko="내보내기 파일로 만듦"), metavar="FILE")
    ] = None,
) -> None:
    """See HELP."""
    desk = desk_of(context)
    if source_file is not None:
        made = book_from(desk, source_file)
        note(
            Text(en="{path}: made from {count} transactions", ko="{path}: 전표 {count}건으로 만들었습니다").format(
                path=desk.path, count=len(made.seals)
            )
        )
        return
    if not institution or not kind:
        missing = [name for name, value in (("--institution", institution), ("--kind", kind)) if not value]
        raise Refused(Text(en="missing option: {names}", ko="빠진 옵션: {names}").format(names=", ".join(missing)))
    start, end, columns = _periods(term_, periods)
    book = Book(
        key=Book.KIND,
        institution=institution,
        kind=_kind(kind),
        start=start,
        end=end,
        unit=unit_named(unit).label,
        department=department,
    )
    found_book(desk, book, columns)
    note(
        Text(
            en="{path}: a book for {institution}, periods {periods}",
            ko="{path}: {institution} 장부를 만들었습니다. 연차 {periods}",
        ).format(path=desk.path, institution=institution, periods=", ".join(period.label for period in columns))
    )


def _kind(name: str) -> Institution:
    found = institution_named(name)
    if found is not None:
        return found
    known = joined(kind.label for kind in Institution)
    near = nearest(name, [kind.value for kind in Institution])
    ask = Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near) if near else known
    raise Refused(
        Text(en="unknown kind of institution '{name}'", ko="없는 기관 종류 '{name}'").format(name=name), way_out=ask
    )


def _periods(term_: str, years: str) -> tuple[date | None, date | None, tuple[Period, ...]]:
    if bool(term_) == bool(years):
        raise Refused(Text(en="give either --term or --periods", ko="--term과 --periods 가운데 하나를 주십시오"))
    if years:
        words = [word.strip() for word in years.split(",")]
        if not all(word.isascii() and word.isdigit() and len(word) == 4 for word in words):
            raise Refused(Text(en="--periods takes years: 2023,2024", ko="--periods에는 연도를 씁니다: 2023,2024"))
        columns = periods_of_years(int(word) for word in words)
        return columns[0].start, columns[-1].end, columns
    start, end = term_days(term_)
    return start, end, periods_of_term(start, end)
