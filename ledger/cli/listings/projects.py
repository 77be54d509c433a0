from ledger.cli.listing import Asked, Listing, public
from ledger.model.entry import Measure
from ledger.model.money import stated, unit_named
from ledger.model.project import is_within
from ledger.model.text import Text

KOREAN = ("사업",)


def listing(asked: Asked) -> Listing:
    """Every project of the pledges asked for, with its money."""
    books = asked.books
    pledges = asked.pledges(books)
    unit = unit_named(books.book.unit)
    heads = (
        Text(en="Code", ko="관리번호"),
        Text(en="Name", ko="사업명"),
        Text(en="Department", ko="주관부서"),
        *(Text(en=f"{m.label.en.capitalize()} ({unit})", ko=f"{m.label.ko}({unit})") for m in Measure),
    )
    rows, records = [], []
    for project in books.projects:
        if any(is_within(project.key, pledge.key) for pledge in pledges):
            sums = {measure.value: books.cube.won(measure, project.key) for measure in Measure}
            told = ("" if won is None else stated(won, unit) for won in sums.values())
            rows.append((project.key, project.name, project.department, *told))
            records.append({"code": project.key, **public(project), **sums})
    return Listing(heads, rows, records, amounts=(3, 4, 5))
