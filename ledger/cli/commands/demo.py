from pathlib import Path
from typing import Annotated

import typer

from ledger.api.demo import build_samples
from ledger.cli.outputs.text import show_findings
from ledger.cli.progress import progress
from ledger.cli.show import say
from ledger.cli.words import argument, desk_of
from ledger.model.text import Text

HELP = Text(
    en="Build the sample books and their workbooks in a folder, check them, and say what to try next.",
    ko="예제 장부와 통합문서를 폴더에 만들고 점검한 뒤, 다음에 해 볼 것을 알려 줍니다.",
)


def run(
    context: typer.Context,
    folder: Annotated[Path, argument(Text(en="Where to build them", ko="만들 폴더"), "DIR")] = Path("demo"),
) -> None:
    """See HELP."""
    with progress(Text(en="books", ko="장부")) as step:
        samples = list(build_samples(desk_of(context), folder, step))
    for sample in samples:
        say(
            Text(en="{book}: book, as of {day}", ko="{book}: 장부, 기준일 {day}").format(
                book=sample.book, day=sample.as_of
            )
        )
        say(Text(en="{workbook}: workbook", ko="{workbook}: 통합문서").format(workbook=sample.workbook))
        show_findings(sample.checked)
        say()
        say(Text(en="Try next:", ko="다음을 해 보십시오:"))
        for words in ("show --as-of {day}", "log", "check --as-of {day}", "plan 5-2/1 시비 24=5 --dry-run", "verify"):
            say(f"  ledger --book {sample.book} {words.format(day=sample.as_of)}")
