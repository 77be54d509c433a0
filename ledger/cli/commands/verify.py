from pathlib import Path
from typing import Annotated

from ledger.api.history import verify_book
from ledger.api.reporting import verify_report
from ledger.cli.parameters import Context, Ended
from ledger.cli.show import note, say, say_json
from ledger.cli.words import JSON, argument, desk_of
from ledger.model.text import Text

HELP = Text(
    en="Prove the book (chain, guards, balances), or that a workbook still says what the book said.\n\n"
    "Ends with 1 when something was changed. A tail cut off together with every report handed in cannot be proved.",
    ko="장부를 검증합니다: 전표 해시, 변경 방지 장치, 잔액. 통합문서를 주면 장부와 대조합니다.\n\n"
    "바뀐 것이 있으면 1로 끝납니다. 장부 끝을 잘라 내고 제출본까지 모두 없앤 경우는 증명하지 못합니다.",
)


def run(
    context: Context,
    report: Annotated[
        Path | None, argument(Text(en="A workbook that was handed in", ko="제출된 통합문서"), "REPORT.xlsx")
    ] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    if report is not None:
        _report(context, report, as_json=as_json)
        return
    damages, number, node, head = verify_book(desk_of(context))
    if as_json:
        listed = [{"kind": d.kind, "transaction": d.number, "message": str(d.message)} for d in damages]
        say_json({"schema": 1, "book": node, "number": number, "head": head, "damages": listed})
    else:
        for damage in damages:
            say(damage.message)
        said = Text(
            en="book {node}, {number} transactions, head {head}", ko="장부 {node}, 전표 {number}건, 해시 {head}"
        )
        note(said.format(node=node[:8], number=number, head=head[:16]))
        if not damages:
            note(
                Text(
                    en="sound: chain, guards and balances hold",
                    ko="이상 없음: 해시 연결, 변경 방지 장치, 잔액이 모두 맞습니다",
                )
            )
    raise Ended(1 if damages else 0)


_BLANK = Text(en="(blank)", ko="(빈칸)")
_VERDICTS = {
    "matches": Text(en="matches the book as it is", ko="지금 장부와 일치합니다"),
    "older": Text(
        en="matches the book up to transaction {number} ({behind} came after it)",
        ko="전표 {number}까지의 장부와 일치합니다(그 뒤 전표 {behind}건)",
    ),
    "changed": Text(en="{count} cells were changed", ko="칸 {count}개가 바뀌었습니다"),
    "another-book": Text(en="was made from another book", ko="다른 장부에서 만든 것입니다"),
    "unknown-state": Text(
        en="names a state that this book never had: one of the two was rewritten",
        ko="이 장부에 없던 상태가 적혀 있습니다. 둘 가운데 하나가 고쳐졌습니다",
    ),
}


def _report(context: Context, path: Path, *, as_json: bool) -> None:
    state = verify_report(desk_of(context), path)
    if as_json:
        cells = [dict(zip(("sheet", "cell", "book", "report"), cell, strict=True)) for cell in state.cells]
        say_json(
            {
                "schema": 1,
                "verdict": state.verdict,
                "behind": state.behind,
                "cells": cells,
                "uncalculated": state.uncalculated,
            }
        )
    else:
        for sheet, cell, was, now in state.cells:
            said = Text(
                en="{sheet}!{cell}: the book says '{was}', the report '{now}'",
                ko="{sheet}!{cell}: 장부 '{was}', 보고서 '{now}'",
            )
            say(said.format(sheet=sheet, cell=cell, was=was or _BLANK, now=now or _BLANK))
        if state.uncalculated:
            said = Text(
                en="{count} formulas were saved without their value: open and save the workbook in Excel",
                ko="계산값 없이 저장된 수식 {count}칸: 엑셀에서 열어 다시 저장하십시오",
            )
            note(said.format(count=state.uncalculated))
        verdict = _VERDICTS[state.verdict].format(number=state.number, behind=state.behind, count=len(state.cells))
        note(Text(en="{path}: {verdict}", ko="{path}: {verdict}").format(path=path.name, verdict=verdict))
    raise Ended(0 if state.verdict in ("matches", "older") else 1)
