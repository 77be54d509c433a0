"""Laws of `ledger edit`, over stories that nobody thought of: unchanged is unchanged, what the text says is what the
book holds, and no comment is lost."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.api.desk import Desk
from ledger.api.editing import open_pledge, save_pledge
from ledger.api.exchange import book_from
from ledger.api.history import undo, verify_book
from ledger.api.recording import drafting_on
from ledger.cube.dossier import dossier
from ledger.model.entry import Act, Row
from ledger.model.record import Body, kinds
from ledger.specs.toml import comments, written
from tests.bookkeeping import CITY

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NOW = datetime.fromisoformat("2024-01-15T09:00:00+09:00")

words = st.text(st.sampled_from("가나 \"'\\#[]=|,.-1\t"), max_size=9).map(lambda text: " ".join(text.split()))
said = words.map(lambda text: f"글{text}".strip())
lists = st.lists(said, max_size=3)
days = st.sampled_from(["", "2023", "2023H2", "2023-07", "2023-07-21"])
milestones = st.fixed_dictionaries(
    {"on": days, "text": said, "done": st.booleans(), "project": st.sampled_from(["5-2", "5-2/1"])}
)
remarks = st.fixed_dictionaries({"sort": st.sampled_from(["problem", "goal"]), "text": said})
indicators = st.fixed_dictionaries(
    {"name": said, "unit": st.sampled_from(["건", "명"]), "note": words, "order": st.integers(0, 9)}
)
values = st.fixed_dictionaries(
    {"indicator": st.just("K0"), "value": st.sampled_from(["100", "1,234", "30 이상"]), "note": words}
)
stories = st.fixed_dictionaries(
    {
        "milestone": st.lists(milestones, max_size=4),
        "remark": st.lists(remarks, max_size=2),
        "indicator": st.lists(indicators, min_size=1, max_size=2),
        "target": st.lists(values, max_size=3),
        "actual": st.lists(values, max_size=3),
    }
)
PROJECTS = '[[project]]\nkey = "5-2"\nname = "{name}"\n[[project]]\nkey = "5-2/1"\nname = "나"\n'
notes = st.lists(st.sampled_from(["# 메모", "#   들여쓴  글", "# [[milestone]]", '# key = "x"', "#"]), max_size=6)


def rows_of(story: dict[str, list[Body]]) -> list[Row]:
    """A story as the book keeps it."""
    rows = []
    for kind, bodies in story.items():
        for number, body in enumerate(bodies):
            is_value = kind in ("target", "actual")
            key = f"K0:{2023 + number}" if is_value else f"K{number}"
            more = {"period": str(2023 + number)} if is_value else {"project": body.get("project", "5-2")}
            rows.append(Row(kind, key, kinds()[kind].from_body(key, {**body, **more}).body()))
    return rows


def text_of(story: dict[str, list[Body]], name: str = "가") -> str:
    """A story as somebody might type it."""
    text = PROJECTS.format(name=name)
    for kind, rows in story.items():
        for number, body in enumerate(rows):
            key = {"period": str(2023 + number)} if kind in ("target", "actual") else {"key": f"K{number}"}
            text += f"[[{kind}]]\n" + "".join(f"{n} = {written(v)}\n" for n, v in {**key, **body}.items())
    return text


@contextmanager
def city() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "city.ledger")
        source.write_text(CITY, encoding="utf-8")
        seat = Desk(Path(folder, "city.db"), "담당", lambda: NOW, lambda purpose: f"{abs(hash(purpose)):032x}"[:32])
        book_from(seat, source)
        yield seat


def save(seat: Desk, text: str) -> bool:
    """Whether anything was recorded."""
    edition = open_pledge(seat, "5-2").edition
    return bool(save_pledge(seat, "5-2", "5-2.toml", text, Act(), edition=edition).seals)


def held(seat: Desk) -> dict[tuple[str, str], Row]:
    with seat.reading() as journal:
        return {(row.kind, row.key): row for row in dossier(drafting_on(journal).registers.rows, "5-2")}


def own(text: str) -> list[str]:
    """The comments that are not the program's."""
    return [each for each in comments(text) if not each.startswith("#|")]


@given(stories, stories)
@SLOW
def test_the_book_holds_what_the_text_says_and_unchanged_records_nothing(first: Any, second: Any) -> None:
    with city() as seat:
        for story in (first, second):
            save(seat, text_of(story))
            assert {place: row for place, row in held(seat).items() if row.kind != "project"} == {
                (row.kind, row.key): row for row in rows_of(story)
            }
            assert not save(seat, open_pledge(seat, "5-2").text)
        before = open_pledge(seat, "5-2").text
        assert save(seat, text_of(first, name="다"))
        with seat.reading() as journal:
            number = journal.head.number if journal.head else 0
        undo(seat, number, reason="")
        assert open_pledge(seat, "5-2").text == before
        assert verify_book(seat)[0] == []


@given(stories, stories, notes, st.randoms(use_true_random=False))
@SLOW
def test_no_comment_is_lost(first: Any, second: Any, added: list[str], chance: Any) -> None:
    with city() as seat:
        save(seat, text_of(first))
        lines = open_pledge(seat, "5-2").text.split("\n")
        for line in added:
            lines.insert(chance.randrange(len(lines)), line)
        save(seat, "\n".join(lines))
        assert own(open_pledge(seat, "5-2").text) == own("\n".join(lines))
        assert not save(seat, open_pledge(seat, "5-2").text)
        rows = rows_of(second)
        places = {(row.kind, row.key) for row in rows}
        gone = [Row(*place, None) for place in held(seat) if place not in places and place[0] != "project"]
        with seat.writing() as journal:  # by other ways than this one
            journal.append([drafting_on(journal).draft(Act(rows=[*rows, *gone]), by="담당", effective=NOW.date())])
        assert sorted(own(open_pledge(seat, "5-2").text)) == sorted(own("\n".join(lines)))
        assert not save(seat, open_pledge(seat, "5-2").text)
