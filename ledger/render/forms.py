"""Forms as workbooks: as they go out, and as they are given back with their faults."""

from collections.abc import Mapping, Sequence

from ledger.model.form import Answers, Form, Spot
from ledger.model.text import Text


def draw(
    form: Form,
    answers: Answers | None = None,
    faults: Mapping[Spot, Sequence[Text]] | None = None,
    reasons: Sequence[Text] = (),
) -> bytes:
    """The workbook of a form; the same form gives the same bytes.

    With `answers` it is a form given back: the inputs hold what was handed in, as it was typed, those with `faults`
    are marked and commented, and a first sheet lists all faults, `reasons` of the whole file before them.
    """
    from ledger.render.form.book import plan
    from ledger.workbook.write import write

    return write(plan(form, answers, faults or {}, reasons)).data
