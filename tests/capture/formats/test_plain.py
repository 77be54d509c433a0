"""The plain text book as people write it."""

from datetime import date

import pytest

from ledger.capture.file import File
from ledger.capture.formats import plain
from ledger.model.entry import Act, Instruction, Operator, Row
from ledger.model.errors import Refused
from ledger.model.money import MILLION


def read(text: str) -> list[Act]:
    return plain.read(File("a.ledger", text.encode()), MILLION)


def said(line: str) -> Instruction:
    [act] = read(line)
    [instruction] = act.instructions
    return instruction


def test_an_act_with_all_that_may_stand_in_it() -> None:
    text = """
; 2023년 본예산
2023-01-02 plan by=예산담당 basis=본예산 reason="공약 \\"실천\\" 계획; 수립" number=3 undoes=1 uid=u-3 ; 첫 전표
  + project 5-2 name="산·학·연 컨소시엄" order=2 contacts=[담당:김, "팀장: 이"]
  + source 2023 kind=own aliases=[]
  - project 5-2/9
  5-2/1 시비 2023 plan = 4백만원
  5-2/1 국비 2023 executed -500,000 paid=2023-12-20 entries=-1
"""
    assert read(text) == [
        Act(
            act="plan",
            effective=date(2023, 1, 2),
            by="예산담당",
            basis="본예산",
            reason='공약 "실천" 계획; 수립',
            number=3,
            undoes=1,
            uid="u-3",
            where="a.ledger:3",
            rows=[
                Row("project", "5-2", {"name": "산·학·연 컨소시엄", "order": 2, "contacts": ["담당:김", "팀장: 이"]}),
                Row("source", "2023", {"kind": "own"}),
                Row("project", "5-2/9", None),
            ],
            instructions=[
                Instruction(
                    project="5-2/1", source="시비", period="2023", measure="plan", won=4_000_000, where="a.ledger:7"
                ),
                Instruction(
                    project="5-2/1",
                    source="국비",
                    period="2023",
                    measure="executed",
                    won=-500_000,
                    operator=Operator.ADD,
                    entries=-1,
                    paid_on=date(2023, 12, 20),
                    where="a.ledger:8",
                ),
            ],
        )
    ]


def test_two_lines_make_a_test_case() -> None:
    [act] = read("U1 national 2026H1 secured 100\nU1 national 2026H1 executed 101\n")
    assert [(each.measure, each.won, each.where) for each in act.instructions] == [
        ("secured", 100, "a.ledger:1"),
        ("executed", 101, "a.ledger:2"),
    ]
    assert (act.act, act.effective, act.by) == ("", None, "")


def test_a_star_leaves_the_date_open_and_starts_an_act() -> None:
    acts = read("* plan\nU1 시비 2023 plan 1\n* by=김\nU1 시비 2023 plan 2")
    assert [(each.act, each.by, each.effective, len(each.instructions)) for each in acts] == [
        ("plan", "", None, 1),
        ("", "김", None, 1),
    ]


@pytest.mark.parametrize(
    ("line", "operator", "won"),
    [
        ("U 시비 23 plan 4,000,000", "+=", 4_000_000),
        ("U 시비 23 plan += 4", "+=", 4),
        ("U 시비 23 plan -= 4", "-=", 4),
        ("U 시비 23 plan -=4", "-=", 4),
        ("U 시비 23 plan =4백만원", "=", 4_000_000),
        ("U 시비 23 plan = 28억 8800만원", "=", 2_888_000_000),
        ("U 시비 23 plan △1,000 ; 감액", "+=", -1000),
        ("U 시비 23 plan 0", "+=", 0),
        ("U 시비 23 plan blank", "=", None),
        ("U 시비 23 plan = blank", "=", None),
        ('"5 - 2" 시비 23 plan 1', "+=", 1),
        ('"2023-01-02" 시비 23 plan 1', "+=", 1),
        ('"+" 시비 23 plan 1', "+=", 1),
    ],
)
def test_amounts_and_what_they_do(line: str, operator: str, won: int | None) -> None:
    instruction = said(line)
    assert (str(instruction.operator), instruction.won) == (operator, won)


def test_an_act_may_state_its_unit() -> None:
    first, second = read("* unit=백만원\nU 시비 23 plan 4\n* plan\nU 시비 23 plan 4")
    assert [each.instructions[0].won for each in (first, second)] == [4_000_000, 4]


