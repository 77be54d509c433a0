from datetime import date
from typing import Annotated

from ledger.cli.listing import Asked
from ledger.cli.parameters import Context
from ledger.cli.show import say_json, show_rows
from ledger.cli.words import AS_OF, DEPARTMENT, FIELD, JSON, STATUS, argument, day, desk_of, option
from ledger.discover import module_named, names_in
from ledger.model.errors import Refused
from ledger.model.text import Text, nearest

LISTINGS = "ledger.cli.listings"

HELP = Text(
    en="List what is registered: projects, or one of the kinds that `ledger list kinds` names; untouched are the "
    "pledges of which nothing was recorded, nor took effect, after the day of --since.",
    ko="등록된 것을 보입니다. 기본은 사업이고, 다른 종류는 `ledger list 종류`로 봅니다. "
    "손대지않음은 --since 날짜 뒤에 기록한 것도, 효력일이 그 뒤인 것도 없는 공약입니다. "
    "장부를 만든 날보다 앞선 날짜로는 모두가 그 뒤에 기록한 것이 됩니다.",
)


def run(
    context: Context,
    what: Annotated[str, argument(Text(en="What to list", ko="보일 것"), "WHAT")] = "projects",
    department: Annotated[str, DEPARTMENT] = "",
    field: Annotated[str, FIELD] = "",
    status: Annotated[str, STATUS] = "",
    as_of: Annotated[date | None, AS_OF] = None,
    since: Annotated[
        date | None,
        option(
            "--since",
            Text(en="untouched: nothing recorded after this date", ko="손대지않음: 이 날 뒤로 기록이 없는 것"),
            parser=day,
            metavar="DATE",
        ),
    ] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    name = _named(what)
    asked = Asked(desk_of(context), as_of, since, department=department, field=field, status=status)
    listing = module_named(LISTINGS, name).listing(asked)
    if as_json:
        say_json({"schema": 1, name: listing.records})
    else:
        show_rows(listing.heads, listing.rows, listing.amounts)


def _named(what: str) -> str:
    """The kind of listing by its name in either language. Refused: there is none."""
    if what in names_in(LISTINGS):
        return what
    names = _names()
    korean = {spelled: name for name, spellings in names.items() for spelled in spellings}
    if what in korean:
        return korean[what]
    near = nearest(what, [*names_in(LISTINGS), *korean])
    raise Refused(
        Text(en="nothing to list as '{what}'", ko="'{what}' 목록은 없습니다").format(what=what),
        way_out=Text(en="did you mean '{near}'?", ko="혹시 '{near}' 아닙니까?").format(near=near)
        if near
        else Text(en="use one of {known}", ko="쓸 수 있는 것: {known}").format(known=_known()),
    )


def _names() -> dict[str, tuple[str, ...]]:
    """Every kind of listing, and its Korean names."""
    return {name: module_named(LISTINGS, name).KOREAN for name in names_in(LISTINGS)}


def more() -> Text:
    """What the page says of the kinds."""
    return Text(en="Kinds: {known}.", ko="종류: {known}.").format(known=_known())


def _known() -> Text:
    """What can be listed, each by one name of the language."""
    names = _names()
    return Text(en=", ".join(names), ko=", ".join(korean[0] for korean in names.values()))
