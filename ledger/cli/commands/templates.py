from typing import Annotated

import typer

from ledger.api.reporting import templates
from ledger.cli.show import say_json, show_rows
from ledger.cli.streams import tell
from ledger.cli.words import JSON, desk_of
from ledger.model.text import Text

HELP = Text(en="List the report templates.", ko="보고서 서식을 보입니다.")


def run(context: typer.Context, as_json: Annotated[bool, JSON] = False) -> None:
    """See HELP."""
    every, refused = templates(desk_of(context))
    for refusal in refused:
        tell(refusal.line)
    if as_json:
        say_json({"schema": 1, "templates": [{"name": t.name, "title": t.title} for t in every]})
    else:
        show_rows((Text(en="Name", ko="이름"), Text(en="Title", ko="제목")), [(t.name, t.title) for t in every])
