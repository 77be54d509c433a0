"""Twin of reports: a template that is not well formed is refused with its file and line."""

from pathlib import Path

import pytest

from ledger.model.errors import Refused
from ledger.model.text import speak
from ledger.specs import reports
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
        ('kind = "amounts"', 'kind = "amount"', 14, "did you mean 'amounts'"),
        ('kind = "amounts"', 'kind = "pictures"', 14, "unknown section kind 'pictures'"),
        ('name = "plan"', 'name = "plan"\ncolour = "red"', 16, "unknown key 'colour'"),
        ('name = "plan"\n', "", 13, "'name' is missing"),
        ('measures = ["plan"]\n', "", 13, "'measures' is missing"),
        ('unit = "백만원"', 'unti = "백만원"', 2, "did you mean 'unit'"),
        ("landscape = true", "landscap = true", 8, "did you mean 'landscape'"),
        ("landscape = true", 'landscape = "yes"', 8, "true or false"),
        ('per = "book"', 'per = "department"', 20, "per is 'book' or 'pledge'"),
        ('rounding = "controlled"', 'rounding = "up"', 3, "unknown rounding 'up' (use one of half-up"),
        ('rounding = "controlled"', 'rounding = "half-upp"', 3, "(did you mean 'half-up'? use one of half-up, "),
        ('unit = "백만원"', 'unit = "만원"', 2, "unknown unit '만원'; use one of 원"),
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


