"""Photos from the camera to the report: what the camera told stays outside the book, whoever looks for it."""

import re
import sqlite3
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from ledger.api.desk import Desk
from ledger.api.exchange import book_from, export, import_files
from ledger.api.history import undo, verify_book
from ledger.api.photos import add_photo, remove_photo
from ledger.api.reporting import FORMATS, Request, report, save_report, verify_report
from ledger.capture.file import LIMIT
from ledger.discover import modules_in
from ledger.model.document import Document, Photos
from ledger.model.entry import Act, Attachment, check_file_name
from ledger.model.errors import Refused, StorageFailure
from ledger.model.registers.photo import Photo
from tests.bookkeeping import CITY
from tests.photos import SECRETS, drawn, encoded, from_a_camera

CARD = """title = { en = "Card", ko = "사진 카드" }

[[sheet]]
per = "pledge"
name = { en = "{code}", ko = "{code}" }

[[sheet.section]]
kind = "header"
title = { en = "Card", ko = "공약사항 관리카드" }

[[sheet.section]]
kind = "amounts"
name = "plan"
measures = ["plan"]
title = { en = "Plan", ko = "연도별 투자계획" }

[[sheet.section]]
kind = "photos"
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    now = datetime.fromisoformat("2024-01-15T09:00:00+09:00")
    seat = Desk(tmp_path / "city.db", "담당", lambda: now, lambda purpose: f"{sum(purpose.encode()):032x}")
    (tmp_path / "city.ledger").write_text(CITY, encoding="utf-8")
    (tmp_path / "templates" / "reports").mkdir(parents=True)
    (tmp_path / "templates" / "reports" / "photo-card.toml").write_text(CARD, encoding="utf-8")
    book_from(seat, tmp_path / "city.ledger")
    return seat


@pytest.fixture
def camera(tmp_path: Path) -> Callable[..., Path]:
    def taken(name: str, width: int = 640, height: int = 480, orientation: int = 1) -> Path:
        path = tmp_path / name
        path.write_bytes(from_a_camera(width, height, orientation))
        return path

    return taken


def card(desk: Desk, as_of: date = date(2024, 1, 15)) -> Document:
    return report(desk, Request(template="photo-card", as_of=as_of))


def captions(desk: Desk, as_of: date = date(2024, 1, 15)) -> list[str]:
    blocks = [block for sheet in card(desk, as_of).sheets for block in sheet.blocks if isinstance(block, Photos)]
    return [picture.caption for block in blocks for picture in block.pictures]


def unpacked(data: bytes, path: Path) -> bytes:
    """Every part of a package, one after the other."""
    path.write_bytes(data)
    with ZipFile(path) as package:
        return b"".join(map(package.read, package.namelist()))


def test_what_the_camera_told_is_in_no_file_that_comes_of_it(desk: Desk, camera: Callable[..., Path]) -> None:
    taken = camera("시청_담당자_집.jpg")
    assert all(secret in taken.read_bytes() for secret in SECRETS)
    add_photo(desk, "5-2", taken, "창업지원센터 개소식", Act(), on="2023. 5. 2.")
    made = {"the book": desk.path.read_bytes()}
    for suffix in (".ledger", ".toml", ".csv"):
        made[suffix] = export(desk, Path(f"book{suffix}"))
        again = replace(desk, path=desk.path.with_name(f"again{suffix}.db"))
        copy = desk.path.with_name(f"copy{suffix}")
        copy.write_bytes(made[suffix])
        book_from(again, copy)
        made[f"the book of {suffix}"] = again.path.read_bytes()
    document = card(desk)
    for module in modules_in(FORMATS):
        drawn_up = module.draw(document)
        made[f"the report as {module.SUFFIX}"] = drawn_up
        if drawn_up.startswith(b"PK"):
            made["its parts"] = unpacked(drawn_up, desk.path.with_name("report.zip"))
    names = [*SECRETS, "담당자".encode(), "담당자_집".encode("utf-16-le")]
    found = {(name, secret) for name, data in made.items() for secret in names if secret in data}
    assert found == set()
    assert b"\xff\xd8\xff\xe0" in made["its parts"]  # the picture itself is there


def test_photos_come_in_their_order_those_of_unit_projects_too(desk: Desk, camera: Callable[..., Path]) -> None:
    add_photo(desk, "5-2/2", camera("c.jpg", 30), "셋", Act())
    add_photo(desk, "인재 양성", camera("a.jpg", 31), "하나", Act(), on="2023-05")
    add_photo(desk, "5-2", camera("b.jpg", 32), "둘", Act(), on="2024H2")
    assert captions(desk) == ["하나 (2023. 5.)", "셋"]
    assert captions(desk, date(2024, 7, 1)) == ["하나 (2023. 5.)", "둘 (2024년 하반기)", "셋"]
    remove_photo(desk, "5-2 01", Act())
    assert captions(desk) == ["셋"]
    assert captions(desk, date(2024, 1, 14)) == ["하나 (2023. 5.)", "셋"]
    undo(desk, 5, reason="착오")
    undo(desk, 2, reason="착오")
    assert captions(desk) == ["하나 (2023. 5.)"]
    assert verify_book(desk)[0] == []


def test_a_book_without_photos_has_no_such_section(desk: Desk) -> None:
    assert captions(desk) == []
    assert not any("사진" in str(block) for sheet in card(desk).sheets for block in sheet.blocks)


def test_a_report_with_photos_has_the_same_bytes_and_is_verified(desk: Desk, camera: Callable[..., Path]) -> None:
    for place in range(3):
        add_photo(desk, "5-2", camera(f"{place}.jpg", 400 + place), f"사진 {place}", Act())
    target = desk.path.with_name("card.xlsx")
    save_report(card(desk), target)
    first = target.read_bytes()
    save_report(card(desk), target)
    assert target.read_bytes() == first
    with ZipFile(target) as package:
        kept = [package.read(f"xl/media/image{number}.jpeg") for number in (1, 2, 3)]
    with desk.reading() as journal:
        assert kept == [file.read() for transaction in journal.transactions() for file in transaction.files]
    assert verify_report(desk, target).verdict == "matches"
    add_photo(desk, "5-2", camera("later.jpg", 300), "나중", Act())
    assert verify_report(desk, target).verdict == "older"


def test_a_report_needs_no_pillow(desk: Desk, camera: Callable[..., Path]) -> None:
    add_photo(desk, "5-2", camera("a.jpg"), "개소식", Act())
    words = ["ledger", "--book", str(desk.path), "report", "photo-card", "-o", "out.xlsx"]
    code = (
        f"import sys; sys.modules['PIL'] = None; sys.argv = {words}; from ledger.__main__ import main; sys.exit(main())"
    )
    environment = {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], cwd=desk.path.parent, env=environment, check=False)
    assert done.returncode == 0
    assert desk.path.with_name("out.xlsx").stat().st_size > 10_000


def test_a_picture_that_was_changed_in_the_book_is_not_printed(desk: Desk, camera: Callable[..., Path]) -> None:
    add_photo(desk, "5-2", camera("a.jpg"), "개소식", Act())
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as tool:
        (guard,) = tool.execute("SELECT sql FROM sqlite_schema WHERE name = 'files_update'").fetchone()
        tool.execute("DROP TRIGGER files_update")
        (content,) = tool.execute("SELECT content FROM files").fetchone()
        torn = bytearray(content)
        torn[len(torn) // 2] ^= 1
        tool.execute("UPDATE files SET content = ?", (bytes(torn),))
        tool.execute(guard)
    with pytest.raises(StorageFailure, match="attached file is gone or changed"):
        card(desk)
    damages, *_ = verify_book(desk)
    assert [str(damage.message) for damage in damages] == ["전표 2번: 붙임 파일 '5-2 01.jpg' 내용이 바뀌었습니다"]


def test_the_same_picture_is_kept_once_in_a_project(desk: Desk, camera: Callable[..., Path]) -> None:
    taken = camera("a.jpg")
    add_photo(desk, "5-2", taken, "개소식", Act(), on="2023")
    assert not add_photo(desk, "5-2", taken, "개소식", Act()).seals
    add_photo(desk, "5-2", taken, "센터 개소식", Act())
    add_photo(desk, "5-2/1", taken, "협력체계", Act())
    assert captions(desk) == ["센터 개소식 (2023년)", "협력체계"]
    with desk.reading() as journal:
        assert [[file.name for file in t.files] for t in journal.transactions()] == [
            [],
            ["5-2 01.jpg"],
            [],
            ["5-2-1 01.jpg"],
        ]


def test_an_export_that_lost_a_picture_makes_no_book(desk: Desk, camera: Callable[..., Path]) -> None:
    add_photo(desk, "5-2", camera("a.jpg"), "개소식", Act())
    target = desk.path.with_name("book.ledger")
    kept = [line for line in export(desk, target).decode().split("\n") if "+ file" not in line]
    target.write_text("\n".join(kept), encoding="utf-8")
    again = replace(desk, path=desk.path.with_name("again.db"))
    with pytest.raises(Refused, match="without a file that it names"):
        book_from(again, target)
    assert not again.path.exists()
    with pytest.raises(Refused, match="says otherwise"):
        import_files(desk, [target])


def test_an_export_larger_than_any_other_file_is_a_book_again(desk: Desk, camera: Callable[..., Path]) -> None:
    add_photo(desk, "5-2", camera("a.jpg"), "개소식", Act())
    target = desk.path.with_name("book.ledger")
    target.write_bytes(export(desk, target) + b"; " + b"x" * LIMIT)
    again = replace(desk, path=desk.path.with_name("again.db"))
    book_from(again, target)
    assert captions(again) == ["개소식"]
    with pytest.raises(Refused, match="larger than 64 MB"):
        import_files(desk, [target])


def test_a_refused_photo_leaves_the_book_as_it_was(desk: Desk, camera: Callable[..., Path], tmp_path: Path) -> None:
    text = tmp_path / "회의록.jpg"
    text.write_text("회의록", encoding="utf-8")
    before = desk.path.read_bytes()
    for project, path, caption, on in (
        ("5-2", text, "개소식", ""),
        ("5-9", camera("a.jpg"), "개소식", ""),
        ("5-2", camera("a.jpg"), "가" * 201, ""),
        ("5-2", camera("a.jpg"), "개소식", "2023-13"),
    ):
        with pytest.raises(Refused):
            add_photo(desk, project, path, caption, Act(), on=on)
    assert desk.path.read_bytes() == before


def test_a_photo_is_written_as_small_as_it_is_printed(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "큰 사진.png"
    path.write_bytes(encoded(drawn(3000, 4000), "PNG"))
    add_photo(desk, "5-2", path, "큰 사진", Act())
    with desk.reading() as journal:
        (version,) = journal.versions_of("photo", "5-2 01")
        photo = Photo.from_body(version.row.key, version.row.body or {})
    assert (photo.width, photo.height, photo.project, photo.caption) == (900, 1200, "5-2", "큰 사진")


def test_a_file_name_that_breaks_lines_is_told_on_one(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "개소식\n전표 9 기록\x1b[2J\u202e.jpg"
    path.write_text("회의록", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        add_photo(desk, "5-2", path, "개소식", Act())
    assert refusal.value.line.ko == (
        "개소식\\u000a전표 9 기록\\u001b[2J\\u202e.jpg: 읽을 수 있는 그림 파일이 아닙니다 (JPEG나 PNG로 저장하십시오)"
    )


OURS = encoded(drawn(40, 30), quality=85)
NOT_OURS = {
    "what a camera wrote": from_a_camera(400, 300),
    "half": OURS[: len(OURS) // 2],
    "PNG": encoded(drawn(40, 30), "PNG"),
    "text": "회의록".encode(),
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
}


def stated(suffix: str, name: str, content: bytes, width: int = 40, photo: bool = True, file: bool = True) -> str:
    """A photo as somebody else could have written it: its row, its file, or both."""
    code, inner = Attachment.of(name, content).sha256, b64encode(content).decode()
    if suffix == ".ledger":
        row = f'+ photo "5-2 01" project=5-2 caption=개소식 sha256={code} width={width} height=30\n' if photo else ""
        return "2024-01-15 photo by=담당\n" + row + (f'+ file "{name}" content={inner}\n' if file else "")
    if suffix == ".toml":
        row = (
            f'[[transaction.photo]]\nkey = "5-2 01"\nproject = "5-2"\ncaption = "개소식"\nsha256 = "{code}"\n'
            f"width = {width}\nheight = 30\n"
        )
        attached = f'[[transaction.file]]\nname = "{name}"\ncontent = "{inner}"\n'
        return f'schema = 1\n[[transaction]]\nact = "photo"\n{row if photo else ""}{attached if file else ""}'
    body = f'"{{""project"":""5-2"",""caption"":""개소식"",""sha256"":""{code}"",""width"":{width},""height"":30}}"'
    row = f"1,photo,photo,5-2 01,{body}\n" if photo else ""
    return "number,act,register,key,fields\n" + row + (f'1,photo,file,"{name}",{inner}\n' if file else "")


def refused(desk: Desk, suffix: str, text: str) -> str:
    """Why `import` and `init --from` refuse it, with nothing recorded; a dry run says the same."""
    before, path = desk.path.read_bytes(), desk.path.with_name(f"stray{suffix}")
    path.write_text(text, encoding="utf-8")
    said = set()
    for dry_run in (True, False):
        with pytest.raises(Refused) as refusal:
            import_files(desk, [path], dry_run=dry_run)
        said.add(refusal.value.line.ko)
    assert desk.path.read_bytes() == before
    whole = export(desk, path).decode("utf-8-sig")
    again = replace(desk, path=desk.path.with_name("again.db"))
    if suffix == ".ledger":
        path.write_text(whole + text, encoding="utf-8")
        with pytest.raises(Refused):
            book_from(again, path)
    assert not again.path.exists()
    (line,) = said
    return line


SUFFIXES = pytest.mark.parametrize("suffix", [".ledger", ".toml", ".csv"])


@SUFFIXES
def test_a_picture_as_the_program_makes_it_is_imported(desk: Desk, suffix: str) -> None:
    path = desk.path.with_name(f"good{suffix}")
    path.write_text(stated(suffix, "a.jpg", OURS), encoding="utf-8")
    assert import_files(desk, [path]).seals
    assert not import_files(desk, [path]).seals
    assert captions(desk) == ["개소식"]


@SUFFIXES
@pytest.mark.parametrize("kind", NOT_OURS)
def test_no_import_brings_in_a_picture_that_was_not_cleaned(desk: Desk, suffix: str, kind: str) -> None:
    said = refused(desk, suffix, stated(suffix, "a.jpg", NOT_OURS[kind]))
    assert re.match(rf"stray\{suffix}:\d:5-2 01: `ledger photo` 명령이 만든 JPEG가 아닙니다\.", said)


@SUFFIXES
def test_a_photo_has_the_size_of_its_picture(desk: Desk, suffix: str) -> None:
    said = refused(desk, suffix, stated(suffix, "a.jpg", OURS, width=41))
    assert re.match(rf"stray\{suffix}:\d:5-2 01: 그림의 크기는 40 x 30 화소입니다\(적힌 값 41 x 30\)", said)


@SUFFIXES
def test_a_photo_has_the_size_of_a_picture_that_the_book_has(desk: Desk, suffix: str) -> None:
    path = desk.path.with_name(f"good{suffix}")
    path.write_text(stated(suffix, "a.jpg", OURS), encoding="utf-8")
    import_files(desk, [path])
    assert "(적힌 값 41 x 30)" in refused(desk, suffix, stated(suffix, "a.jpg", OURS, width=41, file=False))


@SUFFIXES
@pytest.mark.parametrize("content", [OURS, from_a_camera(40, 30)], ids=["ours", "of a camera"])
def test_a_file_without_its_photo_is_refused(desk: Desk, suffix: str, content: bytes) -> None:
    said = refused(desk, suffix, stated(suffix, "a.jpg", content, photo=False))
    assert re.match(rf"stray\{suffix}:\d:a.jpg: 이 붙임 파일을 보이는 사진 항목이 없습니다", said)


@SUFFIXES
@pytest.mark.parametrize(
    "name", ["../../etc/x", "/abs", "..", "con", "NUL.jpg", "가" * 5000, "a\u202egpj.jpg", "a\u200b.jpg", " a.jpg"]
)
def test_a_file_has_one_plain_name(desk: Desk, suffix: str, name: str) -> None:
    said = refused(desk, suffix, stated(suffix, name, OURS))
    assert re.match(rf"stray\{suffix}:\d+: ('.*': 파일 이름이 아닙니다|붙임 파일 이름에 보이지 않는 글자\(U\+20)", said)


@pytest.mark.parametrize("name", ["", "a\nb.jpg", "a\0b.jpg", "a\\b.jpg", "com1.jpg", "a" * 121])
def test_no_disk_is_given_such_a_name(name: str) -> None:
    with pytest.raises(Refused):
        check_file_name(name)
