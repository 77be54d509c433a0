from typing import Annotated

from ledger.api.history import undo
from ledger.cli.amounts import as_record, show_changes, show_rows_changed, tell
from ledger.cli.parameters import Context
from ledger.cli.show import say_json
from ledger.cli.words import DRY_RUN, JSON, PROCEDURE, REASON, argument, desk_of, option
from ledger.model.text import Text

HELP = Text(
    en="Take back one transaction by recording its reverse. Both stay in the log.\n\n"
    "Refused when later transactions touched the same cells; --force takes it back all the same.",
    ko="전표 하나를 되돌립니다. 반대 전표를 기록하며, 둘 다 기록에 남습니다.\n\n"
    "뒤에 같은 칸을 바꾼 전표가 있으면 거절합니다. --force를 주면 그래도 되돌립니다.",
)


def run(
    context: Context,
    number: Annotated[int, argument(Text(en="Number of the transaction", ko="전표 번호"), "NUMBER")],
    reason: Annotated[str, REASON] = "",
    procedure: Annotated[str, PROCEDURE] = "",
    force: Annotated[
        bool, option("--force", Text(en="Even if later ones touched its cells", ko="뒤에 바뀐 칸이 있어도"))
    ] = False,
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    undone = undo(desk_of(context), number, reason=reason, procedure=procedure, force=force, dry_run=dry_run)
    if as_json:
        say_json(as_record(undone))
        return
    show_changes(undone)
    show_rows_changed(undone)
    tell(undone, dry_run=dry_run)
