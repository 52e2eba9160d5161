#!/usr/bin/env bash
# Writes the pages of docs/reference that the program knows best, and the tables of docs/guide/agents.md;
# tests compare them (schema_export_test.cpp, agent_test.cpp).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
program=${RADICI_PROGRAM:-build/release/bin/radici}

for page in study columns; do
    fresh=$("$program" schema "$page" --markdown)   # whole, or the old page stays
    printf '%s\n' "$fresh" >"docs/reference/$page.md"
    echo "Wrote docs/reference/$page.md" >&2
done

# fill PAGE KIND   puts `radici list KIND` between <!-- KIND --> and <!-- end -->
fill() {
    local table
    table=$("$program" list "$2" --markdown)
    table=$table awk -v mark="<!-- $2 -->" '
        $0 == "<!-- end -->" { inside = 0 }
        !inside { print }
        $0 == mark { print ENVIRON["table"]; inside = 1 }' "$1" >"$1.new"
    mv "$1.new" "$1"
}
for kind in agents inhibitors; do fill docs/guide/agents.md "$kind"; done
echo "Wrote the tables of docs/guide/agents.md" >&2
