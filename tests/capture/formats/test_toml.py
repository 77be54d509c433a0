"""A book in TOML as people write it."""

from datetime import date

import pytest

from ledger.capture.file import File
from ledger.capture.formats import toml
from ledger.model.entry import Act, Instruction, Operator, Row
from ledger.model.errors import Refused
from ledger.model.money import THOUSAND

HEAD = "schema = 1\n[[transaction]]\n"
GRID = HEAD + '[[transaction.grid]]\nmeasure = "plan"\ncolumns = ["2023", "2024"]\n'


def read(text: str) -> list[Act]:
    return toml.read(File("a.toml", text.encode()), THOUSAND)


def test_a_book_with_all_that_may_stand_in_it() -> None:
    text = """# 장부
schema = 1

[[transaction]]
act = "init"
effective = 2023-01-02
by = "예산담당"
number = 1
uid = "u-1"

[transaction.book]
key = "book"
institution = "가온시"
kind = "city"
start = 2022-07-01

[[transaction.project]]
key = "5-2"
name = "산·학·연 컨소시엄"
contacts = ["담당:김"]

[[transaction.project]]
key = "5-3"
removed = true

[[transaction]]
undoes = 1
postings = [
    ["5-2/1", "시비", "2023", "plan", 4000000],
    # 반납
    ["5-2/1", "국비", "2023", "executed", "△50만원", -1, 2023-12-20],
    ["5-2/1", "국비", "2024", "plan", "blank"],
]

[[transaction.grid]]
measure = "plan"
unit = "백만원"
columns = ["prior", "2023", "after"]
rows = [
    ["5-2/1", "시비", "", "4", 5],
    ["5-2/1", "국비", "0.5", "blank", "0"],
]
"""
    text = text.replace("△50만원", "△500,000")

    def said(source: str, period: str, won: int | None, line: int, **rest: object) -> Instruction:
        values = {"project": "5-2/1", "measure": "plan", "where": f"a.toml:{line}"} | rest
        return Instruction(source=source, period=period, won=won, **values)  # type: ignore[arg-type]

    assert read(text) == [
        Act(
            act="init",
            effective=date(2023, 1, 2),
            by="예산담당",
            number=1,
            uid="u-1",
            where="a.toml:4",
            instructions=[],
            rows=[
                Row("book", "book", {"institution": "가온시", "kind": "city", "start": "2022-07-01"}),
                Row("project", "5-2", {"name": "산·학·연 컨소시엄", "contacts": ["담당:김"]}),
                Row("project", "5-3", None),
            ],
        ),
        Act(
            undoes=1,
            where="a.toml:26",
            rows=[],
            instructions=[
                said("시비", "2023", 4_000_000, 29, operator=Operator.ADD),
                said(
                    "국비",
                    "2023",
                    -500_000,
                    31,
                    measure="executed",
                    operator=Operator.ADD,
                    entries=-1,
                    paid_on=date(2023, 12, 20),
                ),
                said("국비", "2024", None, 32),
                said("시비", "2023", 4_000_000, 40),
                said("시비", "after", 5_000_000, 40),
                said("국비", "prior", 500_000, 41),
                said("국비", "2023", None, 41),
                said("국비", "after", 0, 41),
            ],
        ),
    ]


def test_units_go_from_the_grid_to_the_transaction_to_the_book() -> None:
    grid = '[[transaction.grid]]\nmeasure = "plan"\ncolumns = ["23"]\nrows = [["U", "시비", 4]]\n'
    text = f'{HEAD}{grid}[[transaction]]\nunit = "백만원"\npostings = [["U", "시비", "23", "plan", 4]]\n{grid}'
    assert [[each.won for each in act.instructions] for act in read(text)] == [[4000], [4_000_000, 4_000_000]]


def test_rows_keep_the_order_of_the_file_across_registers() -> None:
    text = HEAD + "".join(
        f'[[transaction.{kind}]]\nkey = "{key}"\nremoved = true\n'
        for kind, key in [("project", "a"), ("period", "b"), ("project", "c")]
    )
    assert [(row.kind, row.key) for row in read(text)[0].rows] == [("project", "a"), ("period", "b"), ("project", "c")]


