#!/usr/bin/env bash
# LibreOffice without a screen, with a profile that it has used before: what it does at each start.
# Guess: what a first start has to do is done once; from the second start on, a small document takes the time of a small document.
# Seen (LibreOffice 7.4.7): each start draws a hundred test pictures, some of 4096 x 4096 points, as after an upgrade, and
#   writes GraphicsRenderTests.log into the profile: two to three times the time of a start, for ever. It asks whether its
#   version is later than the one that last ran, and only a start with windows ever notes that.
#   One setting, ooSetupLastVersion, with a version that is not earlier, spares it. The PDF is the same.
# Why it matters: a service or a script that begins soffice for each document spends most of its time on this.
# Instead: write a profile with that setting before the first start.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo "tool: $(soffice --version)"
printf 'Dear Dr Sinclair,\n\nThe plan is accepted.\n' > letter.txt
convert() { # convert PROFILE: a PDF of the letter, and how long it took
  rm -f "$1/user/GraphicsRenderTests.log" letter.pdf
  local begun=$(date +%s%N)
  soffice "-env:UserInstallation=file://$work/$1" --headless --convert-to pdf --outdir . letter.txt >/dev/null 2>&1
  took=$(( ($(date +%s%N) - begun) / 1000000 ))
  drawn=no; [ -f "$1/user/GraphicsRenderTests.log" ] && drawn=yes
  [ -f letter.pdf ] || { echo "no PDF"; exit 1; }
}
convert used; convert used; convert used
echo "a profile used twice before: $took ms, test pictures drawn: $drawn"; again=$drawn
mkdir -p noted/user
cat > noted/user/registrymodifications.xcu <<'X'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>999.9</value></prop></item>
</oor:items>
X
convert noted; convert noted
echo "the same with the version noted: $took ms, test pictures drawn: $drawn"
[ "$again $drawn" = "yes no" ] || { echo "CHANGED"; exit 1; }
echo "as seen: drawn at each start, until the profile says which version ran last"
