"""Twin of photos: those of the pledge, in their order, each with its caption and when it was taken."""

from dataclasses import replace
from datetime import date

from ledger.model.document import Heading, Photos, Picture
from ledger.reports.context import Context
from ledger.reports.sections.photos import Options, build
from tests.reports.contexts import context

SIZE = "width=400 height=300"
LINES = f"""
  + photo "5-2 01" project=5-2 caption="업무협약" sha256=a on="2023-07" order=2 {SIZE}
  + photo "5-2 02" project=5-2 caption="개소식" sha256=b on="2023-05-02" {SIZE}
  + photo "5-2/1 01" project=5-2/1 caption="간담회" sha256=c {SIZE}
  + photo "5-2 03" project=5-2 caption="준공식" sha256=d on="2024H2" {SIZE}
"""


def about(lines: str = LINES, pledge: str = "5-2") -> Context:
    made = context(lines, pledge=pledge)
    return replace(made, files={name: name.encode() for name in "abcd"}, pledges=made.books.pledges)


def test_photos_in_their_order_without_those_of_the_future() -> None:
    heading, photos = build(about(), Options())
    assert heading == Heading("관련 사진")
    assert photos == Photos(
        (
            Picture(b"b", "개소식 (2023. 5. 2.)", 400, 300),
            Picture(b"a", "업무협약 (2023. 7.)", 400, 300),
            Picture(b"c", "간담회", 400, 300),
        )
    )


def test_a_sheet_about_the_book_shows_those_of_the_chosen_pledges() -> None:
    whole = about(pledge="")
    assert build(whole, Options(title="사진"))[0] == Heading("사진")
    assert build(replace(whole, pledges=()), Options()) == []


def test_without_photos_there_is_no_section() -> None:
    assert build(about(""), Options()) == []
    later = replace(about().books, as_of=date(2023, 4, 30))
    (only,) = (block for block in build(replace(about(), books=later), Options()) if isinstance(block, Photos))
    assert [picture.caption for picture in only.pictures] == ["간담회"]
