from pathlib import Path
from typing import Annotated

from ledger.api.photos import add_photo, photos_of, remove_photo
from ledger.api.recording import Recorded
from ledger.cli.amounts import CODE, as_record, tell
from ledger.cli.parameters import Context
from ledger.cli.show import say, say_json, show_rows
from ledger.cli.words import DRY_RUN, JSON, REASON, argument, desk_of, option
from ledger.model.entry import Act
from ledger.model.errors import Refused
from ledger.model.moment import moment
from ledger.model.registers.photo import Photo
from ledger.model.text import Text

HELP = Text(
    en="Keep a photo of a project, with its caption.\n\n"
    "It is made small (1200 pixels) and turned upright; the place, time and names that a camera writes into it are "
    "left out.\n\n"
    'ledger photo 5-2 opening.jpg --caption "..." --on 2023-05-02\n\n'
    'ledger photo 5-2   ledger photo --remove "5-2 01"',
    ko="사업의 관련 사진을 설명과 함께 넣습니다.\n\n"
    "긴 변 1200화소로 줄이고 바로 세우며, 촬영 위치·시각·이름 등 카메라가 남긴 정보는 모두 지웁니다.\n\n"
    'ledger photo 5-2 개소식.jpg --caption "개소식" --on 2023-05-02\n\n'
    'ledger photo 5-2   ledger photo --remove "5-2 01"',
)


def run(
    context: Context,
    code: Annotated[str, CODE] = "",
    file: Annotated[
        Path | None,
        argument(
            Text(en="JPEG, PNG, BMP, GIF or WEBP, up to 20 MB", ko="그림 파일(JPEG, PNG, BMP, GIF, WEBP)"), "FILE"
        ),
    ] = None,
    caption: Annotated[str, option("--caption", Text(en="What it shows", ko="사진 설명"), metavar="TEXT")] = "",
    on: Annotated[
        str,
        option(
            "--on",
            Text(en="When it was taken: 2023, 2023H2, 2023-05, 2023-05-02", ko="촬영일: 2023, 2023-05, 2023. 5. 2."),
            metavar="DATE",
        ),
    ] = "",
    removed: Annotated[
        str, option("--remove", Text(en="Show this photo no more", ko="이 사진을 뺌"), metavar="KEY")
    ] = "",
    reason: Annotated[str, REASON] = "",
    dry_run: Annotated[bool, DRY_RUN] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """See HELP."""
    desk, act = desk_of(context), Act(reason=reason)
    if bool(code) == bool(removed) or (file is None) != (not caption):
        raise Refused(
            Text(
                en="say CODE FILE --caption TEXT, CODE alone, or --remove KEY",
                ko="관리번호 파일 --caption 설명, 관리번호만, --remove 번호 가운데 하나로 쓰십시오",
            )
        )
    if code and file is None:
        _list(photos_of(desk, code), as_json=as_json)
        return
    if file is None:
        recorded = remove_photo(desk, removed, act, dry_run=dry_run)
    else:
        recorded = add_photo(desk, code, file, caption, act, on=on, dry_run=dry_run)
    if as_json:
        say_json(as_record(recorded))
        return
    _show(recorded)
    tell(recorded, dry_run=dry_run)


def _list(photos: list[Photo], *, as_json: bool) -> None:
    if as_json:
        say_json({"schema": 1, "photos": [{"key": photo.key, **photo.body()} for photo in photos]})
        return
    heads = (Text(en="Key", ko="번호"), Text(en="Taken", ko="촬영일"), Text(en="Caption", ko="설명"))
    show_rows(heads, [(each.key, moment(each.on).dotted if each.on else "", each.caption) for each in photos])


def _show(recorded: Recorded) -> None:
    for before, after in recorded.replaced:
        shown = after if after.body is not None else before
        assert shown is not None
        photo = Photo.from_body(shown.key, shown.body or {})
        sign = "+" if before is None else "-" if after.body is None else "~"
        taken = f", {photo.on}" if photo.on else ""
        say(f"{sign} {photo.key}  {photo.caption} ({photo.width} x {photo.height}{taken})")
