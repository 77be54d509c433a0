from pathlib import Path
from typing import Annotated

from ledger.api.exchange import export_to
from ledger.cli.parameters import Context
from ledger.cli.show import note
from ledger.cli.words import argument, desk_of
from ledger.model.text import Text

HELP = Text(
    en="Write every transaction of the book to a .toml, .csv or .ledger file.\n\n"
    "The file makes an equal book again: ledger --book NEW.db init --from FILE",
    ko="장부의 모든 전표를 .toml, .csv, .ledger 파일로 내보냅니다.\n\n"
    "그 파일로 같은 장부를 다시 만들 수 있습니다: ledger --book 새장부.db init --from 파일",
)


def run(
    context: Context,
    file: Annotated[Path, argument(Text(en="File to write", ko="쓸 파일"), "FILE")],
) -> None:
    """See HELP."""
    written = export_to(desk_of(context), file)
    note(Text(en="{written}: written", ko="{written}: 저장했습니다").format(written=written))
