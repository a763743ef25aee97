#!/usr/bin/env bash
# A plan with a table, a figure "< 90%", a page reference and a struck date, made by docx of npm and read by @thasmorato/docx-parser (extractText).
# Guess: each cell's words once, in their place; the figure as it was typed; of a field its result; struck words left out.
# Seen (@thasmorato/docx-parser 1.4.0, docx 9.15.2, docx2txt 0.9 beside it): all cells stand among the paragraphs first, one a line, and once more behind
#   the text as a table; "< 90%" comes out as "&lt; 90%" and "Ann & Ben" as "Ann &amp; Ben"; the struck date stands beside the new one, and the
#   field's code beside its result ("PAGE"). No error.
# Why it matters: a count of the actions is twice what it should be, names with "&" are found nowhere, and both dates are due.
# Instead: docx2txt of Python (checked: all four right).
set -euo pipefail
command -v npm >/dev/null || { echo "needs Node.js and npm"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv; venv/bin/pip install -q --disable-pip-version-check docx2txt==0.9 >pip.log 2>&1 || { cat pip.log; exit 2; }
npm install --silent --no-audit --no-fund --prefix . @thasmorato/docx-parser@1.4.0 docx@9.15.2 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat > look.mjs <<'JS'
import fs from "fs"; import { execFileSync } from "child_process"; import * as docx from "docx"; import { extractText } from "@thasmorato/docx-parser";
const { Document, Packer, Paragraph, TextRun, Table, TableRow, TableCell, InsertedTextRun, DeletedTextRun, PageNumber } = docx;
const tracked = { author: "Ann", date: "2027-06-01T09:00:00Z" };
const cell = text => new TableCell({ children: [new Paragraph(text)] });
const file = new Document({ sections: [{ children: [
  new Paragraph("Attendance < 90%, lead Ann & Ben"),
  new Table({ rows: [["Action", "Lead"], ["1.1 Recruit", "Cal"]].map(row => new TableRow({ children: row.map(cell) })) }),
  new Paragraph({ children: [new TextRun("Due "), new DeletedTextRun({ ...tracked, id: 1, text: "1 May" }), new InsertedTextRun({ ...tracked, id: 2, text: "1 July" })] }),
  new Paragraph({ children: [new TextRun({ children: ["Page ", PageNumber.CURRENT] })] }),
] }] });
fs.writeFileSync("plan.docx", await Packer.toBuffer(file));
const text = String(await extractText(fs.readFileSync("plan.docx")));
const python = execFileSync("venv/bin/docx2txt", ["plan.docx"]).toString();
const count = (where, what) => where.split(what).length - 1;
for (const [name, said] of [["docx-parser", text], ["docx2txt", python]]) console.log(`--- ${name}\n${said.replace(/\n+/g, "\n").trim()}`);
const seen = t => [count(t, "1.1 Recruit"), count(t, "< 90%, lead Ann & Ben"), count(t, "&lt; 90%"), count(t, "1 May"), count(t, "1 July"), count(t, "PAGE")].join(" ");
console.log(`recruit, figure as typed, figure escaped, struck, new, code: docx-parser ${seen(text)}, docx2txt ${seen(python)}`);
if (seen(text) !== "2 0 1 1 1 1" || seen(python) !== "1 1 0 0 1 0") { console.log("CHANGED"); process.exit(1); }
JS
node look.mjs
echo "as described: cells twice, and &lt; for <"
