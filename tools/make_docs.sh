#!/usr/bin/env bash
# Writes the pages of docs/reference that the program knows best; a test compares them (schema_export_test.cpp).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
program=${RADICI_PROGRAM:-build/release/bin/radici}

for page in study columns; do
    fresh=$("$program" schema "$page" --markdown)   # whole, or the old page stays
    printf '%s\n' "$fresh" >"docs/reference/$page.md"
    echo "Wrote docs/reference/$page.md" >&2
done
