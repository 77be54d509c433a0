from ledger.api.history import unlock
from ledger.cli.parameters import Context
from ledger.cli.show import note
from ledger.cli.words import desk_of
from ledger.model.text import Text

HELP = Text(
    en="Remove the lock of a book whose owner is gone.\n\n"
    "Only when nobody has the book open: ask the one it names first.",
    ko="비정상 종료로 남은 장부 잠금을 풉니다.\n\n"
    "아무도 장부를 열고 있지 않을 때만 쓰십시오. 표시된 사람에게 먼저 확인하십시오.",
)


def run(context: Context) -> None:
    """See HELP."""
    holder = unlock(desk_of(context))
    if holder is None:
        note(Text(en="the book is not locked", ko="잠겨 있지 않습니다"))
    else:
        note(
            Text(en="unlocked; it was held by {holder}", ko="잠금을 풀었습니다. 잠근 쪽: {holder}").format(
                holder=holder.text
            )
        )
