#!/usr/bin/env bash
# The ids of a Word file's own styles after LibreOffice has saved it.
# Guess: ids and names come back as they were.
# Seen (LibreOffice 7.4.7): the names stay and the ids are made anew from them: "ActionText" (name "Action text") becomes
#   "Actiontext", "Ref-no" (name "Ref no.") becomes "Refno"; other names of a style (w:aliases) are dropped.
# Why it matters: software that finds the answers of a plan by w:pStyle or w:rStyle, as raw XML code does, finds none.
# Instead: look the style up by w:name (without regard to case), then use the id that this file has.
set -euo pipefail
command -v unzip >/dev/null || { echo "needs unzip"; exit 2; }
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
convert() { # convert FORMAT FOLDER FILE
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }

python3 - <<'PY'
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
styles = ('<w:styles><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="ActionText">'
          '<w:name w:val="Action text"/><w:aliases w:val="answer"/><w:basedOn w:val="Normal"/></w:style><w:style w:type="character" w:customStyle="1" w:styleId="Ref-no"><w:name w:val="Ref no."/></w:style></w:styles>')
docx("plan.docx", f'<w:p><w:pPr><w:pStyle w:val="ActionText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="Ref-no"/></w:rPr><w:t>SV 1</w:t></w:r>{run(" Train the staff")}</w:p>', styles=styles)
PY
convert docx out plan.docx
for f in plan out/plan; do
  echo "$f: used $(unzip -p $f.docx word/document.xml | grep -oE '<w:[pr]Style [^>]*>' | tr '\n' ' ') names $(unzip -p $f.docx word/styles.xml | grep -oE '"(Action text|Ref no\.)"' | tr '\n' ' ') aliases $(unzip -p $f.docx word/styles.xml | grep -c '<w:aliases' || true)"
done | tee seen.txt
grep -q '^out/plan: used <w:pStyle w:val="Actiontext"/> <w:rStyle w:val="Refno"/>' seen.txt
tail -1 seen.txt | grep '"Ref no\."' | grep '"Action text"' | grep -q 'aliases 0'
echo "as described: same names, other ids"
