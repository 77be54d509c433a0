"""How a finding says its place, the same in the terminal, in a report and in a log of a build."""

from ledger.cube.books import Books
from ledger.model.entry import Measure
from ledger.model.finding import Where
from ledger.model.text import Text


def place(where: Where, books: Books) -> str:
    """`5-2/1 시비 '23 확보`: project, source, period and measure, as far as the finding names them."""
    labels = {period.key: period.label for period in books.periods}
    words = [where.project, where.source, labels.get(where.period or "", where.period)]
    if where.measure:
        words.append(str(Measure(where.measure).label))
    said = " ".join(word for word in words if word)
    return said or str(Text(en="the whole book", ko="장부 전체"))
