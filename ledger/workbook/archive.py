"""A zip that someone sent (xlsx, ods, hwpx): its directory is checked first, its parts are read once, as streams."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from ledger.model.errors import Refused
from ledger.model.text import Text

MEGABYTE = 2**20
LARGEST_UNPACKED = 200 * MEGABYTE
LARGEST_RATIO = 300  # of what is unpacked to what is packed, in a part of more than one megabyte
MOST_PARTS = 10_000
DEEPEST = 64
_LONGEST_NAME = 256

_BROKEN = (BadZipFile, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error)
_BLOCK = 2**18

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Said = Callable[[str], object]


class Archive:
    """Reads no more than 200 MB in all, whatever the directory claims, and no XML that declares a document type.

    `where` names the file in refusals.
    """

    def __init__(self, data: bytes, where: str) -> None:
        self.where = where
        self._unpacked = 0
        with self._refusing():
            self._zip = ZipFile(BytesIO(data))
            self._check()
        self.names = frozenset(self._zip.namelist())

    def part(self, name: str) -> bytes:
        """The whole of a small part."""
        with self._opened(name) as stream:
            return b"".join(self._blocks(stream))

    def parse(self, name: str, start: Start, end: End, said: Said | None = None, within: str | None = None) -> None:
        """Hand every element of a part to `start` and `end`, every piece of text to `said`.

        Elements are called without their namespaces; with `within`, only those of a namespace with this ending are, and
        others keep theirs, so that they are never mistaken. An attribute keeps the namespace that it has: `URI id`.
        """
        parser = _parser(start, end, said, within, self.where)
        with self._opened(name) as stream:
            try:
                for block in self._blocks(stream):
                    parser.Parse(block, False)
                parser.Parse(b"", True)
            except (expat.ExpatError, LookupError) as broken:  # LookupError: an encoding that nobody knows
                raise refused("holds broken XML", "안의 XML이 깨져 있습니다", self.where) from broken

    @contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        with self._refusing(), self._zip.open(name) as stream:
            yield stream

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except _BROKEN as broken:
            raise refused("is cut short or damaged", "잘렸거나 깨져 있습니다", self.where) from broken

    def _blocks(self, stream: IO[bytes]) -> Iterator[bytes]:
        while block := stream.read(_BLOCK):
            self._unpacked += len(block)
            if self._unpacked > LARGEST_UNPACKED:
                raise refused("unpacks to more than 200 MB", "압축을 풀면 200MB보다 큽니다", self.where)
            yield block

    def _check(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise refused("holds too many parts", "들어 있는 부분이 너무 많습니다", self.where)
        if len({part.filename.casefold() for part in parts}) < len(parts):
            raise refused("holds one part twice", "같은 부분이 두 번 들어 있습니다", self.where)
        for part in parts:
            if part.flag_bits & 1:
                raise locked(self.where)
            if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise NotImplementedError(part.filename)
            if part.file_size > max(MEGABYTE, LARGEST_RATIO * part.compress_size):
                raise refused("unpacks to far more than it holds", "압축을 풀면 지나치게 커집니다", self.where)


def parts_of(data: bytes) -> frozenset[str]:
    """Names of the parts of a zip; empty where the data is none. A zip cut short has no directory: then the names are
    those that its local headers state, so that it is still known what it was to be."""
    if not data.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with ZipFile(BytesIO(data)) as whole:
            return frozenset(whole.namelist())
    except _BROKEN:
        return frozenset(_headed(data))


def refused(en: str, ko: str, where: str) -> Refused:
    """What is wrong with a file, told of the file."""
    return Refused(
        Text(en=f"the file {en}", ko=ko),
        where=where,
        way_out=Text(
            en="open it in the program that made it and save it anew, or get it again",
            ko="만든 프로그램(엑셀, 한글)에서 열어 다시 저장하거나 다시 받으십시오",
        ),
    )


def locked(where: str) -> Refused:
    """A file that opens with a password only."""
    return Refused(
        Text(en="the file has a password", ko="암호가 걸려 있습니다"),
        where=where,
        way_out=Text(en="save a copy without one", ko="암호 없이 다시 저장하십시오"),
    )


def _headed(data: bytes) -> Iterator[str]:
    at = 0
    for _ in range(MOST_PARTS):
        if (at := data.find(b"PK\x03\x04", at)) < 0:
            return
        length = min(int.from_bytes(data[at + 26 : at + 28], "little"), _LONGEST_NAME)
        yield data[at + 30 : at + 30 + length].decode("ascii", "replace")
        at += 30 + length


class _Names(dict[str, str]):
    """Names of elements as they are called here, worked out once for each."""

    def __init__(self, within: str | None) -> None:
        self._within = within

    def __missing__(self, name: str) -> str:
        space, _, local = name.rpartition(" ")
        self[name] = called = local if self._within is None or space.endswith(self._within) else name
        return called


def _parser(start: Start, end: End, said: Said | None, within: str | None, where: str) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    names = _Names(within)
    depth = 0

    def refuse(*_: object) -> None:
        raise refused("declares a document type", "문서 형식 선언(DOCTYPE)이 들어 있습니다", where)

    def enter(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise refused("nests its XML too deep", "안의 XML이 지나치게 깊습니다", where)
        start(names[name], attributes)

    def leave(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(names[name])

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = enter, leave
    if said is not None:
        parser.CharacterDataHandler = said
    return parser
