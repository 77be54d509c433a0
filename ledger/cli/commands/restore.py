from pathlib import Path
from typing import Annotated

from ledger.api.history import kept_copies, restore
from ledger.cli.parameters import Context
from ledger.cli.show import note, say
from ledger.cli.words import argument, desk_of
from ledger.model.errors import Refused
from ledger.model.text import Text

HELP = Text(
    en="Bring back a copy of the book under a new name; without arguments, list the copies.\n\n"
    "A copy is kept at the first recording of each day. The book itself is never replaced.",
    ko="보관본을 새 이름으로 되살립니다. 인자 없이 쓰면 보관본 목록을 보입니다.\n\n"
    "보관본은 날마다 첫 기록 때 만듭니다. 지금 장부를 덮어쓰지 않습니다.",
)


def run(
    context: Context,
    copy: Annotated[Path | None, argument(Text(en="The copy", ko="보관본"), "COPY")] = None,
    target: Annotated[Path | None, argument(Text(en="The new book", ko="새 장부 파일"), "NEW")] = None,
) -> None:
    """See HELP."""
    if copy is None:
        for kept in kept_copies(desk_of(context)):
            say(str(kept))
        return
    if target is None:
        raise Refused(
            Text(en="missing argument: NEW", ko="빠진 인자: NEW"),
            way_out=Text(en="the name of the new book", ko="새 장부 파일 이름"),
        )
    number = restore(copy, target)
    note(
        Text(en="{target}: brought back, {number} transactions", ko="{target}: 되살렸습니다. 전표 {number}건").format(
            target=target, number=number
        )
    )
