"""Official sheets in every format, imported into a book: what the document prints is what the book holds."""

import html
import io
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from ledger.api.books import read_books
from ledger.api.checking import check_book
from ledger.api.desk import Desk
from ledger.api.exchange import book_from, import_files
from ledger.api.history import undo
from ledger.cube.books import Books
from ledger.model.book import StatedTotal
from ledger.model.entry import Row
from ledger.model.errors import Refused
from ledger.model.record import Record
from ledger.model.registers.participation import Participation
from tests.capture.documents import hwpx, hwpx_cell, hwpx_paragraph
from tests.sample.reading import DATA, PLAN, SECURED, document

AS_OF = date(2023, 12, 31)
NAME = "고양시 인재양성을 위한 산·학·연 컨소시엄 체계 구축"
UNITS = ("산 학연 협력체계 구축", "산 학연 연계 맞춤형 기업 지원", "특화산업에 맞는 전문인재 양성")
SOURCES = ("국비", "도비", "시비", "기타")
HEADS = ("단위사업", "구분", "계", "기투자", "'22.7.", "'23", "'24", "'25", "'26.6.", "임기후")
MEETINGS = (
    "- 1) 창업지원협의체 간담회(3회)",
    "- 2차 간담회(2023.7.21.)",
    "- 3차 간담회(2023.10.24.)",
    "- 4차 간담회(2023.12.21.)",
    "- 2) 산학연 연계 업무협의(6회)",
    *(f"- 업무협의(일정: 2023.8.{day}. / 장소: 회의실)" for day in (29, 24, 24, 25, 28, 25)),
)

Table = list[list[str]]
Block = str | Table


def money(name: str) -> Table:
    """A table of the source document under its heads, its labels beside it."""
    total, *lines = document(name)
    labels = [[unit if place == 0 else "", source] for unit in UNITS for place, source in enumerate(SOURCES)]
    return [list(HEADS), ["", "", *total], *([*label, *line] for label, line in zip(labels, lines, strict=True))]


def sheet(name: str = NAME) -> list[Block]:
    """A sheet in the shape of the source document: lines of prose, and tables."""
    return [
        [["공약명", name, "", ""], ["주관부서 (팀명)", "기업지원과 (창업지원팀)", "기준일", "2023. 12. 31."]],
        "□ 시민참여(소통) 실적",
        "(단위 : 회)",
        [["공약 관련 회의", "설명회, 민생탐방", "기 타"], ["-", "-", "간담회 3 업무협의 6"]],
        *MEETINGS,
        f"□ {PLAN}",
        "(단위 : 백만원)",
        money("goyang-plan"),
        f"□ {SECURED}",
        "(단위 : 백만원)",
        money("goyang-secured"),
    ]


# --- the same sheet in every format ---------------------------------------------------------------------------------


def as_text(blocks: list[Block]) -> bytes:
    lines = [b if isinstance(b, str) else "\n" + "\n".join(map("\t".join, b)) + "\n" for b in blocks]
    return "\n".join(lines).encode()


def as_xlsx(blocks: list[Block]) -> bytes:
    """Numbers as numbers; unit projects and the label of the total are merged, as in the official form."""
    book = openpyxl.Workbook()
    page = book.active
    row = 1
    for block in blocks:
        if isinstance(block, str):
            page.cell(row, 1, block)
            row += 1
            continue
        for line, texts in enumerate(block, row):
            for column, text in enumerate(texts, 1):
                bare = text.replace(",", "")
                page.cell(line, column, int(bare) if bare.isdigit() else text or None)
        if len(block) > 12:
            page.merge_cells(start_row=row + 1, end_row=row + 1, start_column=1, end_column=2)
            for start in range(row + 2, row + len(block), 4):
                page.merge_cells(start_row=start, end_row=start + 3, start_column=1, end_column=1)
        row += len(block) + 1
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _spans(block: Table) -> dict[tuple[int, int], tuple[int, int]]:
    if len(block) < 12:
        return {}
    return {(1, 0): (1, 2)} | {(row, 0): (4, 1) for row in range(2, len(block), 4)}


