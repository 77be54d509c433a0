"""The TOML of a pledge brought up to what the book holds now: in place, and with every comment."""

import pytest

from ledger.cube.dossier import registers_of_pledges
from ledger.model.entry import Row
from ledger.model.errors import Refused
from ledger.model.registers.edited_text import EditedText
from ledger.specs.pledge import Page, brought_up

WRITTEN = """\
# 머리글

# 공약
[[project]]
key = "5-2"
name = '인재 양성'  # 홍보 이름과 다름
progress = 40  # 분기마다

# 첫 줄
[[milestone]]
key = "5-2 01"
# 날짜는 공문 기준
on = 2023-07-21
text = \"\"\"
두 줄로
쓴 글\"\"\"
# 아래 글

[[participation]]
key = "5-2 간담회"
category = "기타"
count = 2
dates = [
    "2023-07-21", # 본청
    "2023-08-01",
]
"""


def now(text: str, *rows: Row) -> str:
    known = registers_of_pledges()
    page = Page.read("5-2.toml", text)

    def means(kind: object, name: str, value: object) -> object:
        return {"두 줄로\n쓴 글": "두 줄로 쓴 글"}.get(value, value) if isinstance(value, str) else value

    page.identify(known, means)  # type: ignore[arg-type]
    return brought_up(page, [(known[row.kind], row) for row in rows], "5-2", means).text  # type: ignore[arg-type]


PLEDGE = Row("project", "5-2", {"name": "인재 양성", "progress": 40})
LINE = Row("milestone", "5-2 01", {"project": "5-2", "on": "2023-07-21", "text": "두 줄로 쓴 글"})
HEARD = Row(
    "participation",
    "5-2 간담회",
    {"project": "5-2", "category": "기타", "count": 2, "dates": ["2023-07-21", "2023-08-01"]},
)


def test_what_stands_so_is_left_as_it_is_written() -> None:
    written = WRITTEN.replace("on = 2023-07-21", 'on = "2023-07-21"')
    assert now(written, PLEDGE, LINE, HEARD) == written


def test_values_change_in_place_and_keep_their_comments() -> None:
    changed = Row("project", "5-2", {"name": "새 이름", "team": "청년팀"})
    assert now(WRITTEN, changed, LINE, HEARD).startswith(
        "# 머리글\n\n# 공약\n# 분기마다\n"
        '[[project]]\nkey = "5-2"\nname = "새 이름"  # 홍보 이름과 다름\nteam = "청년팀"\n\n# 첫 줄\n'
    )


def test_a_changed_list_leaves_its_comments_above_the_table() -> None:
    more = Row("participation", HEARD.key, {**(HEARD.body or {}), "dates": ["2023-07-21"]})
    assert now(WRITTEN, PLEDGE, LINE, more).endswith(
        '# 본청\n[[participation]]\nkey = "5-2 간담회"\ncategory = "기타"\ncount = 2\ndates = ["2023-07-21"]\n'
    )


def test_a_row_that_is_gone_leaves_its_comments_and_a_new_one_comes_after_the_one_before_it() -> None:
    new = Row("milestone", "5-2 02", {"project": "5-2", "on": "2024", "text": "새 줄"})
    assert now(WRITTEN, PLEDGE, new, HEARD) == WRITTEN.replace(
        WRITTEN[WRITTEN.index("# 첫 줄") : WRITTEN.index("[[participation]]")],
        '# 첫 줄\n# 날짜는 공문 기준\n# 아래 글\n\n[[milestone]]\nkey = "5-2 02"\non = "2024"\ntext = "새 줄"\n\n',
    )


@pytest.mark.parametrize(("text", "line"), [("milestone = []\n", 1), ("\n[milestone]\n", 2), ('\n\non = "2023"\n', 3)])
def test_rows_are_tables_with_heads_of_their_own(text: str, line: int) -> None:
    with pytest.raises(Refused) as refused:
        Page.read("5-2.toml", text)
    assert refused.value.where == f"5-2.toml:{line}"


@pytest.mark.parametrize("text", ["# 글\n", '  # 들여  쓴\t글 \\ "\n\n\u3000# 넓은 빈칸\n', "\n"])
def test_a_text_is_kept_with_its_spaces(text: str) -> None:
    row = EditedText.of("5-2", text)
    assert EditedText.from_body("5-2", row.body()).text == text
