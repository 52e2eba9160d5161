#!/usr/bin/env bash
# Every header of ours compiles alone.   headers_alone.sh COMPILER SOURCE_DIR
set -euo pipefail
compiler=$1
cd "$2"
export compiler

alone() {
    printf '#include "%s"\n' "${1#src/}" | "$compiler" -std=c++20 -fsyntax-only -Wall -Wextra -Wpedantic -Werror \
        -Isrc -x c++ - || { echo "$1 does not compile alone"; return 255; }
}
export -f alone

headers=$(find src/radici -name '*.hpp' -not -path '*/detail/*' | sort)
[ "$(wc -l <<<"$headers")" -gt 20 ] || { echo "where are the headers?"; exit 1; }
xargs -P "$(nproc)" -I{} bash -c 'alone {}' <<<"$headers"