def _cells(block: Table) -> list[list[tuple[int, int, str, int, int]]]:
    """Row, column, text and span of the cells that no other one covers."""
    spans = _spans(block)
    covered = {
        (row + down, column + right)
        for (row, column), (rows, columns) in spans.items()
        for down in range(rows)
        for right in range(columns)
    } - set(spans)
    return [
        [
            (row, column, text, *spans.get((row, column), (1, 1)))
            for column, text in enumerate(texts)
            if (row, column) not in covered
        ]
        for row, texts in enumerate(block)
    ]


def as_html(blocks: list[Block]) -> bytes:
    def table(block: Table) -> str:
        rows = (
            "".join(f'<td rowspan="{r}" colspan="{c}">{html.escape(text)}</td>' for _, _, text, r, c in cells)
            for cells in _cells(block)
        )
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"

    body = "".join(f"<p>{html.escape(b)}</p>" if isinstance(b, str) else table(b) for b in blocks)
    return f"<!doctype html><body>{body}</body>".encode()


def as_hwpx(blocks: list[Block]) -> bytes:
    def table(block: Table) -> str:
        rows = (
            "".join(hwpx_cell(text, row, column, r, c) for row, column, text, r, c in cells) for cells in _cells(block)
        )
        return "<hp:p><hp:run><hp:tbl>" + "".join(f"<hp:tr>{row}</hp:tr>" for row in rows) + "</hp:tbl></hp:run></hp:p>"

    return hwpx("".join(hwpx_paragraph(html.escape(b)) if isinstance(b, str) else table(b) for b in blocks))


FORMATS: Mapping[str, Callable[[list[Block]], bytes]] = {
    "sheet.txt": as_text,
    "sheet.xlsx": as_xlsx,
    "sheet.html": as_html,
    "sheet.hwpx": as_hwpx,
}


# --- a book without the pledge, and the sample ----------------------------------------------------------------------


def seat(path: Path) -> Desk:
    now = datetime.fromisoformat("2024-01-15T09:00:00+09:00")
    return Desk(path, "담당", lambda: now, lambda purpose: f"{hash(purpose) % 16**32:032x}")


def founded(folder: Path, until: str) -> Desk:
    """A book of the sample's institution with the transactions before that act."""
    text = (DATA / "goyang.toml").read_text(encoding="utf-8").split(f'[[transaction]]\nact = "{until}"')[0]
    (folder / "founding.toml").write_text(text, encoding="utf-8")
    fresh = seat(folder / "fresh.db")
    book_from(fresh, folder / "founding.toml")
    return fresh


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return founded(tmp_path, until="add")


@pytest.fixture
def sample(tmp_path: Path) -> Books:
    desk = seat(tmp_path / "sample.db")
    book_from(desk, DATA / "goyang.toml")
    return read_books(desk, AS_OF)


def imported(desk: Desk, name: str, data: bytes, code: str = "5-2") -> int:
    """Import a file of that content; how many transactions that added."""
    file = desk.path.with_name(name)
    file.write_bytes(data)
    return len(import_files(desk, [file], code=code).seals)


def rows(books: Books, *kinds: type[Record]) -> dict[tuple[str, str], Row]:
    return {(row.kind, row.key): row for row in books.rows if row.kind in [kind.KIND for kind in kinds]}


def without_details(held: dict[tuple[str, str], Row]) -> dict[tuple[str, str], Row]:
    """The rows without what the sample says of the dates: the sheet says it in other words."""
    bodies = {place: row.body or {} for place, row in held.items()}
    return {
        place: held[place]._replace(body={name: value for name, value in body.items() if name != "details"})
        for place, body in bodies.items()
    }


