#!/usr/bin/env bash
# Number pictures of merge fields (\# "£#,##0"), filled by docx-mailmerge2, against what Word's documentation says of them:
# a half is rounded up, and "positive;negative" gives negative numbers a picture of their own.
# Guess: 2.50 pounds become £3, -3.5 with "£0.00;(£0.00)" becomes (£3.50), "1234.5" given as text is treated as a number.
# Seen (docx-mailmerge2 1.0.3): £2 (Python's rounding to the even number; 3.50 gives £4), "£-3.50;(£0.00)", and text stays
#   "1234.5" (with a warning).
# Why it matters: rounded sums differ from Word's by a pound, and a letter shows a picture's second half as words.
# Instead: format sums before the merge and use plain merge fields.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q docx-mailmerge2==1.0.3 2>pip.log || { cat pip.log; exit 2; }
cat > look.py <<'PY'
import re, zipfile
W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"')
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PKG = "http://schemas.openxmlformats.org/package/2006/"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."

def docx(path, body, sect="", **parts):
    """A small valid Word file: body and parts (settings, footnotes, header ...) as XML."""
    parts = {"styles": '<w:styles><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>',
             "settings": "<w:settings></w:settings>", **parts}
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("[Content_Types].xml", f'<Types xmlns="{PKG}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                   f'<Override PartName="/word/document.xml" ContentType="{WML}document.main+xml"/>'
                   + "".join(f'<Override PartName="/word/{n}.xml" ContentType="{WML}{n}+xml"/>' for n in parts) + "</Types>")
        z.writestr("_rels/.rels", f'<Relationships xmlns="{PKG}relationships"><Relationship Id="rId1" Type="{REL}officeDocument" Target="word/document.xml"/></Relationships>')
        z.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{PKG}relationships">'
                   + "".join(f'<Relationship Id="rId{i}" Type="{REL}{n}" Target="{n}.xml"/>' for i, n in enumerate(parts, 1)) + "</Relationships>")
        z.writestr("word/document.xml", f'<w:document {W}><w:body>{body}<w:sectPr>{sect}<w:pgSz w:w="11906" w:h="16838"/>'
                   '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>')
        for n, x in parts.items():
            z.writestr(f"word/{n}.xml", x.replace(">", f" {W}>", 1))

def run(text): return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
def para(*inside): return "<w:p>" + "".join(x if x.startswith("<") else run(x) for x in inside) + "</w:p>"
def words(path, part="word/document.xml"):
    x = zipfile.ZipFile(path).read(part).decode()
    return [re.sub("<[^>]+>", "", p) for p in re.findall(r"<w:p[ >].*?</w:p>", x, re.S)]
def field(code, shown):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return mark("begin") + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>' + mark("separate") + run(shown) + mark("end")
from mailmerge import MailMerge
cases = [("\\# \"£#,##0\"", 2.5, "£2"), ("\\# \"£#,##0\"", 3.5, "£4"), ("\\# \"£0.00;(£0.00)\"", -3.5, "£-3.50;(£0.00)"), ("\\# \"£#,##0.00\"", "1234.5", "1234.5")]
docx("letter.docx", "".join(para(field(f"MERGEFIELD f{i} {code}", "«»")) for i, (code, _, _) in enumerate(cases)))
with MailMerge("letter.docx") as m:
    m.merge(**{f"f{i}": value for i, (_, value, _) in enumerate(cases)}); m.write("out.docx")
x = re.sub("<w:instrText.*?</w:instrText>", "", zipfile.ZipFile("out.docx").read("word/document.xml").decode())
seen = [re.sub("<[^>]+>", "", p) for p in re.findall(r"<w:p[ >].*?</w:p>", x, re.S)]
for (code, value, expected), text in zip(cases, seen):
    print(f"{code:25} {value!r:10} -> {text!r}")
    assert text == expected
PY
venv/bin/python -W ignore look.py
echo "as described: to the even number, and the negative picture as words"
