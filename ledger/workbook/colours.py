"""The colours of the house, RRGGBB: what a workbook and a page share."""

NAVY, GREY, BLACK = "1F3864", "595959", "000000"
HEAD, TOTAL, SHADE = "E3EAF4", "FBF6E6", "D9D9D9"
INPUT, FAULT, RED, CHANGED = "FFFFE5", "FFD9D9", "C00000", "1F4EA8"

# Of a chart's series, in their order; the first three stay apart on a grey printer too.
SERIES = (NAVY, "C9A227", "A6A6A6", "5B7DB1", "7F6000", "D9D9D9", "8EA9DB", "404040")


def of_series(place: int) -> str:
    """The colour of a series, or of a share, by its place."""
    return SERIES[place % len(SERIES)]
