#!/usr/bin/env bash
# Writes docs/reference from the program itself, so that pages and readers cannot differ.
# With --check: writes nothing, fails where a page is out of date.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
program=${RADICI_PROGRAM:-build/release/bin/radici}
page=docs/reference/study.md

fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT
"$program" schema --markdown >"$fresh"
if [ "${1:-}" = --check ]; then
    diff -u "$page" "$fresh" || { echo "$page is out of date: run ./dev docs" >&2; exit 1; }
else
    mkdir -p "$(dirname "$page")"
    cp "$fresh" "$page"
    echo "Wrote $page" >&2
fi
