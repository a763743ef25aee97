"""Pictures are put in whole, in their own proportions, with words for those who do not see them."""

from __future__ import annotations

import os
import re
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engross.word import Document, Refused, Template
from engross.word.model.pictures import Picture, read_picture
from engross.word.opc.package import Package
from engross.word.render.image import fitted
from engross.word.values.printing import ValueRefused
from tests.engross.word.paper import docx, p, table, texts, xml
from tests.structure import faults

TAG = '{{ picture | image(alt="A plan") }}'
CENTIMETRE = 360_000
INCH = 914_400


@dataclass(frozen=True, slots=True)
class Illustrated:
    picture: str


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def png(width: int = 100, height: int = 50, dots_a_metre: int = 0) -> bytes:
    """A grey picture, whole."""
    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0))
    size = chunk(b"pHYs", struct.pack(">LLB", dots_a_metre, dots_a_metre, 1)) if dots_a_metre else b""
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + head + size + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def exif(orientation: int, order: str = ">") -> bytes:
    """What a camera notes: its make, how it was held, and when."""
    begin = b"MM\0*" if order == ">" else b"II*\0"
    entries = [(0x010F, 2, 4, 0), (0x0112, 3, 1, orientation), (0x0132, 2, 4, 0)]
    listed = b"".join(struct.pack(f"{order}HHLHxx", *entry) for entry in entries)
    return begin + struct.pack(f"{order}LH", 8, len(entries)) + listed + bytes(4)


def jpeg(width: int, height: int, unit: int = 1, density: int = 300, noted: bytes = b"") -> bytes:
    """The outline of a JPEG file: everything but its pixels."""
    head = b"\xff\xe0" + struct.pack(">H5sHBHHBB", 16, b"JFIF\0", 0x0101, unit, density, density, 0, 0)
    if noted:
        head += b"\xff\xe1" + struct.pack(">H", 8 + len(noted)) + b"Exif\0\0" + noted
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8" + head + b"\xff\xff\xfe\0\4ab" + frame + b"\xff\xda\0\2\0\0\xff\xd9"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / "plan.png").write_bytes(png())
    (pictures / "photo.jpg").write_bytes(jpeg(600, 300))
    (tmp_path / "secret.png").write_bytes(png())
    return pictures


def made(folder: Path | None, picture: object, body: str = TAG) -> Document:
    document = Template.open(docx(body), file="letter.docx", images=folder).render({"picture": picture})
    assert faults(bytes(document)) == []
    return document


def extent(document: Document) -> tuple[int, int]:
    found = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', xml(document))
    assert found is not None
    return int(found[1]), int(found[2])


def refusal(folder: Path | None, picture: object, body: str = TAG) -> str:
    with pytest.raises(Refused) as refused:
        Template.open(docx(body), file="letter.docx", images=folder).render({"picture": picture})
    (problem,) = refused.value.problems
    return str(problem).removeprefix(f"letter.docx: body, paragraph 1: {problem.id}: {body}: ")


def test_a_picture_stands_in_the_text_with_its_words(folder: Path) -> None:
    document = made(folder, "plan.png", f"See {TAG} here")
    assert texts(document) == ["See  here"]
    assert 'name="plan.png" descr="A plan"' in xml(document)
    assert 'Target="media/image1.png"/></Relationships>' in xml(document, "word/_rels/document.xml.rels")
    assert Package.open(bytes(document)).read("word/media/image1.png") == png()


def test_a_jpeg_picture_brings_its_content_type(folder: Path) -> None:
    document = made(folder, "photo.jpg")
    assert extent(document) == (2 * INCH, INCH)
    assert '<Default Extension="jpeg" ContentType="image/jpeg"/>' in xml(document, "[Content_Types].xml")


