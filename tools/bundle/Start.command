#!/bin/sh
# Sets the software up once, for this user alone, and opens a cycle in the browser.
# A cycle's folder may be named behind it.
set -u
here=$(cd "$(dirname "$0")" && pwd)
case "$(uname)" in
    Darwin) base="$HOME/Library/Application Support/scrutiny-response"; cycle="$HOME/Documents/Scrutiny cycle" ;;
    *) base="${XDG_DATA_HOME:-$HOME/.local/share}/scrutiny-response"; cycle="$HOME/Scrutiny cycle" ;;
esac
venv="$base/@VERSION@"
uv="$here/uv-$(uname -m)"
export UV_OFFLINE=1 UV_PYTHON_DOWNLOADS=never UV_NO_CONFIG=1 UV_NO_CACHE=1 UV_LINK_MODE=copy

ended() {
    if [ -t 0 ]; then
        printf '\nPress Enter to close this window. '
        read -r _
    fi
    exit 1
}

failed() {
    rm -rf "$venv"
    printf '\nThe software could not be set up; what stands above says why. Nothing was left behind.\n'
    printf 'If it speaks of hashes, a file of this folder was changed: take it out of the zip again.\n'
    ended
}

if [ ! -e "$venv/ready" ]; then
    if [ "$(uname)" = Darwin ]; then xattr -dr com.apple.quarantine "$here" 2>/dev/null; fi
    if ! "$uv" --version >/dev/null 2>&1; then
        printf '\nThis computer does not let the program %s run, which sets the software up.\n\n' "$(basename "$uv")"
        printf 'Please ask your IT department to allow it. "For IT.md" in the folder of this file says what it is for.\n'
        ended
    fi
    if ! "$uv" --quiet python find "@PYTHON@" >/dev/null 2>&1; then
        printf '\nThe software needs Python, and this computer has none that fits (@WORDS@).\n\n'
        printf 'Please ask your IT department for this:\n\n'
        printf '    Install Python @NEWEST@ from python.org.\n'
        printf '    The software needs no rights of an administrator and no network.\n'
        printf '    "For IT.md" in the folder of this file says what it installs, and where.\n\n'
        printf 'Then double-click Start again.\n'
        ended
    fi
    printf 'The software is set up. This is done once, and takes a minute.\n'
    rm -rf "$venv"
    "$uv" --quiet venv --python "@PYTHON@" "$venv" || failed
    number=$("$venv/bin/python" -c "import sys; print(*sys.version_info[:2], sep='.')") || failed
    "$uv" --quiet pip install --python "$venv/bin/python" --no-index --find-links "$here/wheels" --require-hashes \
        --requirement "$here/requirements-$number.txt" || failed
    : >"$venv/ready"
fi

if [ $# -gt 0 ]; then
    cycle=$1
    if [ ! -d "$cycle/inputs" ]; then
        printf '\nThere is no cycle in %s: it holds no folder called inputs.\n' "$cycle"
        printf 'Name the folder of a cycle itself behind Start, or double-click Start alone.\n'
        ended
    fi
elif [ ! -d "$cycle/inputs" ]; then
    said=$("$venv/bin/scrutiny" init "$cycle" 2>&1) || {
        printf '%s\n' "$said"
        ended
    }
    printf '\nA first cycle was made, with samples of partnerships that do not exist.\n'
fi
printf '\nThe cycle in %s opens in your browser. Leave this window open while you work.\n' "$cycle"
"$venv/bin/scrutiny" desk "$cycle" || ended
