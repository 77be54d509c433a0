"""What a form asks is read back by its keys as it went out, and what is typed into it as it was typed."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.model.form import Answers, Kind, Said
from ledger.model.money import UNITS
from ledger.model.text import Text
from ledger.render.forms import draw
from tests.forms import STORY, form, issued, read

FORMS = settings(
    max_examples=100 if os.environ.get("CI") == "true" else 12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
PERIODS = ("prior", "2022H2", "2023", "2024", "2025", "2026H1", "after")

wons = st.sampled_from([0, 1, 1_000, 10**6, 10**8, -(10**6)]) | st.integers(0, 10**9).map(lambda won: won * 10**3)
lines = st.lists(
    st.builds(
        "  5-2/{} {} {} {} = {}\n".format,
        st.sampled_from([1, 2]),
        st.sampled_from(["국비", "도비", "시비", "기타"]),
        st.sampled_from(PERIODS),
        st.sampled_from(["secured", "executed"]),
        wons,
    ),
    max_size=30,
    unique_by=lambda line: line.split(" = ")[0],
)
typed = st.integers(0, 10**9).map(str) | st.sampled_from(
    [
        "0",
        "-5",
        "12.5",
        "1,200",
        "1,200백만원",
        "=1+1",
        "-",
        "+3",
        "007",
        "1e5",
        "0.10",
        "완료",
        "'",
        "가나 다",
        "95.40",
    ]
)


@FORMS
@given(lines, st.booleans())
def test_every_figure_that_went_out_is_found_at_its_key(posted: list[str], split: bool) -> None:
    one = form("".join(posted) + STORY, split=split)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        path.write_bytes(draw(one))
        assert read(path) == (one.meta(), issued(one))


@FORMS
@given(st.data())
def test_every_answer_comes_back_as_it_was_typed(data: st.DataObject) -> None:
    one = form()
    spots = data.draw(st.lists(st.sampled_from([spot for spot, _ in one.inputs()]), unique=True, max_size=20))
    answers: Answers = {spot: Said(data.draw(typed), "") for spot in spots}
    faults = {spot: [Text(en="no", ko="안 됩니다")] for spot in spots[::2]}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "returned.xlsx"
        path.write_bytes(draw(one, answers, faults, [Text(en="why", ko="사유")]))
        assert read(path) == (one.meta(), {spot: said.text for spot, said in answers.items()})


def test_the_units_of_these_forms_are_those_of_amounts() -> None:
    kinds = {given.kind for _, given in form().inputs()}
    assert kinds == set(Kind)
    assert form().unit in [unit.label for unit in UNITS]
