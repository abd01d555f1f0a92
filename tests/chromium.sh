#!/usr/bin/env bash
# Prints the path of a Chromium that the browser tests can drive, installing one if there is none.
#   tests/chromium.sh [PYTHON]     PYTHON: an interpreter that has playwright
# TRICHDAN_CHROMIUM names another browser. All other messages go to stderr.
set -euo pipefail
python=${1:-python3}

# shellcheck source=tests/apt.sh
source "$(dirname "$0")/apt.sh"

works() { [ -n "$1" ] && "$1" --version >/dev/null 2>&1; } # Ubuntu's stub for a missing snap exists but does not run

found() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        name=$(command -v "$name" || true)
        if works "$name"; then
            echo "$name"
            return
        fi
    done
    return 1
}

vietnamese_font() {
    ! command -v fc-list >/dev/null || [ -n "$(fc-list :lang=vi family)" ]
}

from_playwright() {
    "$python" -c 'if True:
        from playwright.sync_api import sync_playwright
        with sync_playwright() as p:
            print(p.chromium.executable_path)' 2>/dev/null
}

if [ -n "${TRICHDAN_CHROMIUM:-}" ]; then
    works "$TRICHDAN_CHROMIUM" || { say "TRICHDAN_CHROMIUM=$TRICHDAN_CHROMIUM does not run. Correct or unset it."; exit 1; }
    echo "$TRICHDAN_CHROMIUM"
    exit
fi

browser=$(found) || { apt_install chromium fonts-noto-core && browser=$(found); } || {
    browser=$(from_playwright) && works "$browser"
} || {
    say "Installing Chromium with playwright"
    "$python" -m playwright install chromium >&2 && browser=$(from_playwright) && works "$browser"
} || {
    say "The browser tests need Chromium or Chrome, and none could be installed here."
    say "Install one (Debian: sudo apt-get install chromium fonts-noto-core; Fedora: sudo dnf install chromium;"
    say "macOS: brew install --cask google-chrome), or name one: TRICHDAN_CHROMIUM=/path/to/chrome make test"
    exit 1
}

vietnamese_font || apt_install fonts-noto-core || say "No font here has Vietnamese letters; pages will show boxes."
echo "$browser"