def test_a_picture_may_be_given_as_bytes_without_any_folder() -> None:
    assert extent(made(None, png(96, 48))) == (INCH, INCH // 2)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ('width="5cm"', (5 * CENTIMETRE, 5 * CENTIMETRE // 2)),
        ('height="10 mm"', (2 * CENTIMETRE, CENTIMETRE)),
        ('width="72pt"', (INCH, INCH // 2)),
        ('width="8cm", height="2cm"', (4 * CENTIMETRE, 2 * CENTIMETRE)),
        ('width="2cm", height="8cm"', (2 * CENTIMETRE, CENTIMETRE)),
    ],
)
def test_a_picture_is_as_large_as_asked_and_never_distorted(size: str, expected: tuple[int, int]) -> None:
    assert extent(made(None, png(100, 50), TAG.replace(") }}", f", {size}) }}}}"))) == expected


def test_a_picture_has_the_size_of_its_own_resolution() -> None:
    assert extent(made(None, png(300, 150, 11811))) == (INCH, INCH // 2)
    assert extent(made(None, png(96, 96, dots_a_metre=1))) == (INCH, INCH)


def test_a_jpeg_counts_its_dots_in_inches_or_centimetres() -> None:
    assert read_picture(jpeg(254, 100, 2, 100), "x").width == INCH
    assert read_picture(jpeg(96, 96, 0, 1), "x").width == INCH


def test_a_picture_is_never_wider_than_the_text_nor_higher_than_the_page() -> None:
    assert extent(made(None, png(5000, 100)))[0] == 9026 * 635
    assert extent(made(None, png(100, 5000)))[1] == (16838 - 2880) * 635
    assert extent(made(None, png(5000, 100), table([TAG, "Right"])))[0] == (2000 - 216) * 635


Pixels = list[str]
"""A picture as lines of letters."""


def quarter(pixels: Pixels) -> Pixels:
    """A quarter turn clockwise."""
    return ["".join(column) for column in zip(*reversed(pixels), strict=True)]


STORED = {
    1: ["abc", "def"], 2: ["cba", "fed"], 3: ["fed", "cba"], 4: ["def", "abc"],
    5: ["ad", "be", "cf"], 6: ["cf", "be", "ad"], 7: ["fc", "eb", "da"], 8: ["da", "eb", "fc"],
}  # fmt: skip
"""The picture "abc" above "def" as a camera stores it, by the orientation that it notes (Exif 2.32, section 4.6.4)."""


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photo_is_set_upright_however_the_camera_was_held(orientation: int, order: str) -> None:
    across, down = (200, 300) if orientation >= 5 else (300, 200)
    document = made(None, jpeg(across, down, noted=exif(orientation, order)))
    found = re.search(r'<a:xfrm(?: rot="(\d+)")?( flipH="1")?( flipV="1")?>', xml(document))
    assert found is not None
    pixels = STORED[orientation]
    if found[2]:
        pixels = [line[::-1] for line in pixels]
    if found[3]:
        pixels = pixels[::-1]
    for _ in range(int(found[1] or 0) // 5_400_000):
        pixels = quarter(pixels)
    assert pixels == STORED[1]
    assert extent(document) == (INCH * across // 300, INCH * down // 300)
    assert xml(document).count(f'cx="{INCH * across // 300}" cy="{INCH * down // 300}"') == 2


def test_the_size_asked_for_is_that_of_the_upright_picture() -> None:
    lying = jpeg(400, 200, noted=exif(6))
    assert extent(made(None, lying, TAG.replace(") }}", ', width="2cm") }}'))) == (4 * CENTIMETRE, 2 * CENTIMETRE)
    assert extent(made(None, jpeg(90, 9000, noted=exif(8))))[1] == 9026 * 635
    assert extent(made(None, jpeg(9000, 90, noted=exif(8))))[0] == (16838 - 2880) * 635


def test_a_png_picture_may_note_its_orientation_too() -> None:
    whole = png(100, 50)
    turned = whole[:33] + chunk(b"eXIf", exif(6)) + whole[33:]
    assert (read_picture(turned, "x").width, read_picture(turned, "x").on_its_side) == (50 * 9525, True)


@given(st.binary(max_size=40).map(lambda rest: b"II*\0" + rest) | st.integers(0, 65535).map(exif))
def test_a_picture_with_damaged_notes_is_still_a_picture(noted: bytes) -> None:
    assert 1 <= read_picture(jpeg(10, 10, noted=noted), "x").orientation <= 8


@given(
    st.tuples(st.integers(1, 10**5), st.integers(1, 10**5)),
    st.tuples(st.none() | st.integers(1, 10**7), st.none() | st.integers(1, 10**7)),
    st.tuples(st.integers(10**5, 10**7), st.integers(10**5, 10**7)),
)
def test_a_fitted_picture_keeps_its_proportions_within_its_room(
    pixels: tuple[int, int], wanted: tuple[int | None, int | None], room: tuple[int, int]
) -> None:
    picture = Picture(b"", "png", "image/png", pixels[0] * 9525, pixels[1] * 9525)
    width, height = fitted(picture, wanted, room)
    assert 1 <= width <= room[0]
    assert 1 <= height <= room[1]
    assert abs(width * pixels[1] - height * pixels[0]) <= max(pixels) * 1.01


def test_one_file_is_stored_once_and_every_drawing_has_an_id_of_its_own(folder: Path) -> None:
    body = "{% for picture in all %}" + TAG + "{% endfor %}"
    document = Template.open(docx(body, TAG.replace("picture", "all[0]")), images=folder).render(
        {"all": ["plan.png"] * 3}
    )
    assert faults(bytes(document)) == []
    assert len(set(re.findall(r'<wp:docPr id="(\d+)"', xml(document)))) == 4
    media = [name for name in Package.open(bytes(document)).names if "media" in name]
    assert media == ["word/media/image1.png"]


def test_a_picture_may_stand_for_its_run_or_its_paragraph() -> None:
    run = made(None, png(), p("a", TAG.replace("{{", "{{r")))
    assert "<w:r><w:drawing>" in xml(run)
    paragraph = made(None, png(), p(TAG.replace("{{", "{{p"), properties='<w:jc w:val="right"/>'))
    assert '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:drawing>' in xml(paragraph)


def test_a_picture_in_a_header_is_related_to_the_header() -> None:
    document = Template.open(docx("Body", header=p(TAG))).render({"picture": png()})
    assert "media/image1.png" in xml(document, "word/_rels/header1.xml.rels")
    assert faults(bytes(document)) == []


def test_words_are_escaped_and_on_one_line() -> None:
    body = "{{ picture | image(alt=words) }}"
    document = Template.open(docx(body)).render({"picture": png(), "words": 'A "plan"\n& more <b>'})
    assert 'descr="A &#34;plan&#34; &amp; more &lt;b&gt;"' in xml(document)


def test_a_picture_without_words_is_refused(folder: Path) -> None:
    body = "{{ picture | image }}"
    assert refusal(folder, "plan.png", body) == (
        'a picture is put in without words that say what it shows; add them: {{ … | image(alt="…") }}'
    )
    assert "without words" in refusal(folder, "plan.png", '{{ picture | image(alt="  ") }}')


@pytest.mark.parametrize("name", ["../secret.png", "/etc/passwd", "", ".", "a/../../secret.png", "a\0b", "x" * 5000])
def test_a_picture_outside_the_folder_is_refused(folder: Path, name: str) -> None:
    said = refusal(folder, name)
    assert "does not lie in the folder of pictures" in said or "cannot be read (File name too long)" in said


def test_a_link_out_of_the_folder_is_refused(folder: Path) -> None:
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    assert refusal(folder, "link.png") == (
        "the picture 'link.png' does not lie in the folder of pictures; put it there, and name it without its folder"
    )


def test_a_picture_that_is_not_there_is_refused(folder: Path) -> None:
    assert refusal(folder, "other.png") == (
        "the picture other.png cannot be read (No such file or directory); check its name, and that it lies in the "
        "folder of pictures"
    )


def test_a_named_picture_without_a_folder_is_refused() -> None:
    assert refusal(None, "plan.png") == (
        "the picture 'plan.png' is named, but no folder of pictures is; say where the pictures lie"
    )


@pytest.mark.parametrize("size", ["5", "0cm", "-1cm", "1e3cm", "5km", ""])
def test_a_length_that_is_none_is_refused(size: str) -> None:
    body = f'{{{{ picture | image(alt="A plan", width="{size}") }}}}'
    assert refusal(None, png(), body) == f'"{size}" is no length; write a number with cm, mm, in or pt, such as "5cm"'


@pytest.mark.parametrize("data", [b"GIF89a", b"", b"<svg/>", b"%PDF"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert refusal(None, data) == "given as bytes is neither a PNG nor a JPEG picture; save it as PNG or JPEG"


def test_a_damaged_picture_is_refused() -> None:
    whole = png()
    for broken in (
        whole[:40],
        whole[:-1],
        whole.replace(b"IDAT", b"IDAX"),
        png(0, 5),
        jpeg(5, 5)[:-2],
        b"\xff\xd8\xff",
    ):
        assert "the picture given as bytes is damaged" in refusal(None, broken)


@given(st.binary(max_size=60), st.booleans())
def test_any_bytes_are_a_picture_or_refused(data: bytes, like_jpeg: bool) -> None:
    begun = (b"\xff\xd8\xff" if like_jpeg else b"\x89PNG\r\n\x1a\n") + data + b"\xff\xd9"
    try:
        picture = read_picture(begun, "x")
    except ValueRefused:
        return
    assert picture.width > 0
    assert picture.height > 0


def test_a_picture_that_is_too_large_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engross.word.render.image.MOST_PICTURE", 10)
    assert refusal(folder, "plan.png") == (
        f"the picture plan.png has {len(png())} bytes; save it smaller: at most 10 bytes are taken"
    )


def test_a_real_picture_is_read() -> None:
    image = pytest.importorskip("PIL.Image")
    for kind in ("PNG", "JPEG"):
        target = BytesIO()
        image.new("RGB", (600, 300), "navy").save(target, kind, dpi=(300, 300))
        assert read_picture(target.getvalue(), "x").width == pytest.approx(2 * INCH, rel=0.001)


def outline(*parts: tuple[bytes, bytes]) -> bytes:
    """A PNG file of these parts and its end."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, body) for kind, body in parts) + chunk(b"IEND", b"")


def head(width: int, height: int, depth: int = 8, colours: int = 2) -> tuple[bytes, bytes]:
    return b"IHDR", struct.pack(">LLBBBBB", width, height, depth, colours, 0, 0, 0)


PIXELS = (b"IDAT", zlib.compress(b"\0\0\0\0"))


@pytest.mark.parametrize(
    ("data", "how"),
    [
        (outline(head(1, 1)), "it has no pixels"),
        (outline(PIXELS), "it has no pixels"),
        (outline(head(1, 1, colours=3), PIXELS), "it has no pixels"),
        (outline(head(1, 1, depth=5), PIXELS), "it has a kind of colours that there is not"),
        (outline(head(1, 1, colours=7), PIXELS), "it has a kind of colours that there is not"),
        (outline((b"IHDR", b"\0\0\0\1"), PIXELS), "it breaks off"),
        (outline(head(1, 1), (b"pHYs", b"\0"), PIXELS), "it breaks off"),
        (png()[:60], "it breaks off"),
        (jpeg(6, 3)[:20], "it breaks off"),
        (jpeg(6, 3)[:-2], "its end is missing"),
    ],
    ids=range(10),
)
def test_a_picture_that_word_would_show_as_a_cross_is_refused(data: bytes, how: str) -> None:
    assert refusal(None, data) == f"the picture given as bytes is damaged ({how}); open it and save it again"


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (outline(head(2**31 - 1, 2**31 - 1), PIXELS), "2,147,483,647 by 2,147,483,647"),
        (outline(head(2**32 - 1, 1), PIXELS), "4,294,967,295 by 1"),
        (jpeg(65_535, 65_535), "65,535 by 65,535"),
    ],
    ids=["square", "line", "JPEG"],
)
def test_a_picture_of_more_pixels_than_a_computer_shows_is_refused(data: bytes, size: str) -> None:
    assert refusal(None, data) == f"the picture given as bytes has {size} pixels; save it smaller"


@pytest.mark.parametrize(
    ("old", "new"), [(b"\xff\xc2\0\x0b\x08", b"\xff\xc3\0\x0b\x08"), (b"\xff\xc2\0\x0b\x08", b"\xff\xc1\0\x0b\x0c")]
)
def test_a_jpeg_that_word_does_not_show_is_refused(old: bytes, new: bytes) -> None:
    assert refusal(None, jpeg(6, 3).replace(old, new)) == (
        "the picture given as bytes is a JPEG of a kind that Word does not show; save it as a usual JPEG"
    )


@pytest.mark.skipif(
    os.name == "nt", reason="Windows makes links for administrators only, and has no pipes among its files"
)
def test_what_is_no_file_in_the_folder_is_refused_and_keeps_nobody_waiting(folder: Path) -> None:
    (folder / "round.png").symlink_to("round.png")
    os.mkfifo(folder / "pipe.png")
    assert refusal(folder, "round.png") == (
        "the picture round.png cannot be read (Too many levels of symbolic links); "
        "check its name, and that it lies in the folder of pictures"
    )
    assert refusal(folder, "pipe.png") == "pipe.png is neither a PNG nor a JPEG picture; save it as PNG or JPEG"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_picture_whose_name_no_document_can_hold_is_refused(folder: Path) -> None:
    (folder / "a\x01.png").write_bytes(png())
    assert refusal(folder, "a\x01.png") == (
        "the character U+0001 stands in the text, and no Word document can hold it; take it out of the data"
    )


def test_a_program_may_give_a_picture_by_its_path(folder: Path) -> None:
    assert 'name="plan.png"' in xml(made(folder, folder / "plan.png"))
    assert 'name="plan.png"' in xml(made(folder, Path("plan.png")))


def test_a_template_that_is_checked_against_a_type_may_have_pictures(folder: Path) -> None:
    template = Template.open(docx(TAG), Illustrated, images=folder)
    assert template.problems == ()
    assert bytes(template.render(Illustrated("plan.png"))) == bytes(made(folder, "plan.png"))
