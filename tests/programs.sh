#!/usr/bin/env bash
# Installs the programs that some readers call: Tesseract with Vietnamese (scans) and LibreOffice Writer (DOC, ODT, RTF).
# Where they cannot be installed, the tests that need them are skipped and say so.
set -euo pipefail
# shellcheck source=tests/apt.sh
source "$(dirname "$0")/apt.sh"

missing=()
tesseract --list-langs 2>/dev/null | grep -qx vie || missing+=(tesseract-ocr tesseract-ocr-vie tesseract-ocr-osd)
command -v soffice >/dev/null || command -v libreoffice >/dev/null || missing+=(libreoffice-writer-nogui)
# A typeface with every Vietnamese letter, to typeset the documents that are read back.
[ -n "$(fc-list :lang=vi family 2>/dev/null)" ] || missing+=(fonts-noto-core)
[ ${#missing[@]} -eq 0 ] || apt_install "${missing[@]}" ||
    say "Could not install ${missing[*]}: the tests that need them are skipped."
