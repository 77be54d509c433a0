from ledger.api.story import untouched
from ledger.cli.listing import Asked, Listing, public
from ledger.model.errors import Refused
from ledger.model.text import Text

KOREAN = ("손대지않음",)


def listing(asked: Asked) -> Listing:
    """The pledges of which nothing was recorded or took effect after a date. Refused: no date."""
    if asked.since is None:
        raise Refused(
            Text(en="untouched since when?", ko="기준 날짜가 필요합니다"),
            way_out=Text(en="add --since 2023-12-31", ko="--since 2023-12-31처럼 쓰십시오"),
        )
    found = untouched(asked.desk, asked.since, asked.pledges, asked.as_of)
    heads = (
        Text(en="Code", ko="관리번호"),
        Text(en="Name", ko="공약명"),
        Text(en="Department", ko="주관부서"),
        Text(en="Team", ko="담당팀"),
        Text(en="Last in force", ko="마지막 효력일"),
        Text(en="Last recorded", ko="마지막 기록일"),
    )
    rows, records = [], []
    for each in found:
        pledge, last, recorded = each.pledge, each.last.isoformat(), each.recorded.isoformat()
        rows.append((pledge.key, pledge.name, pledge.department, pledge.team, last, recorded))
        records.append({"code": pledge.key, **public(pledge), "last": last, "recorded": recorded})
    return Listing(heads, rows, records)
