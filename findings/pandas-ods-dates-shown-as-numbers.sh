#!/usr/bin/env bash
# An .ods that pandas wrote shows 46581 in LibreOffice where the due date should be, and 1 for True.
#
# Guess: DataFrame.to_excel("plan.ods") gives cells of type date, and LibreOffice shows them as dates.
# Seen (pandas 3.1.1 with odfpy 1.4.1, LibreOffice 7.4): the cells are of type date and boolean, with a
#   text that says 07/13/27 and TRUE, but without a number format. LibreOffice shows the bare number,
#   in CSV and in PDF, and saved as .xlsx they are plain numbers: openpyxl then reads
#   46581 and 1. Timestamps and times alike. pandas reads its own file back rightly, so a test of
#   writing and reading sees nothing. odswriter 0.5.0 gives its cells a format, and shows dates.
# Why it matters: a list of due dates sent to a council as .ods is a list of numbers.
# Instead: odswriter, or pandas to .xlsx.
set -euo pipefail
for tool in python3 soffice; do command -v "$tool" >/dev/null || { echo "needs $tool"; exit 2; }; done
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pandas==3.1.1 odfpy==1.4.1 odswriter==0.5.0 openpyxl==3.1.5
cat > "$work/write.py" <<'PY'
import datetime
import sys
import odswriter
import pandas

head, row = ["Ref", "Due", "Meeting", "Done"], ["PA 1.1", datetime.date(2027, 7, 13), datetime.datetime(2027, 7, 13, 9, 0), True]
pandas.DataFrame([row], columns=head).to_excel(sys.argv[1] + "/pandas.ods", engine="odf", index=False)
with odswriter.writer(open(sys.argv[1] + "/odswriter.ods", "wb")) as out:
    out.writerow(head)
    out.writerow(row)
print("  pandas reads back:", pandas.read_excel(sys.argv[1] + "/pandas.ods", engine="odf").iloc[0].tolist())
PY
"$work/venv/bin/python" "$work/write.py" "$work"
soffice --version
for form in csv xlsx; do
  timeout 120 soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$form" --outdir "$work" \
    "$work/pandas.ods" "$work/odswriter.ods" >/dev/null 2>&1
done
for name in pandas odswriter; do echo "  LibreOffice shows $name: $(tail -n 1 "$work/$name.csv")"; done
cat > "$work/check.py" <<'PY'
import sys
import openpyxl
values = [cell.value for cell in openpyxl.load_workbook(sys.argv[1] + "/pandas.xlsx").active[2]]
print("  saved as .xlsx:", values)
shown = open(sys.argv[1] + "/pandas.csv").read().splitlines()[1]
other = open(sys.argv[1] + "/odswriter.csv").read().splitlines()[1]
if shown != "PA 1.1,46581,46581.375,1" or values != ["PA 1.1", 46581, 46581.375, 1] or "2027" not in other or "TRUE" not in other:
    sys.exit("CHANGED: the dates are shown otherwise now")
print("as described")
PY
"$work/venv/bin/python" "$work/check.py" "$work"
