"""A house style that looks like no other → a Word document that shows it, with identifiers in another language."""

from __future__ import annotations

from engross.word.opc.package import Package
from tests import word_files
from tests.word_files import OFFICE, WORD_TYPE, Part

PLUM, ORANGE, CREAM, INK = "5A1846", "B34700", "FFF3E0", "2B1B24"
TAGS = (
    "{%p if assessment.marking %}", "{{ assessment.marking }}", "{%p endif %}", "{{ partnership.name }}",
    '{%p if assessment.state != "issued" %}', "{{ assessment.state }}", "{%p endif %}",
)  # fmt: skip
"""The tags of the shipped templates' headers; the house's headers hold them too."""


def fonts(name: str) -> str:
    """A font for all scripts."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}" w:eastAsia="{name}"/>'


def look(name: str, size: float, colour: str, *, bold: bool = False, space: tuple[int, int] = (0, 120)) -> str:
    """The properties of a paragraph style."""
    weight = "<w:b/>" if bold else ""
    return (
        f'<w:qFormat/><w:pPr><w:spacing w:before="{space[0]}" w:after="{space[1]}"/></w:pPr><w:rPr>{fonts(name)}{weight}'
        f'<w:color w:val="{colour}"/><w:sz w:val="{round(size * 2)}"/></w:rPr>'
    )


def heading(level: int) -> str:
    """A heading style under the identifier that a German Word gives it."""
    size = {1: 24, 2: 18, 3: 14}[level]
    band = f'<w:shd w:val="clear" w:color="auto" w:fill="{PLUM}"/>' if level == 1 else ""
    colour = "FFFFFF" if level == 1 else ORANGE
    return word_files.style(
        f"berschrift{level}",
        f"heading {level}",
        f'<w:next w:val="Standard"/><w:qFormat/><w:pPr><w:keepNext/>{band}<w:spacing w:before="360" w:after="160"/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr>{fonts("Caladea")}<w:b/><w:color w:val="{colour}"/>'
        f'<w:sz w:val="{2 * size}"/></w:rPr>',
        based_on="Standard",
    )


def listed(id: str, name: str, number: int) -> str:
    """A style of lists."""
    inner = f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr><w:spacing w:after="60"/></w:pPr>'
    return word_files.style(id, name, inner, based_on="Standard")


def table_style() -> str:
    """The template's table style in the house's colours."""
    borders = "".join(f'<w:{side} w:val="single" w:sz="12" w:color="{PLUM}"/>' for side in ("top", "bottom", "insideH"))
    return word_files.style(
        "Tabelle",
        "Response Table",
        f'<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{PLUM}"/></w:tcPr>'
        f'</w:tblStylePr><w:tblStylePr w:type="band2Horz"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{CREAM}"/>'
        "</w:tcPr></w:tblStylePr>",
        "table",
        "NormaleTabelle",
    )


STYLES = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts("Caladea")}<w:color w:val="{INK}"/><w:sz w:val="26"/><w:szCs w:val="26"/>'
    '<w:lang w:val="de-DE"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="200" w:line="300" '
    'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + word_files.style("Standard", "Normal", "<w:qFormat/><w:rPr><w:lang w:val='de-DE'/></w:rPr>")
    + word_files.style("AbsatzStandard", "Default Paragraph Font", type="character")
    + word_files.style("NormaleTabelle", "Normal Table", '<w:tblPr><w:tblCellMar><w:left w:w="160" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar></w:tblPr>', type="table")
    + word_files.style("KeineListe", "No List", type="numbering")
    + "".join(map(heading, (1, 2, 3)))
    + word_files.style("Titel", "Title", look("Caladea", 40, PLUM, bold=True, space=(0, 240)), based_on="Standard")
    + word_files.style("Betreff", "Subject", look("Caladea", 15, ORANGE, bold=True), based_on="Standard")
    + word_files.style("Briefkopf", "Letterhead", look("Caladea", 28, ORANGE, bold=True), based_on="Standard")
    + word_files.style("Tabellenkopf", "Table Heading", look("Caladea", 13, "FFFFFF", bold=True, space=(60, 60)), based_on="Standard")
    + word_files.style("Tabellentext", "Table Text", look("Caladea", 12, INK, space=(60, 60)), based_on="Standard")
    + word_files.style("Pullquote", "Pull Quote", look("Caladea", 20, PLUM), based_on="Standard")
    + table_style()
    + listed("Aufzhlung", "List Bullet", 3)
    + listed("Nummern", "List Number", 5)
)  # fmt: skip

NUMBERING = (
    f'<w:abstractNum w:abstractNumId="7"><w:nsid w:val="0A0B0C0D"/><w:multiLevelType w:val="hybridMultilevel"/><w:lvl '
    'w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="Aufzhlung"/><w:lvlText w:val="►"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr><w:rPr>'
    f'<w:color w:val="{ORANGE}"/></w:rPr></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="9"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start '
    'w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Nummern"/><w:lvlText w:val="%1)"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num>'
)
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Plum"><a:themeElements><a:clrScheme '
    'name="Plum">'
    + "".join(
        f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>'
        for name, colour in zip(
            ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink"),
            (INK, "FFFFFF", PLUM, CREAM, PLUM, ORANGE, *[PLUM] * 4, ORANGE, PLUM),
            strict=True,
        )
    )
    + '</a:clrScheme><a:fontScheme name="F"><a:majorFont><a:latin typeface="Caladea"/><a:ea typeface=""/><a:cs '
    'typeface=""/></a:majorFont><a:minorFont><a:latin typeface="Caladea"/><a:ea typeface=""/><a:cs typeface=""/>'
    '</a:minorFont></a:fontScheme><a:fmtScheme name="E"><a:fillStyleLst>'
    + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    + "</a:fillStyleLst><a:lnStyleLst>"
    + '<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
    + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + "</a:effectStyleLst><a:bgFillStyleLst>"
    + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    + "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
SECTION = (
    '<w:headerReference w:type="first" r:id="rIdFirst"/><w:headerReference w:type="default" r:id="rIdHeader"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1700" w:right="1985" w:bottom="1700" w:left="1985" '
    'w:header="680" w:footer="680" w:gutter="0"/><w:titlePg/>'
)


def header(number: int, style: str, text: str, tags: tuple[str, ...]) -> str:
    """A header with a crest, a line of the house's own, and tags."""
    crest = f"<w:p>{word_files.picture('rIdCrest', number, 'Crest', 'The crest')}</w:p>"
    return crest + word_files.paragraph(text, style) + "".join(word_files.paragraph(tag, "Standard") for tag in tags)


