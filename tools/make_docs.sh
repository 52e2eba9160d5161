#!/usr/bin/env bash
# Writes docs/reference from the program itself, so that pages and readers cannot differ.
# With --check: writes nothing, fails where a page is out of date.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
program=${RADICI_PROGRAM:-build/release/bin/radici}
pages=docs/reference

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
"$program" schema study --markdown >"$fresh/study.md"
"$program" schema columns --markdown >"$fresh/columns.md"
if [ "${1:-}" = --check ]; then
    diff -ru "$pages" "$fresh" || { echo "$pages is out of date: run ./dev docs" >&2; exit 1; }
else
    mkdir -p "$pages"
    cp "$fresh"/*.md "$pages"
    echo "Wrote $(echo "$pages"/*.md)" >&2
fi
