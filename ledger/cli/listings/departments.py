from ledger.cli.listing import Asked, Listing
from ledger.cube.departments import in_charge, sums_by_department
from ledger.model.entry import Measure
from ledger.model.money import stated, unit_named
from ledger.model.registers.department import Department
from ledger.model.text import Text

KOREAN = ("부서",)


def listing(asked: Asked) -> Listing:
    """Every department in charge of a pledge asked for or of a unit project in one: how many of each, how much, and
    what it was called before. Every project and amount is counted once."""
    books = asked.books.about(asked.pledges(asked.books))
    unit = unit_named(books.book.unit)
    heads = (
        Text(en="Department", ko="부서"),
        Text(en="Formerly", ko="이전 이름"),
        Text(en="Pledges", ko="공약"),
        Text(en="Unit projects", ko="단위사업"),
        *(Text(en=f"{m.label.en.capitalize()} ({unit})", ko=f"{m.label.ko}({unit})") for m in Measure),
    )
    charge = in_charge(books.projects)
    former = {each.key: each for each in books.records(Department)}
    rows, records = [], []
    for name, sums in sums_by_department(books.projects, books.cube.cells).items():
        pledges = sum(charge[pledge.key] == name for pledge in books.pledges)
        units = sum(charge[key] == name for key in charge if "/" in key and key in books.names.leaves)
        was = former.get(name)
        told = ("" if won is None else stated(won, unit) for won in sums.values())
        rows.append((name or str(Text(en="(none)", ko="(미기재)")), _history(was), str(pledges), str(units), *told))
        records.append(
            {
                "name": name,
                "pledges": pledges,
                "unit_projects": units,
                **{measure.value: won for measure, won in sums.items()},
                **(was.body() if was else {"formerly": []}),
            }
        )
    return Listing(heads, rows, records, amounts=(2, 3, 4, 5, 6))


def _history(department: Department | None) -> str:
    if department is None:
        return ""
    names = ", ".join(department.formerly)
    since = department.since.isoformat() if department.since else ""
    return str(Text(en="{names} (until {since})", ko="{names} ({since} 변경)").format(names=names, since=since))
