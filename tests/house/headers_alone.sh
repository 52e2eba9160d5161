#!/usr/bin/env bash
# Every header of ours compiles alone.   headers_alone.sh COMPILER SOURCE_DIR
# A header whose own source includes it first was compiled alone by the build; the others are compiled here.
set -euo pipefail
compiler=$1
cd "$2"
export compiler

alone() {
    printf '#include "%s"\n' "${1#src/}" | "$compiler" -std=c++20 -fsyntax-only -Wall -Wextra -Wpedantic -Werror \
        -Isrc -x c++ - || { echo "$1 does not compile alone"; return 255; }
}
export -f alone

proved_by_source() {
    local source=${1%.hpp}.cpp
    [ -f "$source" ] && [ "$(grep -m 1 '^#include' "$source")" = "#include \"${1#src/}\"" ]
}

headers=()
for header in $(find src/radici -name '*.hpp' | sort); do
    proved_by_source "$header" || headers+=("$header")
done
[ ${#headers[@]} -gt 10 ] || { echo "where are the headers?"; exit 1; }
printf '%s\n' "${headers[@]}" | xargs -P "$(nproc)" -I{} bash -c 'alone {}'
echo "${#headers[@]} headers compile alone"
