"""Payments of the accounting system in the book: what is set, where it came from, and that the sums close."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.api.accounts import import_accounts
from ledger.api.desk import Desk
from ledger.api.exchange import book_from
from ledger.api.history import undo
from ledger.api.recording import set_fields
from ledger.model.entry import Act, Measure
from ledger.model.errors import Refused
from ledger.model.registers.provenance import Provenance
from tests.bookkeeping import CITY

MAPPING = Path("ehojo")
HEAD = "회계연도,세부사업코드,세부사업명,통계목,재원,예산현액,지출액"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    now = datetime.fromisoformat("2024-01-15T09:00:00+09:00")
    seat = Desk(tmp_path / "city.db", "담당", lambda: now, lambda purpose: f"{hash(purpose) % 16**32:032x}")
    (tmp_path / "city.ledger").write_text(CITY, encoding="utf-8")
    book_from(seat, tmp_path / "city.ledger")
    set_fields(seat, "5-2/1", ["accounts=A1,A2"], Act(effective=date(2023, 1, 2)))
    set_fields(seat, "5-2/2", ["accounts=B1"], Act(effective=date(2023, 1, 2)))
    return seat


def export(desk: Desk, *rows: str, name: str = "export.csv") -> Path:
    path = desk.path.with_name(name)
    path.write_text("\n".join((HEAD, *rows)), encoding="cp949")
    return path


def executed(desk: Desk) -> dict[tuple[str, str, str], int]:
    with desk.reading() as journal:
        return {cell[:3]: each.won for cell, each in journal.balances().items() if cell.measure is Measure.EXECUTED}


def test_each_amount_names_the_cells_that_it_was_read_from(desk: Desk) -> None:
    path = export(
        desk, "2023,A1,가,201,시비,9,5", "2023,A1,가,401,시비,9,6", "2023,A2,나,401,시비,9,7", "2023,B1,다,1,국비,1,1"
    )
    import_accounts(desk, MAPPING, [path], on=date(2023, 12, 31))
    assert executed(desk) == {("5-2/1", "시비", "2023"): 18, ("5-2/2", "국비", "2023"): 1}
    with desk.reading() as journal:
        assert journal.head is not None
        kept = list(journal.rows_of(journal.head.number))
    assert [(row.kind, (row.body or {})["file"], (row.body or {})["places"]) for row in kept] == [
        (Provenance.KIND, "export.csv", ["G2,G3,G4", "G5"])
    ]


def test_a_blank_says_nothing_and_a_zero_says_zero(desk: Desk) -> None:
    path = export(desk, "2023,A1,가,201,시비,9,", "2023,B1,나,401,시비,9,0", "2023,A1,가,201,국비,9,-")
    import_accounts(desk, MAPPING, [path], on=date(2023, 12, 31))
    assert executed(desk) == {("5-2/2", "시비", "2023"): 0}


def test_money_that_came_back_lowers_what_was_executed(desk: Desk) -> None:
    import_accounts(desk, MAPPING, [export(desk, "2023,A1,가,201,시비,9,900")], on=date(2023, 12, 31))
    back = export(desk, "2023,A1,가,201,시비,9,900", "2023,A1,가,201,시비,0,△200")
    done = import_accounts(desk, MAPPING, [back], on=date(2024, 1, 10))
    assert [posting.won for draft in done.recorded.drafts for posting in draft.postings] == [-200]


def test_an_import_that_was_undone_may_be_made_again(desk: Desk) -> None:
    path = export(desk, "2023,A1,가,201,시비,9,5")
    done = import_accounts(desk, MAPPING, [path], on=date(2023, 12, 31))
    undo(desk, done.recorded.seals[0].number, reason="착오")
    assert len(import_accounts(desk, MAPPING, [path], on=date(2023, 12, 31)).recorded.seals) == 1


def test_a_dry_run_records_nothing(desk: Desk) -> None:
    done = import_accounts(
        desk, MAPPING, [export(desk, "2023,A1,가,201,시비,9,5")], on=date(2023, 12, 31), dry_run=True
    )
    assert len(done.recorded.changes) == 1
    assert executed(desk) == {}


def test_one_bad_export_of_several_and_nothing_is_recorded(desk: Desk) -> None:
    good = export(desk, "2023,A1,가,201,시비,9,5")
    bad = export(desk, "2023,B1,가,201,시비,9,5원정", name="bad.csv")
    with pytest.raises(Refused, match="cannot be read"):
        import_accounts(desk, MAPPING, [good, bad], on=date(2023, 12, 31))
    assert executed(desk) == {}


def test_a_project_that_has_others_below_it_takes_no_payment(desk: Desk) -> None:
    set_fields(desk, "5-2", ["accounts=C1"], Act(effective=date(2023, 1, 2)))
    with pytest.raises(Refused, match="has projects below it"):
        import_accounts(desk, MAPPING, [export(desk, "2023,C1,가,201,시비,9,5")], on=date(2023, 12, 31))


def test_a_year_that_the_book_does_not_have(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        import_accounts(desk, MAPPING, [export(desk, "2031,A1,가,201,시비,9,5")], on=date(2023, 12, 31))
    assert refused.value.line.en.startswith("export.csv:A2: unknown period '2031'")


def test_lines_that_add_up_to_less_than_nothing(desk: Desk) -> None:
    lines = "2023,A1,가,201,시비,9,5", "2023,A1,가,202,시비,9,-6"
    with pytest.raises(Refused) as refused:
        import_accounts(desk, MAPPING, [export(desk, *lines)], on=date(2023, 12, 31))
    assert refused.value.line.en.startswith("export.csv:G2,G3: 5-2/1 시비: the lines add up to less than 0")
    import_accounts(desk, MAPPING, [export(desk, lines[0], lines[1].replace("-6", "-5"))], on=date(2023, 12, 31))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2023", "2024"]),
            st.sampled_from(["A1", "A2", "B1", "X1", "X2"]),
            st.sampled_from(["국비", "자체재원", "도비"]),
            st.integers(0, 10**12),
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_linked_and_unlinked_are_all_there_is_and_the_same_again_posts_nothing(
    desk: Desk, rows: list[tuple[str, str, str, int]]
) -> None:
    lines = [f"{year},{code},가,{place},{source},0,{won}" for place, (year, code, source, won) in enumerate(rows)]
    total = f"합계,,,,,0,{sum(won for *_, won in rows)}"
    path = export(desk, total, *lines)
    done = import_accounts(desk, MAPPING, [path], on=date(2024, 1, 10))
    assert done.total == sum(won for *_, won in rows)
    assert done.linked == sum(won for _, code, _, won in rows if not code.startswith("X"))
    held = executed(desk)
    for year, source in {(year, "시비" if source == "자체재원" else source) for year, _, source, _ in rows}:
        own = [w for y, c, s, w in rows if y == year and s.replace("자체재원", "시비") == source and c in ("A1", "A2")]
        assert not own or held["5-2/1", source, year] == sum(own)
    assert import_accounts(desk, MAPPING, [path], on=date(2024, 1, 10)).recorded.seals == ()
