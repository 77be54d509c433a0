"""A file from outside: its bytes, its hash, and its text in one of the encodings that offices use."""

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Self

from ledger.model.errors import Refused, StorageFailure
from ledger.model.text import Text

# A million postings fit into this; a larger file is a mistake or an attack.
MEGABYTE = 1024 * 1024
LIMIT = 64 * MEGABYTE

_BOMS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class File:
    """`name` is NFC and has no folder; `data` is every byte of the file."""

    name: str
    data: bytes

    @classmethod
    def read(cls, path: Path, limit: int = LIMIT) -> Self:
        """The file at a path. Refused: missing, no plain file, empty, larger than the limit (64 MB), and then not read.
        StorageFailure: the file is there and cannot be read."""
        name = unicodedata.normalize("NFC", path.name)
        try:
            if not path.is_file():
                raise Refused(_absent(path), where=name or str(path))
            with path.open("rb") as stream:
                data = stream.read(limit + 1)
        except OSError as failure:
            raise StorageFailure(
                Text(en="cannot be read: {reason}", ko="읽을 수 없습니다: {reason}").format(reason=failure.strerror),
                where=name,
                way_out=Text(en="close it in Excel", ko="엑셀 등에서 열려 있으면 닫으십시오"),
            ) from None
        if not data:
            raise empty(name)
        if len(data) > limit:
            said = Text(en="the file is larger than {most} MB", ko="파일이 {most} MB보다 큽니다")
            raise Refused(
                said.format(most=limit // MEGABYTE),
                where=name,
                way_out=Text(en="take out what is not needed, or divide it", ko="필요 없는 내용을 빼거나 나누십시오"),
            )
        return cls(name, data)

    @cached_property
    def sha256(self) -> str:
        """Hash of the bytes, in hex."""
        return sha256(self.data).hexdigest()

    @property
    def suffix(self) -> str:
        """The ending of the name in lower case, with its dot; may be empty."""
        return Path(self.name).suffix.lower()

    def text(self) -> str:
        """The text, read as UTF-8, as UTF-16 when it says so, or as cp949: the first of them that fits, never guessed.

        Refused: none of them fits, or the text holds NUL.
        """
        text = self._decoded()
        if (at := text.find("\0")) >= 0:
            line = text.count("\n", 0, at) + 1
            raise Refused(
                Text(en="the text holds a NUL character", ko="글에 NUL 문자가 있습니다"),
                where=f"{self.name}:{line}",
                way_out=_AS_UTF8,
            )
        return text

    def _decoded(self) -> str:
        encodings = ["utf-8-sig", "cp949"]
        if self.data.startswith(_BOMS):
            encodings.insert(1, "utf-16")
        for encoding in encodings:
            try:
                return self.data.decode(encoding)
            except UnicodeDecodeError:
                continue
        raise Refused(
            Text(
                en="not a text in UTF-8, UTF-16 (with BOM) or cp949",
                ko="UTF-8, UTF-16(BOM 있음), cp949 가운데 어느 것으로도 읽히지 않습니다",
            ),
            where=self.name,
            way_out=_AS_UTF8,
        )


def empty(name: str) -> Refused:
    """What is said of a file without a byte."""
    return Refused(
        Text(en="the file is empty", ko="빈 파일입니다"),
        where=name,
        way_out=Text(en="save it anew, or get it again", ko="다시 저장하거나 다시 받으십시오"),
    )


_AS_UTF8 = Text(en="save it as UTF-8", ko="UTF-8로 저장하십시오")


def _absent(path: Path) -> Text:
    if path.is_dir():
        return Text(en="a folder, not a file", ko="파일이 아니라 폴더입니다")
    if path.exists():
        return Text(en="not an ordinary file", ko="보통 파일이 아닙니다")
    return Text(en="no such file", ko="파일이 없습니다")
