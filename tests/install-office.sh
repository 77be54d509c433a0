#!/bin/sh
# LibreOffice, pdftotext and a Korean font for the tests of workbooks. Installed where that is possible (apt, root);
# elsewhere those tests are skipped with the reason printed, and under CI their absence fails.
missing=""
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-calc"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
fc-list :lang=ko 2>/dev/null | grep -q . || missing="$missing fontconfig fonts-nanum"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "installing:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # a list of words on purpose
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
        exit 0
    fi
fi
echo "not installed:$missing; the tests of workbooks need them"
[ "${CI:-}" = true ] && exit 1
exit 0
