from pathlib import Path
from typing import Annotated

import typer

from ledger.api.photos import add_photo, remove_photo
from ledger.api.recording import Recorded
from ledger.cli.amounts import CODE, tell
from ledger.cli.show import say
from ledger.cli.words import DRY_RUN, REASON, argument, desk_of, option
from ledger.model.entry import Act
from ledger.model.errors import Refused
from ledger.model.registers.photo import Photo
from ledger.model.text import Text

HELP = Text(
    en="Keep a photo of a project, with its caption.\n\n"
    "It is made small (1200 pixels) and turned upright; the place, time and names that a camera writes into it are "
    "left out.\n\n"
    'ledger photo 5-2 opening.jpg --caption "..." --on 2023-05-02   ledger photo 5-2 --remove 1',
    ko="사업의 관련 사진을 설명과 함께 넣습니다.\n\n"
    "긴 변 1200화소로 줄이고 바로 세우며, 촬영 위치·시각·이름 등 카메라가 남긴 정보는 모두 지웁니다.\n\n"
    'ledger photo 5-2 개소식.jpg --caption "개소식" --on 2023-05-02   ledger photo 5-2 --remove 1',
)


def run(
    context: typer.Context,
    code: Annotated[str, CODE],
    file: Annotated[
        Path | None,
        argument(
            Text(en="JPEG, PNG, BMP, GIF or WEBP, up to 20 MB", ko="JPEG, PNG, BMP, GIF, WEBP. 20 MB까지"), "FILE"
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
    remove: Annotated[
        int | None, option("--remove", Text(en="Show photo N no more", ko="사진 N번을 뺌"), metavar="N")
    ] = None,
    reason: Annotated[str, REASON] = "",
    dry_run: Annotated[bool, DRY_RUN] = False,
) -> None:
    """See HELP."""
    desk, act = desk_of(context), Act(reason=reason)
    if (file is None) == (remove is None):
        raise Refused(
            Text(
                en="needs a FILE to add, or --remove N, not both",
                ko="넣을 파일이나 --remove 번호 가운데 하나가 필요합니다",
            ),
            where=code,
        )
    if file is None:
        assert remove is not None
        recorded = remove_photo(desk, code, remove, act, dry_run=dry_run)
    elif not caption:
        raise Refused(Text(en="a photo needs a --caption", ko="사진 설명(--caption)이 필요합니다"), where=file.name)
    else:
        recorded = add_photo(desk, code, file, caption, act, on=on, dry_run=dry_run)
    _show(recorded)
    tell(recorded, dry_run=dry_run)


def _show(recorded: Recorded) -> None:
    for before, after in recorded.replaced:
        shown = after if after.body is not None else before
        assert shown is not None
        photo = Photo.from_body(shown.key, shown.body or {})
        sign = "+" if before is None else "-" if after.body is None else "~"
        taken = f", {photo.on}" if photo.on else ""
        say(f"{sign} {photo.key}  {photo.caption} ({photo.width} x {photo.height}{taken})")
