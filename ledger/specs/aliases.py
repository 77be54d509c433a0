"""Alias files: names by which documents call the same project, in TOML."""

from ledger.model.errors import Refused
from ledger.model.text import Text, clean
from ledger.specs.toml import Toml


def read_aliases(name: str, text: str) -> dict[str, str]:
    """`"마곡 활성화 지원" = "마곡산업단지관리단 운영"`: a name -> the name by which the table calls it.

    Refused, with the line: a value that is no text, a name with an invisible character.
    """
    toml = Toml.read(name, text)
    toml.only(("aliases",))
    aliases = {}
    for spelled in toml.get(dict, "aliases"):
        meant = toml.get(str, "aliases", spelled)
        try:
            aliases[clean(spelled)] = clean(meant)
        except ValueError as unseen:
            raise Refused(
                Text(en="an invisible character ({code})", ko="보이지 않는 글자({code})가 있습니다").format(
                    code=unseen
                ),
                where=toml.where("aliases", spelled),
            ) from None
    return aliases
