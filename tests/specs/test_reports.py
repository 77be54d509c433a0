"""Twin of reports: a template that is not well formed is refused with its file and line."""

from pathlib import Path

import pytest

from ledger.model.errors import Refused
from ledger.model.text import speak
from ledger.specs.reports import read_template, template_named, template_names

GOOD = """title = { en = "Card", ko = "카드" }
unit = "백만원"
rounding = "controlled"

[[sheet]]
per = "pledge"
name = { en = "{code}", ko = "{code}" }
landscape = true

[[sheet.section]]
kind = "header"

[[sheet.section]]
kind = "amounts"
name = "plan"
measures = ["plan"]
title = { en = "Plan", ko = "계획" }

[[sheet]]
per = "book"
name = { en = "Check", ko = "점검" }

[[sheet.section]]
kind = "findings"
title = { en = "Check", ko = "점검" }
"""


def template(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "card.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_template_is_read_in_the_language_of_the_user(tmp_path: Path) -> None:
    read = read_template(template(tmp_path, GOOD))
    assert (read.name, read.title, read.unit, read.rounding) == ("card", "카드", "백만원", "controlled")
    assert [(sheet.per, sheet.name, sheet.landscape) for sheet in read.sheets] == [
        ("pledge", "{code}", True),
        ("book", "점검", False),
    ]
    assert [section.kind for sheet in read.sheets for section in sheet.sections] == ["header", "amounts", "findings"]
    assert read.sheets[0].sections[1].options.measures == ("plan",)
    speak("en")
    assert read_template(template(tmp_path, GOOD)).title == "Card"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('kind = "amounts"', 'kind = "amount"', 13, "did you mean 'amounts'"),
        ('kind = "amounts"', 'kind = "pictures"', 13, "unknown section kind 'pictures'"),
        ('name = "plan"', 'name = "plan"\ncolour = "red"', 16, "does not know 'colour'"),
        ('name = "plan"\n', "", 13, "lacks name"),
        ('measures = ["plan"]\n', "", 13, "lacks measures"),
        ('unit = "백만원"', 'unti = "백만원"', 2, "did you mean 'unit'"),
        ("landscape = true", "landscap = true", 8, "did you mean 'landscape'"),
        ("landscape = true", 'landscape = "yes"', 8, "true or false"),
        ('per = "book"', 'per = "department"', 20, "per is 'book' or 'pledge'"),
        ('rounding = "controlled"', 'rounding = "up"', 3, "unknown rounding 'up'"),
        ('title = { en = "Card", ko = "카드" }', 'title = { en = "Card" }', 1, "'ko' is missing"),
        (
            'title = { en = "Card", ko = "카드" }',
            'title = { en = "Card", ko = "카드", jp = "x" }',
            1,
            "unknown key 'jp'",
        ),
        ('title = { en = "Plan", ko = "계획" }', 'title = { en = "Plan" }', 17, "'ko' is missing"),
        ('kind = "header"', "", 10, "'kind' is missing"),
        ('unit = "백만원"', "단위 = 1", 2, "a bare key is ASCII"),
        ('measures = ["plan"]', 'measures = ["plan"', 17, "not closed"),
    ],
)
def test_what_is_wrong_is_named_by_file_and_line(old: str, new: str, line: int, says: str, tmp_path: Path) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(Refused) as refusal:
        read_template(template(tmp_path, GOOD.replace(old, new)))
    assert refusal.value.line.en.startswith(f"card.toml:{line}: "), refusal.value.line.en
    assert says in refusal.value.line.en
    assert refusal.value.line.ko.startswith(f"card.toml:{line}: ")


def test_the_templates_that_come_with_the_program_are_well_formed() -> None:
    assert "pledge-card" in template_names()
    for language in ("ko", "en"):
        speak(language)
        assert [template_named(name).name for name in template_names()] == template_names()


def test_a_mistyped_template_is_answered_with_the_nearest() -> None:
    with pytest.raises(Refused, match="unknown template 'pledge-crad'") as refusal:
        template_named("pledge-crad")
    assert "'pledge-card'" in refusal.value.line.en


WHOLE = """title = { en = "Whole", ko = "전체" }

[[sheet]]
include = "card"

[[sheet]]
include = "pledge-card"
"""


def test_a_template_takes_in_others_and_those_beside_the_book_go_first(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "reports"
    own.mkdir(parents=True)
    (own / "pledge-card.toml").write_text(GOOD, encoding="utf-8")
    (own / "card.toml").write_text(GOOD, encoding="utf-8")
    (own / "whole.toml").write_text(WHOLE, encoding="utf-8")
    assert {"card", "whole", "pledge-card"} <= set(template_names(tmp_path))
    read = template_named("whole", tmp_path)
    assert [(sheet.per, sheet.optional, sheet.included) for sheet in read.sheets] == [
        ("pledge", False, True),
        ("book", True, True),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (WHOLE.replace('"card"', '"whole"'), "whole.toml:4: the template includes itself again"),
        (WHOLE.replace('"card"', '"crad"'), "whole.toml:4: unknown template 'crad'"),
        (
            GOOD.replace(
                'kind = "header"',
                'kind = "header"\n[[sheet.section]]\nkind = "amounts"\nname = "plan"\n'
                'measures = ["plan"]\ntitle = { en = "a", ko = "b" }',
            ),
            "whole.toml:20: two sections are called 'plan'",
        ),
    ],
)
def test_a_template_that_cannot_be_put_together(tmp_path: Path, text: str, says: str) -> None:
    own = tmp_path / "templates" / "reports"
    own.mkdir(parents=True)
    (own / "card.toml").write_text(GOOD, encoding="utf-8")
    (own / "whole.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        template_named("whole", tmp_path)
    assert refused.value.line.en.startswith(says)
