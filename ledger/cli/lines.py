"""Lines of a terminal: text folded and padded by the columns it fills."""

from ledger.model.text import width


def folded_lines(text: str, columns: int) -> list[str]:
    """Text in lines of at most so many columns, broken at spaces, a longer word within; a syllable fills two.

    What is indented by full-width spaces, a node of a tree, stays so in every line.
    """
    indent = "　" * (len(text) - len(text.lstrip("　")))
    if indent:
        return [f"{indent}{line}" for line in folded_lines(text.lstrip("　"), max(columns - width(indent), 2))]
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, columns):
            if line and width(line) + 1 + width(piece) > columns:
                lines.append(line)
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
    return [*lines, line] if line else lines


def left(text: str, columns: int) -> str:
    """Text with spaces after it."""
    return text + " " * max(0, columns - width(text))


def right(text: str, columns: int) -> str:
    """Text with spaces before it."""
    return " " * max(0, columns - width(text)) + text


def _pieces(word: str, columns: int) -> list[str]:
    pieces = [""]
    for char in word:
        if width(pieces[-1]) + width(char) > columns:
            pieces.append("")
        pieces[-1] += char
    return pieces
