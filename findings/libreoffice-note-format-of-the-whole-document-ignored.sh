#!/usr/bin/env bash
# Footnotes whose form and first number stand in the document's settings (word/settings.xml), converted by LibreOffice.
#
# Guess: ECMA-376, part 1, 17.11.11 says that what the settings say of footnotes holds wherever a section says nothing, so
#   the PDF numbers the notes iv and v.
# Seen (LibreOffice 7.4.7, python-docx 1.2.0): the PDF numbers them 1 and 2. The same properties in the section's own
#   properties (w:sectPr) are followed: iv and v. The number of pages (NUMPAGES) is shown in the form of the page's own
#   number, "2" as "ii" where pages are numbered i, ii.
# Why it matters: a letter that says "see note iv" has no such note in its PDF.
# Instead: say it in each section of the copy that is converted, and write NUMPAGES \* Arabic.
set -euo pipefail
command -v soffice >/dev/null && command -v pdftotext >/dev/null || { echo "needs LibreOffice (soffice) and poppler"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check python-docx==1.2.0 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat > make.py <<'PY'
import sys, docx
from docx.opc.constants import CONTENT_TYPE as CT, RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

where, name = sys.argv[1:]
document = docx.Document()
notes = "".join(f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> source {n}</w:t></w:r></w:p></w:footnote>' for n in (1, 2))
for n in (1, 2):
    document.add_paragraph(f"said{n}:")._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="{n}"/></w:r>'))
document.add_page_break()
document.add_paragraph("pages:")._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="NUMPAGES"><w:r><w:t>2</w:t></w:r></w:fldSimple>'))
part = Part(PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode(), document.part.package)
document.part.relate_to(part, RT.FOOTNOTES)
form = parse_xml(f'<w:footnotePr {nsdecls("w")}><w:numFmt w:val="lowerRoman"/><w:numStart w:val="4"/></w:footnotePr>')
section = document.sections[0]._sectPr
section.find("{*}pgMar").addnext(parse_xml(f'<w:pgNumType {nsdecls("w")} w:fmt="lowerRoman"/>'))
if where == "section":
    section.insert(0, form)
else:
    settings = document.settings.element
    settings.find("{*}compat").addprevious(form)
document.save(name)
PY
shown() { # shown WHERE
  venv/bin/python make.py "$1" "$1.docx"
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir . "$1.docx" >/dev/null 2>&1
  pdftotext "$1.pdf" - | tr -s '\n\f ' ' '; }
settings=$(shown settings); section=$(shown section)
echo "settings: $settings"; echo "section:  $section"
[[ $settings == *"said1:1 said2:2"* && $section == *"said1:iv said2:v"* && $section == *"pages:ii"* ]] || { echo "no longer as described"; exit 1; }
echo "as described: notes 1 and 2 where the settings say iv and v"
