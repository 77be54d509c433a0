from ledger.cli.listing import Asked, Listing
from ledger.model.entry import Measure
from ledger.model.money import printed
from ledger.model.registers.predecessor import Predecessor
from ledger.model.text import Text

KOREAN = ("이전번호", "이전관리번호")


def listing(asked: Asked) -> Listing:
    """The projects that came from the book of the last term: old and new code, and the 기투자 they brought."""
    books = asked.books
    heads = (
        Text(en="Term", ko="임기"),
        Text(en="Old code", ko="이전 관리번호"),
        Text(en="New code", ko="새 관리번호"),
        Text(en="Name", ko="사업명"),
        Text(en="Prior (원)", ko="기투자(원)"),
        Text(en="Old book", ko="이전 장부"),
    )
    shown = {pledge.key for pledge in asked.pledges(books)}
    prior = [period.key for period in books.periods if period.is_prior]
    rows, records = [], []
    for each in books.records(Predecessor):
        project = books.names.projects.get(each.key)
        if project is None or each.key.split("/")[0] not in shown:
            continue
        won = books.cube.sum(Measure.EXECUTED, each.key, periods=prior)
        told = "" if won is None else printed(won)
        book = str(Text(en="{book} No. {number}", ko="{book} 전표 {number}")).format(
            book=each.book[:8], number=each.number
        )
        rows.append((each.term, each.code, each.key, project.name, told, book))
        records.append({"new": each.key, **each.body(), "name": project.name, "prior": won})
    return Listing(heads, rows, records, amounts=(4,))
