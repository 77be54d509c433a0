"""What an import adds, and what it knows it has added already."""

from datetime import datetime
from pathlib import Path

import pytest

from ledger.api.desk import Desk
from ledger.api.exchange import book_from, import_files
from ledger.api.history import undo
from ledger.api.recording import record_amounts
from ledger.model.entry import Act, Measure
from ledger.model.errors import Refused
from tests.bookkeeping import CITY

MOVES = "5-2/1 시비 2023 plan 1,000\n5-2/1 시비 2024 plan 2,000\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    now = datetime.fromisoformat("2024-01-15T09:00:00+09:00")
    seat = Desk(tmp_path / "city.db", "담당", lambda: now, lambda purpose: f"{hash(purpose) % 16**32:032x}")
    (tmp_path / "city.ledger").write_text(CITY, encoding="utf-8")
    book_from(seat, tmp_path / "city.ledger")
    return seat


def imported(desk: Desk, *texts: str, name: str = "more.ledger") -> int:
    """Import the texts as files of one command; how many transactions that added."""
    files = [desk.path.with_name(f"{place}{name}") for place, _ in enumerate(texts)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    return len(import_files(desk, files).seals)


def total(desk: Desk) -> int:
    with desk.reading() as journal:
        return sum(balance.won for balance in journal.balances().values())


@pytest.mark.parametrize(
    "again",
    [
        MOVES,
        "5-2/1 시비 2024 plan 2,000\n5-2/1 시비 2023 plan 1,000\n",
        "'협력체계 구축'\t".replace("'", '"') + "own 23 계획 1천원\n5-2/1 시비 '24 plan 2,000\n",
    ],
    ids=["the same", "in another order", "in other words"],
)
def test_what_was_moved_is_not_moved_again(desk: Desk, again: str) -> None:
    assert imported(desk, MOVES) == 1
    assert imported(desk, again) == 0
    assert total(desk) == 3000


def test_two_copies_of_a_file_are_one(desk: Desk) -> None:
    assert imported(desk, MOVES, MOVES) == 1
    assert total(desk) == 3000


def test_two_equal_lines_of_one_file_are_two(desk: Desk) -> None:
    text = "* a\n5-2/1 시비 2023 plan 5\n* a\n5-2/1 시비 2023 plan 5\n"
    assert imported(desk, text) == 2
    assert imported(desk, text) == 0
    assert total(desk) == 10


def test_the_same_amount_for_another_reason_is_other_money(desk: Desk) -> None:
    assert imported(desk, '* a reason="1차 교부"\n5-2/1 시비 2023 secured 5\n') == 1
    assert imported(desk, '* a reason="2차 교부"\n5-2/1 시비 2023 secured 5\n') == 1
    assert total(desk) == 10


def test_a_stated_origin_does_not_hide_money(desk: Desk) -> None:
    assert imported(desk, "* a origin=doc1\n5-2/1 시비 2023 plan 5\n") == 1
    assert imported(desk, "* a origin=doc1\n5-2/1 시비 2023 plan 9\n") == 1
    assert total(desk) == 14


def test_a_file_that_sets_and_moves_moves_once(desk: Desk) -> None:
    text = "5-2/1 시비 2023 plan = 7\n5-2/1 시비 2024 plan 3\n"
    assert imported(desk, text) == 1
    assert imported(desk, text) == 0
    assert total(desk) == 10


def test_what_a_file_sets_it_sets_again(desk: Desk) -> None:
    imported(desk, "5-2/1 시비 2023 plan = 7\n")
    record_amounts(desk, Measure.PLAN, "5-2/1", "시비", ["23=9원"], Act())
    assert imported(desk, "5-2/1 시비 2023 plan = 7\n") == 1
    assert total(desk) == 7


def test_an_undone_import_may_be_imported_again(desk: Desk) -> None:
    imported(desk, MOVES)
    undo(desk, 2, reason="착오")
    assert imported(desk, MOVES) == 1
    assert total(desk) == 3000


def test_an_edited_export_is_refused_and_not_taken_for_known(desk: Desk) -> None:
    imported(desk, "2023-01-02 plan uid=00000000000000000000000000000001 number=2\n5-2/1 시비 2023 plan 5\n")
    with pytest.raises(Refused) as refusal:
        imported(desk, "2023-01-02 plan uid=00000000000000000000000000000001 number=2\n5-2/1 시비 2023 plan 6\n")
    assert refusal.value.line.ko.startswith("0more.ledger:1: 같은 고유번호(uid)의 전표 2")
    assert total(desk) == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "5-2/1 시비 2023 plan = 7\n5-2/1 시비 2023 plan = 8\n",
            "0more.ledger:2: 같은 칸(5-2/1 시비 2023 plan)을 두 번",
        ),
        ("+ project 5-2/1/1 name=세부\n5-2/1/1 시비 2023 plan 7\n", ""),
        ("- book book\n", "0more.ledger:1: 장부 자체의 항목은 없앨 수 없습니다"),
        ('+ project 5-2/ name="이름"\n', "0more.ledger:1: '5-2/': 관리번호로 쓸 수 없습니다"),
        (
            "+ stated s measure=plan won=5 unit=백만원\n",
            "0more.ledger:1:s: 5원은 백만원 단위로 찍힐 수 없는 금액입니다",
        ),
        ('+ period 2027 label="\'23"\n', "0more.ledger:1: 표기가 같은 연차가 둘입니다: '23"),
        (
            "2023-01-02 undo undoes=7\n5-2/1 시비 2023 plan -7\n",
            "0more.ledger:1: 되돌린 전표 7: 파일의 앞부분에 없습니다",
        ),
        ("5-2/1 시비 2023 plan 7 entries=0\n", "0more.ledger:1: 기장수 0"),
    ],
)
def test_what_is_refused(desk: Desk, text: str, said: str) -> None:
    if not said:
        assert imported(desk, text) == 1
        return
    with pytest.raises(Refused) as refusal:
        imported(desk, text)
    assert refusal.value.line.ko.startswith(said)
    assert total(desk) == 0


def test_no_project_goes_below_one_with_money(desk: Desk) -> None:
    imported(desk, MOVES)
    with pytest.raises(Refused, match="holds amounts"):
        imported(desk, "+ project 5-2/1/1 name=세부\n")


def test_undo_of_an_import_takes_its_projects_back_with_its_amounts(desk: Desk) -> None:
    imported(desk, "* a\n+ project 6-1 name=공약\n+ project 6-1/1 name=사업\n6-1/1 시비 2023 plan 7\n")
    undo(desk, 2, reason="착오")
    assert total(desk) == 0
    assert imported(desk, "* a\n+ project 6-1 name=공약\n") == 1


def test_an_undone_project_never_was(desk: Desk) -> None:
    imported(desk, "+ project 5-3 name=오타\n")
    undo(desk, 2, reason="착오")
    from ledger.api.books import read_books

    for day in ("2022-07-02", "2024-01-15", "2030-01-01"):
        assert "5-3" not in read_books(desk, datetime.fromisoformat(day).date()).names.projects