@pytest.mark.parametrize("name", FORMATS)
def test_the_sheet_gives_the_book_of_the_sample(name: str, desk: Desk, sample: Books) -> None:
    assert imported(desk, name, FORMATS[name](sheet())) == 1

    books = read_books(desk, AS_OF)
    assert books.cube.cells == sample.cube.cells
    assert len(books.cube.cells) == 76
    assert rows(books, StatedTotal, Participation) == without_details(rows(sample, StatedTotal, Participation))
    assert len(books.stated) == 37
    assert [(p.key, p.name, p.department, p.team) for p in books.projects] == [
        ("5-2", NAME, "기업지원과", "창업지원팀"),
        *((f"5-2/{place}", unit, "", "") for place, unit in enumerate(UNITS, 1)),
    ]
    assert check_book(desk, as_of=AS_OF).findings == ()


@pytest.mark.parametrize("name", FORMATS)
def test_the_sheet_adds_nothing_to_the_sample(name: str, tmp_path: Path) -> None:
    desk = seat(tmp_path / "sample.db")
    book_from(desk, DATA / "goyang.toml")
    assert imported(desk, name, FORMATS[name](sheet()), code="") == 0


def test_the_same_sheet_again_in_another_format_adds_nothing(desk: Desk) -> None:
    assert imported(desk, "sheet.txt", as_text(sheet())) == 1
    assert [imported(desk, name, write(sheet()), code="") for name, write in FORMATS.items()] == [0, 0, 0, 0]


def test_an_undone_import_may_be_imported_again(tmp_path: Path) -> None:
    desk = founded(tmp_path, until="plan")
    imported(desk, "sheet.txt", as_text(sheet()), code="")
    undo(desk, 3, reason="착오")
    assert read_books(desk, AS_OF).cube.cells == {}
    assert imported(desk, "sheet.txt", as_text(sheet()), code="") == 1
    assert len(read_books(desk, AS_OF).cube.cells) == 76


def test_a_total_that_does_not_add_up_is_imported_and_found_by_the_check(desk: Desk) -> None:
    imported(desk, "sheet.txt", as_text(sheet()).replace(b"\t3,697\t", b"\t3,967\t", 1))
    [finding] = check_book(desk, as_of=AS_OF).findings
    assert (finding.id, finding.where.project, finding.where.source, finding.difference) == (
        "B101",
        "5-2/2",
        "시비",
        270_000_000,
    )


# --- folders --------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sheets that print their codes, a hidden file and the lock of an office."""
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "b.txt").write_bytes(as_text(sheet(f"5-2 {NAME}")))
    (folder / "a.xlsx").write_bytes(as_xlsx(sheet("5-3 다른 공약")))
    (folder / ".hidden.txt").write_text("아무것도 아님", encoding="utf-8")
    (folder / "~$a.xlsx").write_bytes(b"lock")
    return folder


def test_a_folder_is_all_of_its_files(folder: Path, desk: Desk) -> None:
    recorded = import_files(desk, [folder])
    assert [draft.header.evidence for draft in recorded.drafts] == ["a.xlsx", "b.txt"]
    assert len(recorded.changes) == 2 * 76
    assert import_files(desk, [folder]).drafts == ()


def test_one_bad_sheet_of_a_folder_and_none_is_recorded(folder: Path, desk: Desk) -> None:
    (folder / "c.txt").write_bytes(as_text(sheet("없는 공약")))
    with pytest.raises(Refused) as refusal:
        import_files(desk, [folder])
    assert refusal.value.line.ko.startswith("c.txt: '없는 공약' 이름의 사업이 없습니다")
    assert read_books(desk, AS_OF).projects == ()


def test_a_code_is_for_one_document(folder: Path, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path, said in ((folder, "--as는 문서 하나에만 씁니다: 파일 2개"), (tmp_path / "empty", "empty: 폴더에 파일이")):
        with pytest.raises(Refused) as refusal:
            import_files(desk, [path], code="5-2")
        assert refusal.value.line.ko.startswith(said)
