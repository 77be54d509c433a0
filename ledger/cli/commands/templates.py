from typing import Annotated

from ledger.api.reporting import templates
from ledger.cli.parameters import Context
from ledger.cli.show import say_json, show_rows
from ledger.cli.streams import tell
from ledger.cli.words import JSON, desk_of, option
from ledger.discover import names_in
from ledger.model.text import Text
from ledger.reports.options import Option
from ledger.reports.report import SECTIONS, options_of, per_of
from ledger.specs.toml import written

HELP = Text(
    en="List the report templates.\n\n"
    "Own templates are templates/reports/NAME.toml beside the book; one named like a shipped one takes its place.\n"
    "A template: title, unit, rounding (half-up, truncate, controlled), and [[sheet]] for each sheet.\n"
    "A sheet: per ('book': once; 'pledge': for each), name, landscape, optional (left out when empty), and "
    "[[sheet.section]] for each section; or only include, the name of another template.\n"
    "A section: kind, and the options that --sections lists.\n"
    "title and the name of a sheet are { en = '...', ko = '...' }; {code} in the name is the code of the pledge.",
    ko="보고서 서식을 보입니다.\n\n"
    "자체 서식은 장부 옆 templates/reports/이름.toml 파일입니다. 기본 서식과 이름이 같으면 자체 서식을 씁니다.\n"
    "서식: title, unit(단위), rounding(half-up 반올림, truncate 절사, controlled 단수조정), 시트마다 [[sheet]]\n"
    "시트: per('book' 한 장, 'pledge' 공약마다), name, landscape(가로), optional(내용이 없으면 뺌), "
    "구역마다 [[sheet.section]]. 또는 include(다른 서식 이름)만\n"
    "구역: kind(종류), 그리고 --sections로 볼 수 있는 항목\n"
    "title 값과 시트의 name 값은 { en = '...', ko = '...' } 꼴이고, name 안의 {code} 자리에는 공약 번호가 들어갑니다.",
)
_TYPES = {
    str: Text(en="text", ko="글"),
    bool: Text(en="true or false", ko="true 또는 false"),
    int: Text(en="whole number", ko="정수"),
    tuple: Text(en="list of texts", ko="글의 목록"),
}


def run(
    context: Context,
    sections: Annotated[
        bool,
        option("--sections", Text(en="List the kinds of sections and their options", ko="구역의 종류와 항목을 보임")),
    ] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    if sections:
        _show_sections(as_json=as_json)
        return
    every, refused = templates(desk_of(context))
    for refusal in refused:
        tell(refusal.line)
    if as_json:
        say_json({"schema": 1, "templates": [{"name": t.name, "title": t.title} for t in every]})
    else:
        show_rows((Text(en="Name", ko="이름"), Text(en="Title", ko="제목")), [(t.name, t.title) for t in every])


def _show_sections(*, as_json: bool) -> None:
    """Every kind of section that a template may name, as its module declares it."""
    every = [(kind, per_of(kind), each) for kind in names_in(SECTIONS) for each in options_of(kind)]
    if as_json:
        keys = ("kind", "per", "option", "type", "default")
        said = [
            (kind, per, each.name, _type(each, in_json=True), None if each.required else each.default)
            for kind, per, each in every
        ]
        say_json({"schema": 1, "sections": [dict(zip(keys, row, strict=True)) for row in said]})
        return
    heads = (
        Text(en="Kind", ko="종류"),
        Text(en="Sheet", ko="시트"),
        Text(en="Option", ko="항목"),
        Text(en="Type", ko="형식"),
        Text(en="When left out", ko="적지 않으면"),
    )
    show_rows(heads, [(kind, per, each.name, _type(each), _default(each)) for kind, per, each in every])


def _type(each: Option, *, in_json: bool = False) -> str:
    if each.name == "title":
        return "{ en, ko }"
    return each.type.__name__ if in_json else str(_TYPES[each.type])


def _default(each: Option) -> str:
    if each.required:
        return str(Text(en="(required)", ko="(필수)"))
    return written(list(each.default) if each.type is tuple else each.default) if each.default not in ("", ()) else ""
