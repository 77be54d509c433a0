"""Documents to draw: the two money tables of seed 003, its rates, and the same with amounts that are not whole."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ledger.model.document import Document, Fields, Grid, Heading, Note, Sheet, Stamp, Title
from ledger.model.money import MILLION, printed
from ledger.model.relation import Operation, Part, Place, Relation
from ledger.model.table import Figure, Kind, Role, Table, TableCell

UNITS = ("산·학·연 협력체계 구축", "산·학·연 연계 맞춤형 기업 지원", "특화산업에 맞는 전문인재 양성")
SOURCES = ("국비", "도비", "시비", "기타")
PERIODS = ("기투자", "'22.7.", "'23", "'24", "'25", "'26.6.", "임기후")
HEADS = ("단위사업", "구분", "계", *PERIODS)

Row = tuple[int | None, ...]
Rows = tuple[Row, ...]

_NONE: Row = (None,) * 7
PLAN: Rows = (
    _NONE,
    _NONE,
    (None, None, 4, 4, 4, 4, 4),
    _NONE,
    (None, 18, 18, 18, 18, 18, 18),
    (None, 884, 180, 180, 180, 180, 180),
    (None, 897, 560, 560, 560, 560, 560),
    _NONE,
    (1052, 3270, 3270, 3270, 3270, 3270, 2503),
    _NONE,
    (124, 270, 270, 270, 270, 270, 220),
    (147, 1020, 1020, 1020, 1020, 1020, 220),
)
SECURED: Rows = tuple((*row[:3], None, None, None, None) for row in PLAN)

# Won behind 백만원, so chosen that sums of rounded parts miss the rounded sum.
UNEVEN: Rows = (
    _NONE,
    (1_400_000, 1_400_000, 1_400_000, None, 0, -2_500_000, None),
    (None, 499_999, 500_000, 4_000_000, 4_499_999, 4_500_000, 999_999),
    _NONE,
    *((None, 18_300_000, 17_700_001, 18_000_000, 18_499_999, 18_500_000, 18_000_001),) * 3,
    _NONE,
    (1_052_123_456, 3_270_500_000, 3_269_500_000, 3_270_499_999, 3_270_000_000, 3_270_000_000, 2_503_000_000),
    _NONE,
    (124_000_000, 270_400_000, 270_400_000, 270_400_000, 270_400_000, 270_400_000, 220_000_000),
    (147_600_000, 1_020_000_000, 1_020_600_000, 1_020_600_000, 1_020_600_000, 1_020_600_000, 220_000_000),
)


def figure(won: int | None, rounding: str = "half-up") -> Figure:
    if won is None:
        return Figure(kind=Kind.BLANK)
    whole = abs(won) // 10**6 if rounding == "truncate" else (abs(won) + 500_000) // 10**6
    return Figure(whole if won >= 0 else -whole, won=won, kind=Kind.VALUE if won else Kind.ZERO)


def amount(figures: Sequence[Figure], role: Role = Role.AMOUNT) -> TableCell:
    said = ["" if f.kind is Kind.BLANK else "-" if f.kind is Kind.ZERO else printed(f.value) for f in figures]
    text = said[0] if len(said) < 2 or not said[1] else f"{said[0]} ({said[1]})"
    return TableCell(text, tuple(figures) if text else (), role)


def total(values: Sequence[int | None]) -> int | None:
    there = [each for each in values if each is not None]
    return sum(there) if there else None


def money_table(name: str, title: str, layers: Sequence[Rows], rounding: str = "half-up") -> Table:
    """The official grid over amounts in 원: total row first, then four sources a unit project."""

    def cell(values: Sequence[int | None], role: Role = Role.AMOUNT) -> TableCell:
        return amount([figure(won, rounding) for won in values], role)

    sums = [[total(row) for row in rows] for rows in layers]
    columns = [[total([row[period] for row in rows]) for period in range(7)] for rows in layers]
    top = [
        TableCell("합  계", role=Role.TOTAL_LABEL, columns=2),
        None,
        cell([total(each) for each in sums], Role.TOTAL),
        *(cell([layer[period] for layer in columns], Role.TOTAL) for period in range(7)),
    ]
    rows: list[list[TableCell | None]] = [[TableCell(text, role=Role.HEAD) for text in HEADS], top]
    for index in range(12):
        label = TableCell(UNITS[index // 4], role=Role.LABEL, rows=4) if index % 4 == 0 else None
        source = TableCell(SOURCES[index % 4], role=Role.LABEL)
        amounts = [cell([layer[index][period] for layer in layers]) for period in range(7)]
        rows.append([label, source, cell([each[index] for each in sums]), *amounts])
    return Table(
        name=name,
        title=title,
        unit="백만원",
        rounding=rounding,
        rows=tuple(map(tuple, rows)),
        labels=2,
        measures=("확보", "집행")[: len(layers)] if len(layers) > 1 else (),
        relations=tuple(relations(len(layers))),
        breaks=(2, 6, 10),
    )


def relations(layers: int) -> list[Relation]:
    found = []
    for layer in range(layers):
        for row in range(2, 14):
            parts = tuple(Part(Place(row, column, layer)) for column in range(3, 10))
            found.append(Relation(Place(row, 2, layer), parts, "row"))
        for column in range(2, 10):
            parts = tuple(Part(Place(row, column, layer)) for row in range(2, 14))
            found.append(Relation(Place(1, column, layer), parts, "column"))
    return found


def rates_table(plan: Table, secured: Table) -> Table:
    """Two rates with their formulas; numerators and denominators are the totals of the other tables."""

    def won(table: Table, index: int) -> int:
        cell = table.rows[1][2]
        assert cell is not None
        return cell.figures[index].won or 0

    places = {
        "계획": Place(1, 2, 0, plan.name),
        "확보": Place(1, 2, 0, secured.name),
        "집행": Place(1, 2, 1, secured.name),
    }
    wons = {"계획": won(plan, 0), "확보": won(secured, 0), "집행": won(secured, 1)}
    rows: list[tuple[TableCell | None, ...]] = [
        tuple(TableCell(text, role=Role.HEAD) for text in ("지표", "산식", "분자", "분모", "비율"))
    ]
    found = []
    for row, (name, over, under) in enumerate(
        (
            ("재정확보율(총계)", "확보", "계획"),
            ("집행률(확보 대비)", "집행", "확보"),
            ("집행률(계획 대비)", "집행", "계획"),
        ),
        1,
    ):
        rate = (wons[over] * 10_000 * 2 + wons[under]) // (2 * wons[under])
        text = f"{rate // 100}.{rate % 100:02d}%"
        operands = [amount([figure(wons[each], plan.rounding)]) for each in (over, under)]
        cells = (
            TableCell(name, role=Role.LABEL),
            TableCell(f"{over}액 ÷ {under}액"),
            *operands,
            TableCell(text, (Figure(rate, -2, "%"),), Role.AMOUNT),
        )
        rows.append(cells)
        for column, each in ((2, over), (3, under)):
            found.append(Relation(Place(row, column), (Part(places[each]),), "link"))
        parts = (Part(Place(row, 2)), Part(Place(row, 3)))
        found.append(Relation(Place(row, 4), parts, "rate", Operation.RATIO))
    return Table(
        name="rates", title="주요 비율", unit="백만원", rounding=plan.rounding, rows=tuple(rows), relations=tuple(found)
    )


CONTACTS = Fields(
    (
        (("공약명", "고양시 인재양성을 위한 산·학·연 컨소시엄 체계 구축"),),
        (("주관부서\n(팀명)", "기업지원과\n(창업지원팀)"), ("과장", ""), ("연락처", "")),
        (("", ""), ("팀장", ""), ("연락처", "")),
        (("", ""), ("담당자", ""), ("연락처", "")),
    )
)
PLAIN = Fields(
    (
        (("공약명", "고양시 인재양성을 위한 산·학·연 컨소시엄 체계 구축"),),
        (("주관부서", "기업지원과 (창업지원팀)"), ("기준일", "2023. 12. 31.")),
        (("작성부서", "기획담당관"), ("판", "2023년 하반기")),
    )
)

STAMP = Stamp(
    book="3f2a9c1d4e5b6a7f8091a2b3c4d5e6f7",
    number=27,
    head="9a" * 32,
    as_of=date(2023, 12, 31),
    template="pledge-card",
    options=(("unit", "백만원"),),
    tool="ledger 0.1",
)


def document(*sheets: Sheet) -> Document:
    return Document(
        title="공약사항 추진실적 관리카드", subject="공약사항 실천계획 추진현황", sheets=sheets, stamp=STAMP
    )


def card(name: str, fields: Fields, plan: Table, secured: Table, *, rates: bool = False) -> Sheet:
    note = "윗줄은 확보액, 아랫줄 ( )는 집행액임. 빈칸은 해당 없음, “-”는 0, “△”는 감액을 뜻함."
    blocks = [
        Title("공약사항 추진실적 관리카드"),
        fields,
        Heading("연도별 투자계획(사업비)"),
        Grid(plan),
        Heading("연도별 확보(집행)액"),
        Grid(replace(secured, notes=(note,))),
    ]
    if rates:
        blocks += [Heading("주요 비율"), Grid(rates_table(plan, secured)), Note("비율은 서로 더하지 않음.")]
    return Sheet(name, tuple(blocks))


def in_won(rows: Rows) -> Rows:
    return tuple(tuple(None if each is None else each * MILLION.won for each in row) for row in rows)


def whole(prefix: str = "") -> tuple[Table, Table]:
    """The two tables of seed 003: every amount whole in 백만원."""
    return (
        money_table(f"{prefix}plan", "연도별 투자계획(사업비)", [in_won(PLAN)]),
        money_table(f"{prefix}secured", "연도별 확보(집행)액", [in_won(SECURED)] * 2),
    )


def uneven(rounding: str) -> tuple[Table, Table]:
    """Amounts with a rest below 백만원, under half-up or truncation; executed is a little less than secured."""
    executed = tuple(tuple(None if each is None else each - 300_000 * (each > 10**6) for each in row) for row in UNEVEN)
    return (
        money_table("plan", "연도별 투자계획(사업비)", [UNEVEN], rounding),
        money_table("secured", "연도별 확보(집행)액", [UNEVEN, executed], rounding),
    )


def report_003(fields: Fields = PLAIN, *, rates: bool = False) -> Document:
    return document(card("5-2", fields, *whole(), rates=rates))


def report_uneven(rounding: str) -> Document:
    return document(card("5-2", PLAIN, *uneven(rounding), rates=True))


def controlled() -> Table:
    """단수조정 by hand: every cell within one of exact, every printed total the sum of its printed parts."""
    wons = ((1_400_000, 1_400_000, 1_400_000), (2_600_000, 2_300_000, 300_000))
    shown = ((1, 1, 2), (3, 2, 0))
    whole = [*zip(wons, shown, strict=True)]
    whole.append((tuple(map(sum, zip(*wons, strict=True))), tuple(map(sum, zip(*shown, strict=True)))))
    rows: list[tuple[TableCell, ...]] = [
        tuple(TableCell(text, role=Role.HEAD) for text in ("구분", "계", "'23", "'24", "'25"))
    ]
    for label, (exact, values) in zip(("국비", "시비", "합 계"), whole, strict=True):
        role, name = (Role.TOTAL, Role.TOTAL_LABEL) if label == "합 계" else (Role.AMOUNT, Role.LABEL)
        figures = [Figure(sum(values), won=sum(exact)), *map(lambda v, w: Figure(v, won=w), values, exact)]
        rows.append((TableCell(label, role=name), *(amount([each], role) for each in figures)))
    found = [Relation(Place(row, 1), tuple(Part(Place(row, c)) for c in (2, 3, 4)), "row") for row in (1, 2, 3)]
    found += [Relation(Place(3, c), (Part(Place(1, c)), Part(Place(2, c))), "column") for c in (1, 2, 3, 4)]
    rows.append(
        (
            TableCell("국비 비중", role=Role.LABEL),
            amount([Figure(4468, -2, "%")]),
            *(TableCell("", role=Role.AMOUNT) for _ in range(3)),
        )
    )
    found.append(Relation(Place(4, 1), (Part(Place(1, 1)), Part(Place(3, 1))), "rate", Operation.RATIO))
    return Table(
        name="controlled",
        title="단수조정",
        unit="백만원",
        rounding="controlled",
        rows=tuple(rows),
        relations=tuple(found),
    )


def report_controlled() -> Document:
    return document(Sheet("단수조정", (Title("단수조정"), Grid(controlled()))))


def report_across() -> Document:
    """Two cards, and a sheet that sums their totals; its name needs quotes in a formula."""
    cards = [(name, *whole(f"{name}/")) for name in ("1-1", "1-2")]
    figures = [[table.rows[1][2].figures[0].won for table in (plan, secured)] for _, plan, secured in cards]
    rows: list[tuple[TableCell, ...]] = [
        tuple(TableCell(text, role=Role.HEAD) for text in ("공약", "계획", "확보", "미확보"))
    ]
    found: list[Relation] = []
    for row, ((name, plan, secured), (planned, there)) in enumerate(zip(cards, figures, strict=True), 1):
        wons = (planned, there, planned - there)
        rows.append((TableCell(name, role=Role.LABEL), *(amount([figure(won)]) for won in wons)))
        found += [
            Relation(Place(row, 1), (Part(Place(1, 2, 0, plan.name)),), "link"),
            Relation(Place(row, 2), (Part(Place(1, 2, 0, secured.name)),), "link"),
            Relation(Place(row, 3), (Part(Place(row, 1)), Part(Place(row, 2), -1)), "row"),
        ]
    columns = [sum(values) for values in zip(*figures, strict=True)]
    totals = (*columns, columns[0] - columns[1])
    rows.append((TableCell("합 계", role=Role.TOTAL_LABEL), *(amount([figure(won)], Role.TOTAL) for won in totals)))
    found += [Relation(Place(3, c), (Part(Place(1, c)), Part(Place(2, c))), "column") for c in (1, 2, 3)]
    table = Table(name="summary", title="총괄", unit="백만원", rows=tuple(rows), relations=tuple(found))
    sheets = [card(name, PLAIN, plan, secured) for name, plan, secured in cards]
    return document(Sheet("총괄 '23", (Title("공약사업 총괄"), Grid(table))), *sheets)


def report_empty() -> Document:
    """A new book: nothing was recorded, so totals are blank and rates a dash."""
    blank = (_NONE,) * 12
    plan, secured = money_table("plan", "투자계획", [blank]), money_table("secured", "확보(집행)", [blank] * 2)
    dash = amount([Figure(kind=Kind.DASH)])
    rates = Table(
        name="rates",
        unit="백만원",
        rows=(
            tuple(TableCell(text, role=Role.HEAD) for text in ("지표", "비율")),
            (
                TableCell("재정확보율(총계)", role=Role.LABEL),
                replace(dash, text="-", figures=(Figure(kind=Kind.DASH),)),
            ),
        ),
        relations=(
            Relation(
                Place(1, 1),
                (Part(Place(1, 2, 0, "secured")), Part(Place(1, 2, 0, "plan"))),
                "rate",
                Operation.RATIO,
            ),
        ),
    )
    return document(Sheet("빈 장부", (Title("빈 장부"), Grid(plan), Grid(secured), Grid(rates))))


def all_reports() -> dict[str, Document]:
    return {
        "whole": report_003(CONTACTS, rates=True),
        "half-up": report_uneven("half-up"),
        "truncate": report_uneven("truncate"),
        "controlled": report_controlled(),
        "across": report_across(),
        "empty": report_empty(),
    }
