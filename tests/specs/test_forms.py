"""Twin of forms: a form template that is not well formed is refused with its file and line."""

from pathlib import Path

import pytest

from ledger.model.errors import Refused
from ledger.model.text import speak
from ledger.specs.forms import form_template_named, form_template_names, read_form_template

GOOD = """title = { en = "Half-year", ko = "반기 실적" }

[[part]]
kind = "money"
measures = ["executed"]
title = { en = "Executed", ko = "집행액" }

[[part]]
kind = "milestones"
rows = 3
title = { en = "Done", ko = "추진실적" }
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "half-year.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_template_is_read_in_the_language_of_the_user(tmp_path: Path) -> None:
    read = read_form_template(written(tmp_path, GOOD))
    assert (read.name, read.title) == ("half-year", "반기 실적")
    assert [(part.kind, part.options.title, part.options.name) for part in read.parts] == [
        ("money", "집행액", "money"),
        ("milestones", "추진실적", "milestones"),
    ]
    assert (read.parts[0].options.measures, read.parts[1].options.rows) == (("executed",), 3)
    speak("en")
    assert read_form_template(written(tmp_path, GOOD)).title == "Half-year"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('kind = "money"', 'kind = "mony"', 4, "did you mean 'money'"),
        ('kind = "money"', 'kind = "header"', 4, "unknown kind of part 'header'"),
        ("rows = 3", "row = 3", 10, "did you mean 'rows'"),
        ("rows = 3", 'rows = "3"', 10, "a whole number"),
        ('measures = ["executed"]', 'measures = "executed"', 5, "a list"),
        ('measures = ["executed"]', "measures = []", 5, "a list of texts"),
        ('kind = "milestones"', 'kind = "milestones"\nname = "money"', 10, "two sections are called 'money'"),
        ('kind = "milestones"', 'kind = "milestones"\nname = "a|b"', 10, "one word of letters"),
        ('title = { en = "Half-year", ko = "반기 실적" }', 'title = "반기 실적"', 1, "a text in both languages"),
        ('title = { en = "Half-year", ko = "반기 실적" }', 'titel = "x"', 1, "did you mean 'title'"),
        ('title = { en = "Done", ko = "추진실적" }', "", 8, "'title' is missing"),
    ],
)
def test_what_is_wrong_is_named_by_file_and_line(old: str, new: str, line: int, says: str, tmp_path: Path) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(Refused) as refusal:
        read_form_template(written(tmp_path, GOOD.replace(old, new)))
    assert refusal.value.line.en.startswith(f"half-year.toml:{line}: "), refusal.value.line.en
    assert says in refusal.value.line.en


@pytest.mark.parametrize("text", ["part = []\n", ""])
def test_a_form_without_a_part_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"a form needs a part|'part' is missing"):
        read_form_template(written(tmp_path, f'title = {{ en = "A", ko = "가" }}\n{text}'))


def test_the_templates_that_come_with_the_program_are_well_formed() -> None:
    assert form_template_names() == ["execution", "plan"]
    for language in ("ko", "en"):
        speak(language)
        assert [form_template_named(name).name for name in form_template_names()] == form_template_names()


def test_an_own_template_goes_before_a_shipped_one_and_a_mistyped_name_is_answered(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "forms" / "plan.toml"
    own.parent.mkdir(parents=True)
    own.write_text(GOOD, encoding="utf-8")
    assert form_template_named("plan", tmp_path).title == "반기 실적"
    with pytest.raises(Refused, match="unknown template 'exection'") as refusal:
        form_template_named("exection", tmp_path)
    assert "'execution'" in refusal.value.line.en