def house(tags: tuple[str, ...] = TAGS, section: str = SECTION) -> Package:
    """The house style document."""
    crest = (("rIdCrest", f"{OFFICE}/image", "media/image1.png"),)
    first = word_files.xml_part("header4.xml", header(1, "Briefkopf", "Plum House", tags), "rIdFirst")
    other = word_files.xml_part("header1.xml", header(2, "Pullquote", "Plum House, continued", tags), "rIdHeader")
    parts = [
        word_files.styles_part(STYLES),
        word_files.xml_part("numbering.xml", NUMBERING, "rIdNumbering"),
        Part(first.name, first.type, first.kind, first.data, first.id, crest),
        Part(other.name, other.type, other.kind, other.data, other.id, crest),
        Part("word/media/image1.png", "image/png", f"{OFFICE}/image", word_files.PNG),
        Part("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml", f"{OFFICE}/theme", THEME.encode(), "rIdTheme"),
        word_files.xml_part("fontTable.xml", '<w:font w:name="Caladea"><w:family w:val="roman"/></w:font>', "rIdFonts"),
    ]  # fmt: skip
    parts[-1] = Part(
        parts[-1].name, f"{WORD_TYPE}.fontTable+xml", f"{OFFICE}/fontTable",
        parts[-1].data.replace(b"w:fontTable", b"w:fonts"), parts[-1].id,
    )  # fmt: skip
    return Package.open(
        word_files.word_file(word_files.paragraph("House style", "Titel"), parts, section), "house.docx"
    )
