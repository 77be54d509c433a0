"""관련 사진: what a pledge has to show, two beside each other."""

from dataclasses import dataclass

from ledger.model.document import Block, Heading, Photos, Picture
from ledger.model.moment import moment
from ledger.model.project import code_order, is_within
from ledger.model.registers.photo import Photo
from ledger.model.text import Text
from ledger.reports.context import Context


@dataclass(frozen=True, slots=True)
class Options:
    """`title`: the heading; empty for 관련 사진."""

    title: str = ""


def build(context: Context, options: Options) -> list[Block]:
    """The photos of the pledge and of its unit projects; nothing where there are none. Each says when it was taken;
    what was taken after the as-of date waits."""
    photos = [photo for photo in context.books.records(Photo) if _belongs(photo, context)]
    if not photos:
        return []
    photos.sort(key=lambda photo: (code_order(photo.project), photo.order, photo.key))
    shown = (Picture(context.files[each.sha256], _caption(each), each.width, each.height) for each in photos)
    return [Heading(options.title or str(Text(en="Photos", ko="관련 사진"))), Photos(tuple(shown))]


def _belongs(photo: Photo, context: Context) -> bool:
    if photo.on and moment(photo.on).start > context.books.as_of:
        return False
    pledges = (context.project,) if context.project else context.pledges
    return any(is_within(photo.project, pledge.key) for pledge in pledges)


def _caption(photo: Photo) -> str:
    return f"{photo.caption} ({moment(photo.on).dotted})" if photo.on else photo.caption
