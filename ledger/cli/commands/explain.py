from typing import Annotated

from ledger.api.checking import rule_named
from ledger.cli.lines import folded_lines
from ledger.cli.parameters import Context
from ledger.cli.show import columns, say
from ledger.cli.words import argument
from ledger.model.text import Text

HELP = Text(
    en="The page of a rule: what it finds, why it matters, how to mend it.",
    ko="점검규칙의 설명: 무엇을, 왜, 어떻게 고치는지 보입니다.",
)


def run(
    context: Context,
    rule: Annotated[
        str,
        argument(
            Text(
                en="Name or id of the rule (see `ledger list rules`)",
                ko="규칙의 이름이나 번호 (`ledger list rules` 참고)",
            ),
            "RULE",
        ),
    ],
) -> None:
    """See HELP."""
    page = rule_named(rule)
    say(f"{page.id} {page.name} ({page.severity.label}, {page.since})")
    say(page.title)
    for head, text in (
        (Text(en="Why", ko="사유"), page.why),
        (Text(en="Way out", ko="조치"), page.fix),
        (Text(en="Example", ko="예"), page.example),
    ):
        say()
        say(f"{head}:")
        for line in folded_lines(str(text), min(columns(), 100) - 2):
            say(f"  {line}")
