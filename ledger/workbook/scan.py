"""Pre-flight of a workbook that someone sent: nothing else may open it before."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from ledger.model.errors import Refused
from ledger.model.text import Text

MEGABYTE = 2**20
LARGEST_FILE = 20 * MEGABYTE
LARGEST_UNPACKED = 200 * MEGABYTE
LARGEST_RATIO = 300  # of what is unpacked to what is packed, in a part of more than one megabyte
MOST_PARTS = 10_000
DEEPEST = 24

_COMPOUND = b"\xd0\xcf\x11\xe0"  # how old .xls files begin, and every .xlsx with a password
_NEEDED = ("[Content_Types].xml", "xl/workbook.xml")
_XML = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
_MACROS = re.compile(r"vbaProject|macrosheets/", re.IGNORECASE)


def scan(path: Path) -> None:
    """Refused unless the file is an .xlsx that may be opened: small enough once unpacked, no password, no macros,
    no part twice, and no XML that declares entities. Reads every part once, as a stream."""
    try:
        _scan(path)
    except Refused as refused:
        raise refused.at(path.name) from None
    except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as broken:
        raise _refused("cannot be read as an Excel file", "엑셀 파일로 읽을 수 없습니다").at(path.name) from broken


def _scan(path: Path) -> None:
    if path.stat().st_size > LARGEST_FILE:
        raise _refused("is larger than 20 MB", "20MB보다 큽니다")
    with path.open("rb") as file:
        if file.read(4) == _COMPOUND:
            raise _refused("has a password or is an old .xls file", "암호가 걸렸거나 옛 .xls 형식입니다")
        with ZipFile(file) as archive:
            parts = archive.infolist()
            _check_directory(parts)
            unpacked = 0
            for part in parts:
                with archive.open(part) as stream:
                    unpacked = _check_part(part, stream, unpacked)


def _check_directory(parts: Iterable[ZipInfo]) -> None:
    names: set[str] = set()
    for part in parts:
        name = part.filename.casefold()
        if name in names:
            raise _refused("holds one part twice", "같은 부분이 두 번 들어 있습니다")
        if part.flag_bits & 1:
            raise _refused("has a password", "암호가 걸려 있습니다")
        if _MACROS.search(part.filename):
            raise _refused("holds macros", "매크로가 들어 있습니다")
        if part.file_size > max(MEGABYTE, LARGEST_RATIO * part.compress_size):
            raise _refused("unpacks to far more than it holds", "압축을 풀면 지나치게 커집니다")
        names.add(name)
    if len(names) > MOST_PARTS:
        raise _refused("holds too many parts", "들어 있는 부분이 너무 많습니다")
    if not names.issuperset(name.casefold() for name in _NEEDED):
        raise _refused("is not an Excel workbook (.xlsx)", "엑셀 통합문서(.xlsx)가 아닙니다")


def _check_part(part: ZipInfo, stream: IO[bytes], unpacked: int) -> int:
    """Read a part to its end; the directory's sizes are only what the sender claims."""
    parser = _parser() if _XML.search(part.filename) else None
    while block := stream.read(MEGABYTE):
        unpacked += len(block)
        if unpacked > LARGEST_UNPACKED:
            raise _refused("unpacks to more than 200 MB", "압축을 풀면 200MB보다 큽니다")
        if parser:
            _feed(parser, block, last=False)
    if parser:
        _feed(parser, b"", last=True)
    return unpacked


def _feed(parser: expat.XMLParserType, block: bytes, *, last: bool) -> None:
    try:
        parser.Parse(block, last)
    except expat.ExpatError as broken:
        raise _refused("holds broken XML", "안의 XML이 깨져 있습니다") from broken


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    depth = 0

    def refuse(*_: object) -> None:
        raise _refused("declares a document type", "문서 형식 선언(DOCTYPE)이 들어 있습니다")

    def enter(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _refused("nests its XML too deep", "안의 XML이 지나치게 깊습니다")

    def leave(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = enter, leave
    return parser


def _refused(en: str, ko: str) -> Refused:
    way_out = Text(en="save it anew as .xlsx in Excel", ko="엑셀에서 .xlsx로 다시 저장해 보십시오")
    return Refused(Text(en=f"the file {en}", ko=f"파일: {ko}"), way_out=way_out)
