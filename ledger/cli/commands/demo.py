from pathlib import Path
from typing import Annotated

from ledger.api.checking import Checked
from ledger.api.demo import build_samples
from ledger.cli.parameters import Context
from ledger.cli.progress import progress
from ledger.cli.show import say
from ledger.cli.words import argument, desk_of
from ledger.model.finding import Severity
from ledger.model.text import Text, joined

HELP = Text(
    en="Build the sample books and their workbooks in a folder, check them, and say what to try next.",
    ko="예제 장부와 통합문서를 폴더에 만들고 점검한 뒤, 다음에 해 볼 것을 알려 줍니다.",
)

_SAMPLE = Text(en="{book}: book of {whose}, as of {day}", ko="{book}: {whose} 장부, 기준일 {day}")
_WORKBOOK = Text(en="{workbook}: whole report; check: {found}", ko="{workbook}: 보고서 전체, 점검 {found}")
_SOURCES = Text(
    en="The books hold the figures of public documents as they were printed: what the check finds stands in those.",
    ko="공개 문서의 수치를 인쇄된 그대로 실은 예제입니다. 점검결과는 그 문서에 있는 것입니다.",
)


def run(
    context: Context,
    folder: Annotated[Path, argument(Text(en="Where to build them", ko="만들 폴더"), "DIR")] = Path("demo"),
) -> None:
    """See HELP."""
    with progress(Text(en="books", ko="장부")) as step:
        samples = list(build_samples(desk_of(context), folder, step))
    for sample in samples:
        say(_SAMPLE.format(book=sample.book, whose=_institution(sample.checked), day=sample.as_of))
        say(_WORKBOOK.format(workbook=sample.workbook, found=_found(sample.checked)))
    say()
    say(_SOURCES)
    say()
    say(Text(en="Try next:", ko="다음을 해 보십시오:"))
    for sample in samples:
        first = next(iter(sample.checked.books.pledges if sample.checked.books else ()), None)
        has_errors = any(finding.severity is Severity.ERROR for finding in sample.checked.findings)
        words = f"show {first.key}" if first and not has_errors else "check"
        say(f"  ledger --book {sample.book} {words} --as-of {sample.as_of}")
    for words in ("log", "templates", "report summary --as-of {day}", "plan 5-2/1 시비 24=5 --dry-run", "verify"):
        pledges = next((each for each in samples if each.book.stem == "goyang"), samples[0])
        say(f"  ledger --book {pledges.book} {words.format(day=pledges.as_of)}")


def _institution(checked: Checked) -> str:
    return checked.books.book.institution if checked.books else ""


def _found(checked: Checked) -> Text:
    """How many findings of each severity there are."""
    counts = {severity: sum(f.severity is severity for f in checked.findings) for severity in Severity}
    if not any(counts.values()):
        return Text(en="nothing found", ko="이상 없음")
    return joined(
        Text(en=f"{label.en} {count}", ko=f"{label.ko} {count}건")
        for label, count in ((severity.label, count) for severity, count in counts.items())
    )
