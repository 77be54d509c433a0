"""CSV as people and spreadsheets write it."""

from datetime import date

import pytest

from ledger.capture.file import File
from ledger.capture.formats import csv
from ledger.model.entry import Act, Instruction, Row
from ledger.model.errors import Refused
from ledger.model.money import MILLION
from ledger.model.page import PageGrid

HEAD = "project,source,period,measure,amount(원)\n"
KOREAN = "사업,재원,연차,단계,금액(원)\n"


def read(text: str, encoding: str = "utf-8") -> list[Act]:
    return csv.read(File("a.csv", text.encode(encoding)), MILLION)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("head", [HEAD, KOREAN, "Project, Source ,period,MEASURE,금액(원)\n"])
def test_the_shortest_form_sets_balances_in_the_unit_it_names(head: str, encoding: str) -> None:
    [act] = read(f'{head}5-2/1,시비,2023,계획,"△4,000"\r\n\r\n,,,,\r\n', encoding)
    assert act == Act(
        where="a.csv:2",
        rows=[],
        instructions=[
            Instruction(
                project="5-2/1",
                source="시비",
                period="2023",
                measure="계획",
                won=-4000,
                operator="=",
                where="a.csv:2",
            )
        ],
    )


@pytest.mark.parametrize(
    ("head", "cells", "operator", "won"),
    [
        ("금액,단위", "4,백만원", "=", 4_000_000),
        ("금액", "4원", "=", 4),
        ("금액(백만원)", "4", "=", 4_000_000),
        ("금액(백만원)", "4천원", "=", 4000),
        ("금액(백만원)", "0.5", "=", 500_000),
        ("금액(원),연산", "4,=", "=", 4),
        ("금액(원),연산", "4,'=", "=", 4),
        ("금액(원),연산", "4,-=", "-=", 4),
        ("금액(원),연산", "4,+=", "+=", 4),
        ("금액,고유번호", "4,a1", "+=", 4),
        ("금액,연산", "blank,", "=", None),
        ("금액,연산", "blank,=", "=", None),
    ],
)
def test_amounts_and_what_they_do(head: str, cells: str, operator: str, won: int | None) -> None:
    [act] = read(f"사업,재원,연차,단계,{head}\nU,시비,23,plan,{cells}")
    assert (str(act.instructions[0].operator), act.instructions[0].won) == (operator, won)


def test_an_amount_without_a_unit_is_never_guessed() -> None:
    with pytest.raises(Refused) as refusal:
        read("사업,재원,연차,단계,금액\nU,시비,23,plan,4")
    assert (
        refusal.value.line.ko
        == "a.csv:2: 금액의 단위가 없습니다 (열 이름을 금액(백만원)처럼 쓰거나 단위 열을 두십시오)"
    )


def test_lines_with_the_same_header_columns_make_one_act() -> None:
    text = (
        "효력일,담당자,"
        + KOREAN
        + "2023-01-02,김,U,시비,23,plan,1\n2023-01-02,김,U,시비,24,plan,2\n,이,U,시비,25,plan,3"
    )
    acts = read(text)
    assert [(act.effective, act.by, [each.won for each in act.instructions]) for act in acts] == [
        (date(2023, 1, 2), "김", [1, 2]),
        (None, "이", [3]),
    ]


def test_register_rows_and_a_header_alone() -> None:
    text = """number,act,register,key,fields
1,init,project,'5-2,"{""name"": ""산·학·연""}"
1,init,project,'5-3,
2,seal,,,
"""
    assert [(act.number, act.act, act.rows) for act in read(text)] == [
        (1, "init", [Row("project", "5-2", {"name": "산·학·연"}), Row("project", "5-3", None)]),
        (2, "seal", []),
    ]


def test_one_apostrophe_at_the_start_is_taken_off() -> None:
    [act] = read(HEAD + "'5-2,''시비,'23,plan,1")
    assert (act.instructions[0].project, act.instructions[0].source, act.instructions[0].period) == (
        "5-2",
        "'시비",
        "23",
    )