@pytest.mark.parametrize(
    ("text", "en", "ko"),
    [
        (
            "\nU 시비 2023 plan",
            "a.ledger:2: a posting is: PROJECT SOURCE PERIOD MEASURE AMOUNT",
            "a.ledger:2: 기장 줄은 사업 재원 연차 단계 금액 순서입니다",
        ),
        (
            'U "시비 2023 plan 4',
            'a.ledger:1: a quote or bracket is not closed, or text follows it without a space: "시비 2023 plan 4',
            'a.ledger:1: 따옴표나 괄호가 닫히지 않았거나 뒤에 빈칸 없이 글이 붙었습니다: "시비 2023 plan 4',
        ),
        (
            '* by="a\\q"',
            'a.ledger:1: "a\\q" has an unknown escape; known are \\" \\\\ \\n \\t \\uXXXX',
            'a.ledger:1: "a\\q": 알 수 없는 이스케이프입니다. 쓸 수 있는 것: \\" \\\\ \\n \\t \\uXXXX',
        ),
        (
            "2023-02-30 plan",
            "a.ledger:1: '2023-02-30' is not a date like 2023-01-02",
            "a.ledger:1: '2023-02-30': 2023-01-02 같은 날짜가 아닙니다",
        ),
        (
            "+ file",
            "a.ledger:1: an attached file is: + file NAME content=BASE64",
            "a.ledger:1: 붙임 파일 줄은 + file 이름 content=BASE64 순서입니다",
        ),
        (
            "+ file 개소식.jpg content=/9hqcGV",
            "a.ledger:1: the content of file '개소식.jpg' is not base64",
            "a.ledger:1: 파일 '개소식.jpg'의 내용이 base64가 아닙니다",
        ),
        (
            "+ file a content=QQ==\n+ file a content=QQ==",
            "a.ledger:2: 'file a' stands twice",
            "a.ledger:2: 'file a' 두 번 나옵니다",
        ),
        (
            f"+ file a content={'A' * 4 * 700_000}",
            "a.ledger:1: file 'a' is larger than 2 MB",
            "a.ledger:1: 파일 'a': 2MB보다 큽니다",
        ),
        (
            "2023-1-2 plan",
            "a.ledger:1: '2023-1-2' is not a date like 2023-01-02",
            "a.ledger:1: '2023-1-2': 2023-01-02 같은 날짜가 아닙니다",
        ),
        (
            "* plan reason=본예산 편성",
            "a.ledger:1: '편성' is out of place; key=value is expected here (a text with spaces needs quotes)",
            "a.ledger:1: '편성' 자리가 아닙니다. 여기에는 키=값이 옵니다(빈칸이 든 글은 따옴표로 묶으십시오)",
        ),
        (
            "* plan resaon=가",
            "a.ledger:1: unknown key 'resaon' (did you mean 'reason'?)",
            "a.ledger:1: 없는 키 'resaon' (혹시 'reason' 입니까?)",
        ),
        ("* by=가 by=나", "a.ledger:1: 'by' stands twice", "a.ledger:1: 'by' 두 번 나옵니다"),
        ("* undoes=둘", "a.ledger:1: '둘' is not a whole number", "a.ledger:1: '둘': 정수가 아닙니다"),
        (
            "* unit=만원",
            "a.ledger:1: unknown unit '만원'; use one of 원, 천원, 백만원, 억원",
            "a.ledger:1: 없는 단위 '만원'. 원, 천원, 백만원, 억원 가운데 쓰십시오",
        ),
        (
            "+ project",
            "a.ledger:1: a register row is: + REGISTER KEY field=value..., or - REGISTER KEY",
            "a.ledger:1: 대장 줄은 + 대장 키 항목=값..., 또는 - 대장 키 순서입니다",
        ),
        (
            "- project 5-2 name=가",
            "a.ledger:1: a register row is: + REGISTER KEY field=value..., or - REGISTER KEY",
            "a.ledger:1: 대장 줄은 + 대장 키 항목=값..., 또는 - 대장 키 순서입니다",
        ),
        (
            "+ projcet 5-2 name=가",
            "a.ledger:1: unknown register 'projcet' (did you mean 'project'?)",
            "a.ledger:1: 없는 대장 'projcet' (혹시 'project' 입니까?)",
        ),
        (
            "+ project 5-2 name=가\n+ project 5-2 name=나",
            "a.ledger:2: 'project 5-2' stands twice, first at a.ledger:1",
            "a.ledger:2: 'project 5-2' 두 번 나옵니다. 앞의 것: a.ledger:1",
        ),
        (
            '+ source 국비 kind=own aliases=[a, "b" c]',
            'a.ledger:1: a list is [a, "b c"], not [a, "b" c]',
            'a.ledger:1: 목록은 [a, "b c"] 처럼 씁니다: [a, "b" c]',
        ),
        (
            "U 시비 23 plan += blank",
            "a.ledger:1: += needs an amount, not blank",
            "a.ledger:1: += 뒤에는 blank 아닌 금액이 옵니다",
        ),
        (
            "U 시비 23 plan 1 paid=어제",
            "a.ledger:1: '어제' is not a date like 2023-01-02",
            "a.ledger:1: '어제': 2023-01-02 같은 날짜가 아닙니다",
        ),
        (
            "U 시비 23 plan 1 on=2023-01-02",
            "a.ledger:1: unknown key 'on' (use one of paid, entries)",
            "a.ledger:1: 없는 키 'on' (쓸 수 있는 것: paid, entries)",
        ),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, en: str, ko: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(text)
    assert (refusal.value.line.en, refusal.value.line.ko) == (en, ko)


@pytest.mark.parametrize("amount", ["1,23", "-", "1e6", "4명", "10000000000000001", "1_000", "٣٤", "1.5"])
def test_amounts_that_cannot_be_read_name_their_line(amount: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(f"\nU 시비 23 plan {amount}")
    assert refusal.value.line.en.startswith("a.ledger:2: ")
