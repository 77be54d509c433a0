"""The table of codes for a new term: 이전 관리번호 beside 새 관리번호, in a CSV or a workbook."""

from ledger.capture.file import File
from ledger.capture.pages import pages_of
from ledger.cube.succession import NewCode
from ledger.model.errors import Refused
from ledger.model.page import PageGrid
from ledger.model.text import Text, folded

_OLD, _NEW = ("이전관리번호", "이전번호", "old"), ("새관리번호", "새번호", "new")


def read_codes(file: File) -> list[NewCode]:
    """The lines of the first table that has both columns. Refused: there is none, or a line that lacks a code."""
    for page in pages_of(file):
        for grid in page.blocks:
            heads = [folded(text) for text in grid.texts[0]] if isinstance(grid, PageGrid) else []
            old, new = (
                next((place for place, head in enumerate(heads) if head in names), -1) for names in (_OLD, _NEW)
            )
            if isinstance(grid, PageGrid) and old >= 0 and new >= 0:
                return [
                    _code(texts[old], texts[new], f"{file.name}:{line}")
                    for texts, line in zip(grid.texts[1:], grid.lines[1:], strict=True)
                    if any(texts)
                ]
    raise Refused(
        Text(en="no table of codes", ko="관리번호 표가 없습니다"),
        where=file.name,
        way_out=Text(en="head its columns 'old' and 'new'", ko="첫 줄에 '이전 관리번호', '새 관리번호'라고 쓰십시오"),
    )


def _code(old: str, new: str, where: str) -> NewCode:
    if not (old and new):
        raise Refused(Text(en="a code is missing", ko="관리번호가 빠졌습니다"), where=where)
    return NewCode(old, new, where)
