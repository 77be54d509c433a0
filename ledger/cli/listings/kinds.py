from ledger.cli.listing import Asked, Listing
from ledger.discover import module_named, names_in
from ledger.model.text import Text

KOREAN = ("종류",)
_FOLDER = "ledger.cli.listings"


def listing(_: Asked) -> Listing:
    """What can be listed, by its names in both languages."""
    named = [(name, ", ".join(module_named(_FOLDER, name).KOREAN)) for name in names_in(_FOLDER)]
    heads = (Text(en="Name", ko="이름"), Text(en="In Korean", ko="한글 이름"))
    return Listing(heads, named, [{"name": name, "korean": korean} for name, korean in named])
