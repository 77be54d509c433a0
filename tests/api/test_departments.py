"""Departments: whoever is in charge, under whatever name, the money is the same."""

import tempfile
from datetime import date, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.api.books import read_books
from ledger.api.departments import hand_over, rename
from ledger.api.desk import Desk
from ledger.api.exchange import book_from
from ledger.api.recording import record_amounts, set_fields
from ledger.cube.departments import in_charge, present_name
from ledger.model.entry import Act, Measure
from ledger.model.registers.department import Department
from tests.bookkeeping import CITY

NOW = datetime.fromisoformat("2024-01-15T09:00:00+09:00")


def city(folder: Path) -> Desk:
    seat = Desk(folder / "city.db", "담당", lambda: NOW, lambda purpose: f"{hash(purpose) % 16**32:032x}")
    (folder / "city.ledger").write_text(CITY, encoding="utf-8")
    book_from(seat, folder / "city.ledger")
    for place, (code, source) in enumerate((("5-2/1", "시비"), ("5-2/1", "국비"), ("5-2/2", "시비"))):
        record_amounts(seat, Measure.SECURED, code, source, [f"23={10**place}"], Act())
    return seat


def test_a_name_is_known_through_all_its_changes(tmp_path: Path) -> None:
    desk = city(tmp_path)
    for day, (old, new) in enumerate((("기업지원과", "가"), ("가", "나"), ("나", "다")), 16):
        rename(desk, old, new, Act(effective=date(2024, 1, day)))
    departments = read_books(desk, date(2024, 2, 1)).records(Department)
    assert [(each.key, each.formerly) for each in departments] == [("다", ("기업지원과", "가", "나"))]
    assert [present_name(departments, name) for name in ("기업지원과", "나", "다", "총무과")] == [
        "다",
        "다",
        "다",
        "총무과",
    ]


def test_a_name_that_comes_back_is_no_former_one(tmp_path: Path) -> None:
    desk = city(tmp_path)
    rename(desk, "기업지원과", "가", Act(effective=date(2024, 1, 16)))
    rename(desk, "가", "기업지원과", Act(effective=date(2024, 1, 17)))
    departments = read_books(desk, date(2024, 2, 1)).records(Department)
    assert [(each.key, each.formerly) for each in departments] == [("기업지원과", ("가",))]


def test_the_book_of_a_department_takes_its_new_name(tmp_path: Path) -> None:
    desk = city(tmp_path)
    set_fields(desk, "book", ["department=기획예산과"], Act())
    rename(desk, "기획예산과", "기획조정실", Act(effective=date(2024, 1, 16)))
    assert read_books(desk, date(2024, 1, 15)).book.department == "기획예산과"
    assert read_books(desk, date(2024, 1, 16)).book.department == "기획조정실"


def test_who_is_in_charge_on_which_day(tmp_path: Path) -> None:
    desk = city(tmp_path)
    hand_over(desk, ["5-2/2"], "가", Act(effective=date(2024, 1, 16)))
    hand_over(desk, ["5-2"], "나", Act(effective=date(2024, 1, 17)), team="1팀")
    told = [list(in_charge(read_books(desk, date(2024, 1, day)).projects).values()) for day in (15, 16, 17)]
    assert told == [["기업지원과"] * 3, ["기업지원과", "기업지원과", "가"], ["나", "나", "가"]]


steps = st.lists(
    st.one_of(
        st.tuples(st.just("rename"), st.sampled_from("가나다"), st.sampled_from("가나다")),
        st.tuples(st.just("move"), st.sampled_from(["5-2", "5-2/1", "5-2/2"]), st.sampled_from("가나다")),
    ),
    max_size=5,
)


@given(steps)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_reorganisation_makes_or_loses_money(every: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = city(Path(folder))
        rename(desk, "기업지원과", "가", Act())
        before = read_books(desk).cube.cells
        for kind, what, to in every:
            names = read_books(desk).names
            if kind == "rename" and (what == to or what not in {each.department for each in names.projects.values()}):
                continue
            renamed = kind == "rename"
            done = rename(desk, what, to, Act(), merge=True) if renamed else hand_over(desk, [what], to, Act())
            for sums in (done.before, done.after):
                assert sum(own[Measure.SECURED] or 0 for own in sums.values()) == 111_000_000
        assert read_books(desk).cube.cells == before