def test_a_field_of_several_lines_does_not_shift_the_line_numbers() -> None:
    acts = read("reason," + HEAD + '"가\n나",U,시비,23,plan,1\n"가\n나",U,시비,24,plan,2\n')
    assert [each.where for each in acts[0].instructions] == ["a.csv:2", "a.csv:4"]


@pytest.mark.parametrize(
    ("text", "en", "ko"),
    [
        (
            HEAD + "U,시비,23,plan,1,234",
            'a.csv:2: the line has 6 fields, the header 5 (an amount with commas needs quotes: "1,234")',
            'a.csv:2: 칸이 6개인데 머리글은 5개입니다 (쉼표가 든 금액은 따옴표로: "1,234")',
        ),
        (
            "register,key,fields\nfile,a,QQ==\nfile,a,Q",
            "a.csv:3: the content of file 'a' is not base64",
            "a.csv:3: 파일 'a'의 내용이 base64가 아닙니다",
        ),
        (
            "사업,재원,연차,금액\nU,시비,23,1",
            "a.csv:1: missing columns: measure",
            "a.csv:1: 없는 열: 단계",
        ),
        (
            HEAD.replace("source", "sorce"),
            "a.csv:1: unknown column 'sorce' (did you mean 'source'?)",
            "a.csv:1: 없는 열 'sorce' (혹시 'source' 입니까?)",
        ),
        (
            KOREAN.replace("재원", "제원"),
            "a.csv:1: unknown column '제원' (did you mean '재원'?)",
            "a.csv:1: 없는 열 '제원' (혹시 '재원' 입니까?)",
        ),
        (
            "사업,project,재원,연차,단계,금액(원)",
            "a.csv:1: 'project' stands twice",
            "a.csv:1: 'project' 두 번 나옵니다",
        ),
        (
            HEAD + 'U,시비,23,plan,1\nU,"시비,23,plan,2\nU,시비,23,plan,3\n',
            "a.csv:3: a quote opens here and is never closed",
            "a.csv:3: 여기서 열린 따옴표가 닫히지 않았습니다",
        ),
        (
            HEAD + 'U,"시"비,23,plan,1',
            'a.csv:2: text follows a closing quote; a quote inside a field is written twice ("")',
            'a.csv:2: 닫는 따옴표 뒤에 글이 붙었습니다. 칸 안의 따옴표는 두 번("") 씁니다',
        ),
        (
            HEAD + "U,시비,23,plan,",
            "a.csv:2: empty: amount (an amount is 0, or blank to clear the cell)",
            "a.csv:2: 비어 있는 칸: 금액 (금액은 0, 칸을 비우려면 blank)",
        ),
        (HEAD + "U,,,plan,1", "a.csv:2: empty: source, period", "a.csv:2: 비어 있는 칸: 재원, 연차"),
        (
            HEAD + "05월 02일,시비,23,plan,1",
            "a.csv:2: '05월 02일' is a date; Excel has turned a code like 5-2 into it"
            " (type the code with ' before it: '5-2)",
            "a.csv:2: '05월 02일': 날짜입니다. 엑셀이 5-2 같은 코드를 날짜로 바꾼 것입니다"
            " (코드 앞에 작은따옴표를 붙여 쓰십시오: '5-2)",
        ),
        (
            HEAD + "U,시비,23,plan,1.23E+11",
            "a.csv:2: '1.23E+11' has lost its digits; Excel has shortened a long number"
            " (format the column as #,##0 and save again)",
            "a.csv:2: '1.23E+11': 자릿수를 잃은 금액입니다. 엑셀이 긴 수를 줄인 것입니다"
            " (열 서식을 #,##0으로 바꾸어 다시 저장하십시오)",
        ),
        (
            "operation," + HEAD + "+,U,시비,23,plan,1",
            "a.csv:2: unknown operation '+' (use one of =, +=, -=)",
            "a.csv:2: 없는 연산 '+' (쓸 수 있는 것: =, +=, -=)",
        ),
        (
            "operation," + HEAD + "-=,U,시비,23,plan,blank",
            "a.csv:2: -= needs an amount, not blank",
            "a.csv:2: -= 뒤에는 blank 아닌 금액이 옵니다",
        ),
        (
            "register,key,fields," + HEAD + "project,5,{},U,시비,23,plan,1",
            "a.csv:2: a line is a posting or a register row, not both",
            "a.csv:2: 한 줄은 기장이거나 대장 줄이지 둘 다일 수 없습니다",
        ),
        (
            "register,key,fields\nproject,U,이름",
            'a.csv:2: the fields are not JSON like {"name": "..."}',
            'a.csv:2: 항목 칸이 {"name": "..."} 같은 JSON이 아닙니다',
        ),
        ("register,key,fields\nproject,,{}", "a.csv:2: empty: key", "a.csv:2: 비어 있는 칸: 키"),
        (
            "number," + HEAD + "1,U,시비,23,plan,1\n2,U,시비,23,plan,1\n1,U,시비,24,plan,1",
            "a.csv:4: 'number 1' stands twice, first at a.csv:2",
            "a.csv:4: 'number 1' 두 번 나옵니다. 앞의 것: a.csv:2",
        ),
        (
            "number," + HEAD + "하나,U,시비,23,plan,1",
            "a.csv:2: '하나' is not a whole number",
            "a.csv:2: '하나': 정수가 아닙니다",
        ),
        (
            "effective," + HEAD + "23.1.2,U,시비,23,plan,1",
            "a.csv:2: '23.1.2' is not a date like 2023-01-02",
            "a.csv:2: '23.1.2': 2023-01-02 같은 날짜가 아닙니다",
        ),
        (
            "unit," + HEAD + "만원,U,시비,23,plan,1",
            "a.csv:2: unknown unit '만원'; use one of 원, 천원, 백만원, 억원",
            "a.csv:2: 없는 단위 '만원'. 원, 천원, 백만원, 억원 가운데 쓰십시오",
        ),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, en: str, ko: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(text)
    assert (refusal.value.line.en, refusal.value.line.ko) == (en, ko)


@pytest.mark.parametrize(
    "project", ["2023-05-02 00:00:00", "2023-05-02", "5월 2일", "02-May", "May-02", "2005년 2월 1일", "2005. 2. 1"]
)
def test_a_code_that_excel_made_a_date_is_refused(project: str) -> None:
    with pytest.raises(Refused, match="is a date"):
        read(f"{HEAD}{project},시비,23,plan,1")
    assert read(f"{HEAD}'{project},시비,23,plan,1")[0].instructions[0].project == project


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("sign", [",", "\t"])
def test_any_table_is_a_page_as_it_is(sign: str, encoding: str) -> None:
    text = f'\r\n(단위: 천원)\r\n구분,계\r\n가,"1 234\n줄",2\r\n{sign}\r\n\r\n나,\r\n{sign}\r\n'.replace(",", sign)
    [page] = csv.pages(File("a.csv", text.encode(encoding)))
    [grid] = page.blocks
    assert isinstance(grid, PageGrid)
    assert [list(row) for row in grid.texts] == [
        ["(단위: 천원)", "", ""],
        ["구분", "계", ""],
        ["가", "1 234 줄", "2"],
        ["", "", ""],
        ["나", "", ""],
    ]
    assert list(grid.lines) == [2, 3, 4, 6, 8]


def test_a_table_with_an_open_quote_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        list(csv.pages(File("a.csv", b'a,b\n1,"2\n3,4\n')))
    assert refusal.value.line.en == "a.csv:2: a quote opens here and is never closed"


def test_a_table_is_known_by_its_name_or_by_even_commas() -> None:
    assert csv.identify_table(File("a.csv", "글".encode()))
    assert csv.identify_table(File("-", b"a,b,c\n1,2,3\n4,5,6\n"))
    assert not csv.identify_table(File("-", b"a,b,c\n1,2\n4,5,6\n"))
    assert not csv.identify_table(File("a.csv", b"<table>"))
    assert not csv.identify_table(File("a.csv", b"\x01\x02"))
