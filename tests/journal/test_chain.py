"""Twin of chain: one spelling, one hash."""

import hashlib
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.journal.chain import canonical, digest
from ledger.model.entry import Attachment, Cell, Header, Measure, Posting, Row, Seal

HEADER = Header(act="plan", effective=date(2026, 1, 5), by="김", reason='"인용"')
SEAL = Seal(number=7, uid="a" * 32, node="b" * 32, recorded="2026-01-05T09:00:00+09:00", previous="c" * 64, hash="")
CELL = Cell("5-2/1", "시비", "2024", Measure.PLAN)


def test_the_form_is_written_down_here_once() -> None:
    postings = [Posting(CELL, 560_000_000), Posting(CELL, -3, -1, date(2024, 3, 1))]
    rows = [Row("project", "5-2", {"name": "가", "order": 2}), Row("project", "5-3", None)]
    form = (
        '{"files":[],"format":"ledger-transaction-1","header":{"act":"plan","basis":"","by":"김","document":"",'
        '"effective":"2026-01-05","evidence":"","node":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","number":7,"origin":"",'
        f'"previous":"{"c" * 64}","procedure":"","reason":"\\"인용\\"","recorded":"2026-01-05T09:00:00+09:00",'
        '"uid":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","undoes":null},'
        '"postings":[["5-2/1","시비","2024","plan",560000000,1,null],["5-2/1","시비","2024","plan",-3,-1,"2024-03-01"]],'
        '"registers":[["project","5-2",{"name":"가","order":2}],["project","5-3",null]]}'
    )
    assert json.dumps(json.loads(form), ensure_ascii=False, sort_keys=True, separators=(",", ":")) == form
    assert digest(HEADER, SEAL, postings, rows) == hashlib.sha256(form.encode()).hexdigest()


def test_a_file_counts_by_its_name_its_hash_and_its_size() -> None:
    files = [Attachment.of('"개소식".jpg', b"jpeg"), Attachment("b", "f" * 64, 7, pytest.fail)]
    sha = hashlib.sha256(b"jpeg").hexdigest()
    form = f'{{"files":[["\\"개소식\\".jpg","{sha}",4],["b","{"f" * 64}",7]],"format":"ledger-transaction-1","header":'
    fields = {name: getattr(HEADER, name) for name in Header.__dataclass_fields__}
    fields |= {name: getattr(SEAL, name) for name in ("number", "uid", "node", "recorded", "previous")}
    form += canonical(fields) + ',"postings":[],"registers":[]}'
    assert digest(HEADER, SEAL, [], [], files) == hashlib.sha256(form.encode()).hexdigest()


@pytest.mark.parametrize("count", [0, 1, 4095, 4096, 4097, 9000])
def test_feeding_in_pieces_gives_the_hash_of_the_whole(count: int) -> None:
    form = json.dumps([[*CELL, won, 1, None] for won in range(count)], ensure_ascii=False, separators=(",", ":"))
    whole = canonical({"files": [], "format": "ledger-transaction-1", "header": 0, "postings": 1, "registers": []})
    fields = {name: getattr(HEADER, name) for name in Header.__dataclass_fields__}
    fields |= {name: getattr(SEAL, name) for name in ("number", "uid", "node", "recorded", "previous")}
    whole = whole.replace('"header":0', f'"header":{canonical(fields)}').replace('"postings":1', f'"postings":{form}')
    found = digest(HEADER, SEAL, (Posting(CELL, won) for won in range(count)), [])
    assert found == hashlib.sha256(whole.encode()).hexdigest()


@pytest.mark.parametrize("value", [1.0, {"a": 0.5}, [float("nan")], {1: 2}, b"x", {"a"}])
def test_what_has_no_one_spelling_has_no_form(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical(value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab가", max_size=2), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_the_form_reads_back_as_itself(value: Any) -> None:
    assert canonical(json.loads(canonical(value))) == canonical(value)
