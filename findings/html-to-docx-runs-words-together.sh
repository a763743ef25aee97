#!/usr/bin/env bash
# Spaces between marked words in HTML, and struck words, made into Word by html-to-docx (npm).
# Guess: "<b>not</b> <i>met</i>" keeps its space, <del> is struck through, <ol start="5"> begins at 5.
# Seen (html-to-docx 1.8.0): a space that stands alone between two tags is dropped ("notmet"); the words of <del> and <ins> are written
#   like any others, without a line; the list begins at 1.
# Why it matters: the letter says "notmet", shows the old wording beside the new, and its items have other numbers.
# Instead: put spaces inside a tag ("<b>not </b>") and resolve deletions before; check the words of the result.
set -euo pipefail
command -v unzip >/dev/null || { echo "needs unzip"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
echo "tool: node $(node --version)"
npm install --silent --no-audit --no-fund --prefix . html-to-docx@1.8.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat > make.mjs <<'JS'
import fs from "fs"; import make from "html-to-docx";
fs.writeFileSync("letter.docx", await make('<p>Standard <b>not</b> <i>met</i>: <del>inadequate</del> <ins>good</ins></p><ol start="5"><li>five</li></ol>'));
JS
node make.mjs
unzip -p letter.docx word/document.xml > body.txt
grep -oE '<w:t [^>]*>[^<]*|</w:p>' body.txt | sed 's/<w:t [^>]*>//; s/<.w:p>/|/' | tr -d '\n' | tee words.txt; echo
echo "strike marks: $(grep -oE '<w:d?strike|<w:del |<w:ins ' body.txt | wc -l); starts: $(unzip -p letter.docx word/numbering.xml | tr -d '\n' | grep -oE '<w:start w:val="5"|startOverride' | wc -l)" | tee marks.txt
grep -q '^Standard notmet: inadequategood|' words.txt; grep -qx 'strike marks: 0; starts: 0' marks.txt
echo "as described: words run together, nothing struck, the start lost"
