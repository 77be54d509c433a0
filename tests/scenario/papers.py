"""What the city hands over in files: its registers as a plain text book, its money as CSV, the accounts of e호조."""

import csv
import io
from collections.abc import Iterable, Iterator

from tests.scenario.city import MILLION, THOUSAND, YEAR, Amounts, City

START = "2022-07-01"
_ACCOUNTS = ("회계연도", "세부사업코드", "세부사업명", "통계목", "재원", "예산현액", "지출액")


def registers(city: City) -> str:
    """Pledges, unit projects, indicators with their targets and what was reached so far, as a plain text book."""
    return "\n".join([f"{START} add", *_projects(city), "2024-12-31 kpi", *_indicators(city)]) + "\n"


def _projects(city: City) -> Iterator[str]:
    for pledge in city.pledges:
        yield (
            f'  + project {pledge.code} name="{pledge.name}" department={pledge.department} '
            f"field={pledge.field} kind=신규 owner=자체 status=정상추진"
        )
        for project in pledge.projects:
            yield f'  + project {project.code} name="{project.name}" accounts=[{project.account}]'


def _indicators(city: City) -> Iterator[str]:
    for pledge in city.pledges:
        if pledge.indicator:
            yield (
                f'  + indicator {pledge.indicator} name="{pledge.name} 이용자" project={pledge.code} unit=명 '
                "direction=higher aggregation=sum"
            )
    for register, values in (("target", city.targets), ("actual", city.actuals)):
        for (key, period), value in values.items():
            yield f'  + {register} "{key}:{period}" indicator={key} period={period} value="{value}"'


def money(amounts: Amounts, measure: str, effective: str, basis: str = "", document: str = "") -> bytes:
    """Balances as a spreadsheet saves them for Excel: UTF-8 with its mark, in 백만원 where all are whole in it, else
    in 천원, thousands parted by commas."""
    unit, label = (MILLION, "백만원") if all(won % MILLION == 0 for won in amounts.values()) else (THOUSAND, "천원")
    rows = (
        (place.project, place.source, place.period, measure, f"{won // unit:,}", effective, basis, document)
        for place, won in amounts.items()
    )
    return _csv([("사업", "재원", "연차", "단계", f"금액({label})", "효력일", "예산구분", "문서번호"), *rows])


def accounts(city: City, on: str, spent: Amounts, budget: Amounts, *others: tuple[str, str, int]) -> bytes:
    """The export of the accounting system on a day, in 원 and in the encoding of Korean Windows: a line for each
    세부사업, source and 통계목 (what a project spent is parted over two of them), and the total. `others` are code,
    name and payments of 세부사업 that no project is linked to."""
    lines: list[tuple[str, str, str, str, int, int]] = []
    for project in city.projects:
        for place in (place for place in spent if place.project == project.code):
            running = spent[place] // 3
            lines.append((project.account, project.name, "201-01", place.source, 0, running))
            lines.append((project.account, project.name, "401-01", place.source, budget[place], spent[place] - running))
    lines += [(code, name, "401-01", "시비", won, won) for code, name, won in others]
    rows = [("세부사업별 집행현황",), ("기준일", on), ("(단위: 원)",), _ACCOUNTS]
    rows += [(YEAR, *line[:4], f"{line[4]:,}", f"{line[5]:,}") for line in lines]
    rows += [("합계", "", "", "", "", f"{sum(line[4] for line in lines):,}", f"{sum(line[5] for line in lines):,}")]
    return _csv(rows).decode("utf-8-sig").encode("cp949")


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")
