from datetime import date
from typing import Annotated

from ledger.api.recording import set_fields
from ledger.cli.amounts import as_record, changed_fields, show_rows_changed, tell
from ledger.cli.parameters import Context
from ledger.cli.show import say_json
from ledger.cli.words import CORRECTION, DRY_RUN, JSON, ON, REASON, argument, desk_of
from ledger.model.entry import Act
from ledger.model.text import Text

HELP = Text(
    en="Change fields of a project, a source, a period or the book.\n\n"
    'ledger set 5-2 department=기업지원과 "contacts=과장: ○○○ / 0000"   ledger set source:기타 aliases=민간   '
    "ledger set book unit=천원",
    ko="사업·재원·연차·장부의 항목을 바꿉니다.\n\n"
    'ledger set 5-2 department=기업지원과 "contacts=과장: ○○○ / 0000"   ledger set source:기타 aliases=민간   '
    "ledger set book unit=천원",
)


def run(
    context: Context,
    target: Annotated[
        str,
        argument(
            Text(en="CODE, source:LABEL, period:ID or book", ko="관리번호, source:재원, period:연차 또는 book"), "CODE"
        ),
    ],
    assignments: Annotated[list[str], argument(Text(en="New values", ko="새 값"), "KEY=VALUE")],
    on: Annotated[date | None, ON] = None,
    correction: Annotated[bool, CORRECTION] = False,
    reason: Annotated[str, REASON] = "",
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    recorded = set_fields(
        desk_of(context), target, assignments, Act(effective=on, reason=reason), correction=correction, dry_run=dry_run
    )
    if as_json:
        say_json({**as_record(recorded), "rows": changed_fields(recorded)})
        return
    show_rows_changed(recorded)
    tell(recorded, dry_run=dry_run)
