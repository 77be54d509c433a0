"""Twin of edited_text: the text of a pledge as it was last edited, kept as a register row."""

from hypothesis import given
from hypothesis import strategies as st

from ledger.model.registers.edited_text import EditedText


@given(st.text(st.sampled_from('가a #"\\\t ='), max_size=40))
def test_the_text_comes_back_to_the_last_space(text: str) -> None:
    stored = EditedText.of("5-2", text)
    assert EditedText.from_body("5-2", stored.body()).text == f"{text}\n"
