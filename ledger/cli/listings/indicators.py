from decimal import Decimal
from typing import Any

from ledger.cli.listing import Asked, Listing
from ledger.cube.attainment import Score, attained, courses, rate_figure, value_text
from ledger.model.project import is_within
from ledger.model.text import Text

KOREAN = ("성과지표", "지표")


def listing(asked: Asked) -> Listing:
    """Each with its last period that has a value, and what has been reached to date."""
    books = asked.books
    pledges = asked.pledges(books)
    heads = (
        Text(en="Code", ko="지표코드"),
        Text(en="Indicator", ko="성과지표"),
        Text(en="Unit", ko="단위"),
        Text(en="Direction", ko="방향"),
        Text(en="Last", ko="최근"),
        Text(en="Target", ko="목표"),
        Text(en="Actual", ko="실적"),
        Text(en="Attainment", ko="달성률"),
        Text(en="To date", ko="누계 실적"),
        Text(en="Attainment to date", ko="누계 달성률"),
    )
    labels = {period.key: period.label for period in books.periods}
    keys = [pledge.key for pledge in pledges]
    every = len(keys) == len(books.pledges)
    rows, records = [], []
    for course in courses(books):
        indicator = course.indicator
        if not every and not any(is_within(indicator.project, key) for key in keys):
            continue
        measured = [key for key in course.scores if key in course.actuals]
        period = (measured or list(course.scores) or [""])[-1]
        score = course.scores.get(period, Score())
        target, actual = (side[period].value if period in side else None for side in (course.targets, course.actuals))
        total = None if course.actual is None else value_text(course.actual)
        direction = str(indicator.direction.label) if indicator.direction else ""
        told = (target, actual, attained(score), total, attained(course.total))
        labelled = (indicator.key, indicator.name, indicator.unit, direction, labels.get(period, ""))
        rows.append((*labelled, *(text or "" for text in told)))
        records.append(
            {
                "code": indicator.key,
                **indicator.body(),
                "period": period or None,
                "target": target,
                "actual": actual,
                **_judgement(score),
                "total": {"actual": total, "periods": list(course.counted), **_judgement(course.total)},
            }
        )
    return Listing(heads, rows, records, amounts=(5, 6, 7, 8, 9))


def _judgement(score: Score) -> dict[str, Any]:
    """The attainment in per cent as a decimal text, and whether the target was met; null where nothing can be said."""
    figure = None if score.rate is None else rate_figure(score.rate)
    return {
        "attainment": None if figure is None else str(Decimal(figure.value).scaleb(figure.exponent)),
        "met": score.met,
        "approximate": score.about,
    }
