"""Photos of a pledge: taken in with their caption, listed, and taken out again."""

import re
from dataclasses import replace
from pathlib import Path

from ledger.api.books import read_books
from ledger.api.desk import Desk
from ledger.api.recording import Recorded, record_act
from ledger.capture.pictures import picture
from ledger.cube.drafting import Drafting
from ledger.journal.store import Journal
from ledger.model.entry import Act, Attachment, Row
from ledger.model.moment import moment_typed
from ledger.model.project import is_within
from ledger.model.registers.photo import Photo


def add_photo(
    desk: Desk, project: str, path: Path, caption: str, act: Act, *, on: str = "", dry_run: bool = False
) -> Recorded:
    """A photo of a project, by code or name, made small and without what its camera wrote; `on`: when it was taken, as
    typed. A picture that the project shows already gets the new caption and date instead."""
    taken = picture(path)
    file = Attachment.of(path.name, taken.data)
    when = moment_typed(on).key if on else ""

    def stated(drafting: Drafting, _: Journal) -> Act:
        code = drafting.registers.names.project(project)
        photos = [photo for photo in drafting.registers.records(Photo) if photo.project == code]
        stands = next((photo for photo in photos if photo.sha256 == file.sha256), None)
        if stands:
            new = replace(stands, caption=caption, on=when or stands.on)
            return act if new == stands else replace(act, act="photo", rows=[Row.of(new)])
        numbers = (int(photo.key.rpartition(" ")[2]) for photo in photos)
        new = Photo(
            key=f"{code} {max(numbers, default=0) + 1:02}",
            project=code,
            caption=caption,
            on=when,
            sha256=file.sha256,
            width=taken.width,
            height=taken.height,
        )
        # Not under the name that the file had: names of people and places stand in it.
        named = replace(file, name=re.sub(r"[/\\]", "-", f"{new.key}.jpg")[-100:].strip())
        return replace(act, act="photo", rows=[Row.of(new)], files=[named])

    return record_act(desk, stated, dry_run=dry_run)


def remove_photo(desk: Desk, key: str, act: Act, *, dry_run: bool = False) -> Recorded:
    """A photo is shown no more; its file stays in the history. Refused: there is no such photo."""

    def stated(drafting: Drafting, _: Journal) -> Act:
        return replace(act, act="photo", rows=[Row(Photo.KIND, key, None)])

    return record_act(desk, stated, dry_run=dry_run)


def photos_of(desk: Desk, project: str) -> list[Photo]:
    """The photos of a project and of those below it, in the order they were recorded."""
    books = read_books(desk)
    code = books.names.project(project)
    return [photo for photo in books.records(Photo) if is_within(photo.project, code)]
