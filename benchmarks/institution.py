"""A whole institution reported into one workbook: time, memory, and every formula recomputed by LibreOffice.

`python -m benchmarks.institution`: 100 pledges, 300 unit projects, 4 sources, 7 periods, 200 indicators, 2,000
milestones. Amounts are in whole 천원, so that in 백만원 nearly every one of them is rounded.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from ledger.workbook.read import Difference, cells_of, differences

SOURCES = ("국비", "도비", "시비", "기타")
PERIODS = ("prior", "2022H2", "2023", "2024", "2025", "2026H1", "after")
DUE = PERIODS[:3]
FIELDS = ("경제", "복지", "문화", "교통", "환경", "교육", "안전", "행정")
STATUSES = ("완료", "이행후 계속추진", "정상추진", "정상추진", "일부추진", "보류", "폐기")
OWNERS = ("국가", "도", "자체")
AS_OF = "2023-12-31"


def institution(pledges: int, seed: int = 7) -> str:
    """The book as plain text: three unit projects, two indicators and twenty milestones for each pledge."""
    chance = random.Random(seed)
    return "\n".join([*_registers(pledges, chance), *_money(pledges, chance), *_story(pledges, chance)]) + "\n"


def _registers(pledges: int, chance: random.Random) -> Iterator[str]:
    yield "2022-07-01 init by=담당"
    yield "  + book book institution=가나시 kind=city start=2022-07-01 end=2026-06-30 unit=백만원"
    first, last = ("2022H2", "'22.7.", "2022-07-01", "2022-12-31"), ("2026H1", "'26.6.", "2026-01-01", "2026-06-30")
    yield "  + period prior label=기투자 end=2022-06-30 order=1"
    for order, (key, label, start, end) in enumerate((first, *_years(), last), 2):
        yield f'  + period {key} label="{label}" start={start} end={end} order={order}'
    yield "  + period after label=임기후 start=2026-07-01 order=7"
    for order, (source, kind) in enumerate(zip(SOURCES, ("national", "upper", "own", "other"), strict=True), 1):
        yield f"  + source {source} kind={kind} order={order}"
    for number in range(1, pledges + 1):
        code = _code(number)
        status, owner, field = (chance.choice(words) for words in (STATUSES, OWNERS, FIELDS))
        yield (
            f'  + project {code} name="공약 {number} 이름" department=제{number % 30 + 1}과 field={field} '
            f'status="{status}" owner={owner} kind={chance.choice(("신규", "계속"))} progress={chance.randrange(101)}'
        )
        for unit in range(1, 4):
            yield f'  + project {code}/{unit} name="단위사업 {number}-{unit}"'


def _years() -> Iterator[tuple[str, str, str, str]]:
    return ((str(year), f"'{year % 100}", f"{year}-01-01", f"{year}-12-31") for year in (2023, 2024, 2025))


def _code(number: int) -> str:
    return f"{(number - 1) // 10 + 1}-{(number - 1) % 10 + 1}"


def _money(pledges: int, chance: random.Random) -> Iterator[str]:
    units = [f"{_code(number)}/{unit}" for number in range(1, pledges + 1) for unit in range(1, 4)]
    plan = {
        (unit, source, period): chance.randrange(100, 3_000_000) * 1_000
        for unit in units
        for source in SOURCES
        for period in PERIODS
        if chance.random() < 0.6
    }
    for measure, share in (("plan", 100), ("secured", 97), ("executed", 90)):
        yield f"{AS_OF} {measure} by=담당 unit=원"
        for (unit, source, period), won in plan.items():
            if measure == "plan" or period in DUE:
                yield f"  {unit} {source} {period} {measure} = {won * share // 100_000 * 1_000}"


def _story(pledges: int, chance: random.Random) -> Iterator[str]:
    yield f"{AS_OF} story by=담당"
    for number in range(1, pledges + 1):
        code = _code(number)
        for line in range(1, 21):
            year, month = 2022 + line // 9, line % 12 + 1
            done = (year, month) <= (2023, 12)
            under = "" if line % 5 == 1 else f' under="{code} {(line - 1) // 5 * 5 + 1:02}"'
            yield (
                f'  + milestone "{code} {line:02}" project={code} on={year}-{month:02} '
                f'text="추진 내용 {line}: 협의 {chance.randrange(1, 90)}건" done={str(done).lower()}{under}'
            )
        for indicator in (1, 2):
            key = f"{code}-{indicator}"
            yield (
                f'  + indicator {key} name="성과지표 {key}" project={code} unit={chance.choice(("건", "명", "개사"))} '
                "direction=higher aggregation=sum"
            )
            for period in PERIODS[1:6]:
                aim = chance.randrange(10, 500)
                yield f'  + target "{key}:{period}" indicator={key} period={period} value="{aim}"'
                if period in DUE:
                    value = chance.randrange(aim // 2, 2 * aim)
                    yield f'  + actual "{key}:{period}" indicator={key} period={period} value="{value}" note=확인'


def reported(folder: Path, pledges: int) -> tuple[Path, float, float, int]:
    """The workbook of such an institution: its file, seconds to found the book, seconds and KiB to report it."""
    source, book, workbook = (folder / name for name in ("book.ledger", "book.db", "report.xlsx"))
    source.write_text(institution(pledges), encoding="utf-8")
    founded = _timed("--book", str(book), "init", "--from", str(source))
    took = _timed("--book", str(book), "report", "workbook", "--as-of", AS_OF, "-o", str(workbook))
    return workbook, founded, took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def _timed(*words: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "ledger", *words], check=True)
    return time.perf_counter() - start


def recomputed(workbook: Path) -> tuple[int, list[Difference]]:
    """How many formulas the workbook has, and the cells that LibreOffice computes otherwise."""
    from tests import office

    (again,) = office.all_recalculated([workbook])
    sheets = cells_of(workbook.read_bytes(), workbook.name).values()
    return sum(bool(said.formula) for cells in sheets for said in cells.values()), differences(workbook, again)


def main() -> None:
    """Report one institution and print what it cost."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--pledges", type=int, default=100)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workbook, founded, took, kib = reported(Path(folder), asked.pledges)
        print(f"book founded in {founded:.1f} s; workbook in {took:.1f} s, {kib / 1024:.0f} MB at most")
        print(f"workbook of {workbook.stat().st_size:,} bytes")
        formulas, found = recomputed(workbook)
        print(f"formulas {formulas:,}, differences after recalculation {len(found)}")
        for difference in found[:10]:
            print(difference)


if __name__ == "__main__":
    main()