@pytest.mark.parametrize(
    ("text", "en", "ko"),
    [
        (
            "schema = 2",
            "a.toml:1: schema 2 is not known; this is schema 1",
            "a.toml:1: 알 수 없는 schema 2. 아는 것: 1",
        ),
        (
            f'{HEAD}[[transaction.file]]\nname = "a"\nsize = 1\ncontent = ""',
            "a.toml:5: unknown key 'size' (known: name, content)",
            "a.toml:5: 알 수 없는 키 'size' (쓸 수 있는 키: name, content)",
        ),
        (
            f'{HEAD}[[transaction.file]]\nname = "a"\ncontent = "가"',
            "a.toml:3: the content of file 'a' is not base64",
            "a.toml:3: 파일 'a'의 내용이 base64가 아닙니다",
        ),
        ("\n[[transaction]]", "a.toml:1: 'schema' is missing", "a.toml:1: 'schema' 값이 없습니다"),
        (
            "schema = true",
            "a.toml:1: 'schema' is a whole number, not true",
            "a.toml:1: 'schema' 값의 형식: 정수 (받은 값: true)",
        ),
        (
            "schema = 1\n[[transactions]]",
            "a.toml:2: unknown key 'transactions' (did you mean 'transaction'?)",
            "a.toml:2: 알 수 없는 키 'transactions' (혹시 'transaction' 입니까?)",
        ),
        (
            HEAD + 'by = "김"\nresaon = "가"',
            "a.toml:4: unknown key 'resaon' (did you mean 'reason'?)",
            "a.toml:4: 알 수 없는 키 'resaon' (혹시 'reason' 입니까?)",
        ),
        (
            HEAD + 'by = "김"\nby = "이"',
            "a.toml:4: a key or table stands twice",
            "a.toml:4: 같은 키나 표가 두 번 나옵니다",
        ),
        (
            HEAD + '담당자 = "김"',
            "a.toml:3: a bare key is ASCII; '담당자' is not (use the English key)",
            "a.toml:3: 따옴표 없는 키는 영문이어야 합니다: '담당자' (영문 키를 쓰십시오)",
        ),
        (
            HEAD + "by = 김",
            "a.toml:3: not a value (a text needs quotes)",
            "a.toml:3: 값이 아닙니다(글은 따옴표로 묶습니다)",
        ),
        (
            HEAD + "by = 3",
            "a.toml:3: 'by' is a text in quotes, not 3",
            "a.toml:3: 'by' 값의 형식: 따옴표로 묶은 글 (받은 값: 3)",
        ),
        (
            HEAD + "effective = 2023-01-02T00:00:00",
            "a.toml:3: 'effective' is a date like 2023-01-02, not 2023-01-02T00:00:00",
            "a.toml:3: 'effective' 값의 형식: 2023-01-02 같은 날짜 (받은 값: 2023-01-02T00:00:00)",
        ),
        (
            HEAD + 'postings = [\n["U", "시비", "23", "plan", 1],\n["U", "시비", 23, "plan", 1],\n]',
            'a.toml:5: a posting is ["project", "source", "period", "measure", amount],'
            ' not ["U", "시비", 23, "plan", 1]',
            'a.toml:5: 기장은 ["사업", "재원", "연차", "단계", 금액] 순서로 씁니다: ["U", "시비", 23, "plan", 1]',
        ),
        (
            HEAD + 'postings = [\n["U", "시비", "23", "plan", 1.5],\n]',
            "a.toml:4: an amount is a whole number or a text in quotes, not 1.5",
            "a.toml:4: 금액은 정수나 따옴표로 묶은 글로 씁니다: 1.5",
        ),
        (
            HEAD + 'postings = [["U", "시비", "23", "plan", 1, "어제"]]',
            'a.toml:3: after the amount may follow the entries and the date of payment, not ["어제"]',
            'a.toml:3: 금액 뒤에는 기장수와 지급일만 옵니다: ["어제"]',
        ),
        (
            GRID + 'rows = [\n    ["U", "시비", "4"],\n]',
            "a.toml:7: the row has 3 cells; project, source and 2 columns make 4",
            "a.toml:7: 줄의 칸이 3개입니다. 사업, 재원, 열 2개를 합하면 4개입니다",
        ),
        (
            GRID + 'rows = [\n    ["U", "시비", "4", ""],\n    ["U", "시비", "", "4"],\n]',
            "a.toml:8: 'U 시비' stands twice, first at a.toml:7",
            "a.toml:8: 'U 시비' 두 번 나옵니다. 앞의 것: a.toml:7",
        ),
        (
            GRID.replace("2024", "2023") + "rows = []",
            "a.toml:5: '2023' stands twice",
            "a.toml:5: '2023' 두 번 나옵니다",
        ),
        (
            GRID + 'units = "원"',
            "a.toml:6: unknown key 'units' (did you mean 'unit'?)",
            "a.toml:6: 알 수 없는 키 'units' (혹시 'unit' 입니까?)",
        ),
        (
            HEAD + '[[transaction.project]]\nkey = "5"\nname = "가"\n[[transaction.project]]\nkey = "5"\nname = "나"',
            "a.toml:6: 'project 5' stands twice, first at a.toml:3",
            "a.toml:6: 'project 5' 두 번 나옵니다. 앞의 것: a.toml:3",
        ),
        (
            HEAD + '[[transaction.project]]\nname = "가"',
            "a.toml:3: 'key' is missing",
            "a.toml:3: 'key' 값이 없습니다",
        ),
        (
            HEAD + '[[transaction.project]]\nkey = "5"\nremoved = true\nname = "가"',
            "a.toml:3: a removed row has no fields",
            "a.toml:3: 삭제하는(removed) 줄에는 항목이 없습니다",
        ),
        (
            HEAD + "project = 3",
            "a.toml:3: 'project' is a list, not 3",
            "a.toml:3: 'project' 값의 형식: 목록 (받은 값: 3)",
        ),
    ],
)
def test_what_is_refused(text: str, en: str, ko: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(text)
    assert (refusal.value.line.en, refusal.value.line.ko) == (en, ko)
