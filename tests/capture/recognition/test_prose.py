"""What prose states beside tables: section budgets, breakdowns, growth, ranges, counts."""

from tests.capture.recognition.pages import spelled, tables

REPORT = """□ 사업구성
(단위: 천원)

| 과제 | 사업 | 예산 |
|---|---|---|
| 창업 | 창업공간(동)운영 | 12,300,400 |
| | 창업공간(서)운영 | 1,100,200 |
| 수출 | 해외시장진출지원 | 2,870,725 |
| | 박람회 운영 | 1,010,000 |
| 인재 | 사관학교 운영 | 4,200,300 |

1

창업공간운영

□ '24년 예산: 13,401백만원

2

해외시장 진출 지원

□ '24년 예산: 3,881백만원

※ 해외시장진출지원 2,871백만원 / 박람회 운영 1,010백만원

3

인재 아카데미

□ '24년 예산: 4,200백만원
"""


def related(text: str, **options) -> dict[str, list[tuple[str, str, str]]]:
    return {
        each.name: [(spelled(each, relation), relation.scope, relation.operation.value) for relation in each.relations]
        for each in tables(text, **options)
        if len(each.relations)
    }


def test_section_budgets_against_the_rows_of_a_table():
    found = related(REPORT)
    assert [each[1:] for each in found["창업공간운영"]] == [("unit", "sum")]
    assert [each[1:] for each in found["해외시장 진출 지원"]] == [
        ("breakdown", "sum"),
        ("unit", "sum"),
        ("unit", "same"),
        ("unit", "same"),
    ]
    assert "인재 아카데미" not in found


def test_an_alias_names_the_row_of_a_section():
    found = related(REPORT, aliases={"인재 아카데미": "사관학교 운영"})
    assert [each[1:] for each in found["인재 아카데미"]] == [("unit", "same")]


def test_growth_in_either_order_and_falls():
    found = related("(가'23년 355백만원 → '24년 723백만원, 203%↑)\n\n전년 대비 23% 감소(2,557시간 → 2,077시간)")
    relations = [each for those in found.values() for each in those]
    assert relations == [("B1 = C1+D1", "growth", "growth"), ("B3 = -C3+D3", "growth", "growth")]


def test_a_range_and_what_is_none():
    found = related("- 6개월~1개월 정도의 과정\n- 3 ~ 6월, 10시~12시, '22.7. ~ '26.6.")
    assert [each for those in found.values() for each in those] == [("B1 = B1+C1", "range", "order")]


def test_counts_against_their_lists():
    text = (
        "□ 실적\n\n설명회\t기타\n-\t간담회 2 업무협의 1\n\n- 1) 협의체 간담회(2회)\n - 1차(3월)\n - 2차(4월)\n"
        "- 2) 지원 업무협의(1회)\n - 협의(5월)\n"
    )
    relations = [each for those in related(text).values() for each in those]
    assert [each[1:] for each in relations] == [("count", "count"), ("count", "same")] * 2


def test_running_text_has_no_relations():
    text = "- 3개사 가운데 2개사(66.7%)를 지원\n- 설계: 10억원, 공사: 20억원\n- 총 30건 접수\n"
    assert related(text) == {}