def folder_of(tmp_path: Path, templates: dict[str, str]) -> Path:
    own = tmp_path / "templates" / "reports"
    own.mkdir(parents=True)
    for name, text in templates.items():
        (own / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def including(*names: str) -> str:
    sheets = "".join(f'[[sheet]]\ninclude = "{name}"\n' for name in names)
    return f'title = {{ en = "Whole", ko = "전체" }}\n{sheets}'


def refusal_of(name: str, beside: Path) -> str:
    with pytest.raises(Refused) as refused:
        template_named(name, beside)
    return refused.value.line.en


def test_a_template_that_is_included_by_many_ways_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each includes the two before it: without memory the readings grow like rabbits."""
    chain = {f"e{n}": including(f"e{n - 1}", f"e{n - 2}") for n in range(2, 19)}
    folder_of(tmp_path, {"e0": GOOD, "e1": including("e0"), **chain})
    read: list[str] = []
    text_of = reports.text_of
    monkeypatch.setattr(reports, "text_of", lambda path: read.append(path.stem) or text_of(path))
    assert len(template_named("e18", tmp_path).sheets) == 2
    assert sorted(read) == sorted({"e0", "e1", *chain})


def test_a_template_that_includes_another_twice_is_refused(tmp_path: Path) -> None:
    folder_of(tmp_path, {"card": GOOD, "whole": including("card", "card")})
    assert refusal_of("whole", tmp_path).startswith("whole.toml:5: 'card' is included twice")


def test_a_report_of_more_sheets_than_anyone_prints_is_refused(tmp_path: Path) -> None:
    sheet = '[[sheet]]\nper = "book"\nname = {{ en = "s{n}", ko = "s{n}" }}\nsection = [{{ kind = "header" }}]\n'
    many = 'title = { en = "a", ko = "b" }\n' + "".join(sheet.format(n=n) for n in range(201))
    folder_of(tmp_path, {"many": many})
    assert refusal_of("many", tmp_path) == "many.toml:802: more than 200 sheets in one report"


def test_templates_within_templates_without_end_are_refused(tmp_path: Path) -> None:
    folder_of(tmp_path, {"e0": GOOD, **{f"e{n}": including(f"e{n - 1}") for n in range(1, 3000)}})
    assert "templates include one another more than 20 deep" in refusal_of("e2999", tmp_path)


@pytest.mark.parametrize("name", ["{foo}", "{", "{}", "{0}", "{code:>3000000000}", "{code.__class__}", "}{code}"])
def test_a_sheet_name_holds_no_braces_but_those_of_the_code(name: str, tmp_path: Path) -> None:
    text = GOOD.replace('ko = "{code}"', f'ko = "{name}"')
    folder_of(tmp_path, {"card": text})
    said = refusal_of("card", tmp_path)
    assert said.startswith(f'card.toml:7: a sheet name may hold no braces: "{name}" (only {{code}}'), said


def test_a_sheet_about_the_book_has_no_code(tmp_path: Path) -> None:
    folder_of(
        tmp_path, {"card": GOOD.replace('en = "Check", ko = "점검" }\n\n', 'en = "{code}", ko = "점검" }\n\n', 1)}
    )
    assert refusal_of("card", tmp_path).startswith("card.toml:21: a sheet name may hold no braces")


@pytest.mark.parametrize(
    ("old", "line"),
    [
        ('title = { en = "Card", ko = "카드" }', 1),
        ('name = { en = "{code}", ko = "{code}" }', 7),
        ('title = { en = "Plan", ko = "계획" }', 17),
    ],
)
def test_a_text_that_says_nothing_is_refused(old: str, line: int, tmp_path: Path) -> None:
    key = old.split()[0]
    for empty in ('{ en = "", ko = "" }', '{ en = "a", ko = " " }'):
        path = template(tmp_path, GOOD.replace(old, f"{key} = {empty}"))
        with pytest.raises(Refused) as refused:
            read_template(path)
        assert refused.value.line.en.startswith(f"card.toml:{line}: '{key}' says nothing in "), refused.value.line.en


def test_a_folder_and_a_dangling_link_in_the_place_of_a_template_are_named(tmp_path: Path) -> None:
    own = folder_of(tmp_path, {}) / "templates" / "reports"
    (own / "folder.toml").mkdir()
    (own / "gone.toml").symlink_to("nowhere")
    assert refusal_of("folder", tmp_path) == "folder.toml: a folder, not a template (rename or move it)"
    assert refusal_of("gone", tmp_path).startswith("gone.toml: a link to a file that is missing (")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('measures = ["plan"]', "measures = 3", "16: 'measures' is a list, not 3"),
        ('measures = ["plan"]', 'measures = "plan"', "16: 'measures' is a list, not \"plan\""),
        (
            'measures = ["plan"]',
            'measures = [["plan"]]',
            "16: 'measures' is a list of texts in quotes, not [[\"plan\"]]",
        ),
        ('measures = ["plan"]', "measures = []", "16: 'measures' is a list of texts in quotes, not []"),
        ('name = "plan"', 'name = "plan"\nsubtotals = "yes"', "16: 'subtotals' is true or false, not \"yes\""),
        ('name = "plan"', 'name = ["a"]', "15: 'name' is a text in quotes, not [\"a\"]"),
        ('name = "plan"', "name = 2023-01-02", "15: 'name' is a text in quotes, not 2023-01-02"),
        ('name = "plan"', 'name = { en = "a", ko = "b" }', "15: 'name' is a text in quotes, not "),
        ('name = "plan"', 'name = ""', "15: 'name' is one word of letters"),
        ('name = "plan"', 'name = "a/b"', "15: 'name' is one word of letters"),
        (
            'title = { en = "Plan", ko = "계획" }',
            'title = "plain"',
            "17: 'title' is a text in both languages (write { en",
        ),
        ('kind = "findings"', 'kind = "summary"\nname = "s"\nby = []', "26: 'by' is a text in quotes, not []"),
        ('kind = "findings"', 'kind = "tree"\nname = "s"\ndepth = "2"', "26: 'depth' is a whole number, not \"2\""),
        ('kind = "findings"', 'kind = "tree"\nname = "s"\ndepth = true', "26: 'depth' is a whole number, not true"),
    ],
)
def test_an_option_of_another_type_is_refused(old: str, new: str, says: str, tmp_path: Path) -> None:
    assert GOOD.count(old) == 1
    folder_of(tmp_path, {"card": GOOD.replace(old, new)})
    said = refusal_of("card", tmp_path)
    assert said.startswith(f"card.toml:{says}"), said


@pytest.mark.parametrize("kind", ["remarks", "story", "participation"])
def test_what_is_said_of_one_pledge_only_is_refused_on_a_sheet_about_the_book(kind: str, tmp_path: Path) -> None:
    folder_of(tmp_path, {"card": GOOD.replace('kind = "findings"', f'kind = "{kind}"')})
    assert refusal_of("card", tmp_path) == (
        f"card.toml:24: '{kind}' prints nothing on a sheet per = 'book' (put it on a sheet per = 'pledge')"
    )
