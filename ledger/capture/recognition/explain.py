"""What was understood of a document, for `--explain-tables`: so that a user can see why."""

from collections.abc import Iterator, Sequence

from ledger.model.relation import Relation
from ledger.model.table import Table
from ledger.model.text import Text, joined, same

_TABLE = Text(
    en="{name}: lines {first}-{last}, {heads} header rows, {labels} label columns, unit {unit}",
    ko="{name}: {first}~{last}행, 머리글 {heads}행, 이름 {labels}열, 단위 {unit}",
)
_NO_UNIT = Text(en="not stated", ko="적혀 있지 않음")
_HEADS = Text(en="  headers: {texts}", ko="  머리글: {texts}")
_KIND = Text(
    en="  {scope} ({operation}): {count}, the first {cell} of {parts}; {because}; confidence {confidence}%",
    ko="  {scope}({operation}): {count}개, 처음 {cell}, 항목 {parts}개. {because}. 확신도 {confidence}%",
)
_NONE = Text(en="  no relations", ko="  합계 관계 없음")


def explained(tables: Sequence[Table]) -> list[Text]:
    """A few lines per table: where it is, its heads and unit, and each kind of relation with its reason."""
    return [line for table in tables for line in _explained(table)]


def _explained(table: Table) -> Iterator[Text]:
    yield _TABLE.format(
        name=table.name,
        first=table.lines[0] if table.lines else 1,
        last=table.lines[-1] if table.lines else len(table.rows),
        heads=table.heads,
        labels=table.labels,
        unit=same(table.unit) if table.unit else _NO_UNIT,
    )
    if table.heads:
        printed = [cell.text for cell in table.rows[table.heads - 1] if cell is not None and cell.text]
        yield _HEADS.format(texts=joined(map(same, printed), " | "))
    kinds: dict[tuple[str, str, str, int], tuple[Relation, int]] = {}
    for relation in table.relations:
        key = (relation.scope, relation.operation.value, relation.because, relation.confidence)
        first, count = kinds.get(key, (relation, 0))
        kinds[key] = (first, count + 1)
    for (scope, operation, because, confidence), (first, count) in kinds.items():
        yield _KIND.format(
            scope=scope,
            operation=operation,
            count=count,
            cell=table.address(first.total.row, first.total.column) if not first.total.table else first.total.table,
            parts=len(first.parts),
            because=because,
            confidence=confidence,
        )
    if not kinds:
        yield _NONE
