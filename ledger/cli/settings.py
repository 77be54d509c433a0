"""The options that go before every command, and the desk that they make."""

import os
from pathlib import Path
from typing import Annotated

from ledger.api.desk import desk_of
from ledger.cli.parameters import Context
from ledger.cli.streams import tell
from ledger.cli.words import option
from ledger.model.errors import Refused
from ledger.model.text import Text


def run(
    context: Context,
    book: Annotated[
        Path | None,
        option(
            "--book",
            Text(
                en="The book; else $LEDGER_BOOK, else ledger.db", ko="장부 파일. 없으면 $LEDGER_BOOK, 그다음 ledger.db"
            ),
            metavar="FILE",
        ),
    ] = None,
    lang: Annotated[str, option("--lang", Text(en="Language: ko or en", ko="언어: ko 또는 en"), metavar="ko|en")] = "",
    by: Annotated[
        str | None,
        option(
            "--by",
            Text(
                en="Who records; else $LEDGER_USER, else the login",
                ko="기록자. 없으면 $LEDGER_USER, 그다음 로그인 이름",
            ),
        ),
    ] = None,
    debug: Annotated[bool, option("--debug", Text(en="Show where a defect arose", ko="오류 위치를 보임"))] = False,
) -> None:
    """Set the desk in the context, which until then holds the list of what is recorded."""
    if lang not in ("", "ko", "en"):
        raise Refused(Text(en="--lang takes ko or en", ko="--lang에는 ko나 en을 씁니다"))
    context.obj = desk_of(os.environ, book, by, tell, recorded=context.obj)
