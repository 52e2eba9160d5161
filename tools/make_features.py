#!/usr/bin/env python3
"""Writes docs/features.md from tests/features/features.csv and what features_test found.

make_features.py PROGRAM           runs the tests, writes the page
make_features.py PROGRAM --check   runs them and compares: every id once, outcomes as on the page (numbers
                                   may differ), all skips named in tests/expected_skips.txt; exit 1 otherwise
"""
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent
page = root / "docs" / "features.md"

HEAD = """# Feature rows

<!-- Made by `./dev docs` from tests/features; do not edit. -->

What the model can show, row by row; each is a test (`ctest -R 'features\\.'`). A row that does not hold, or whose part is not
built, says so here and is skipped in the tests.

"""


def outcomes(program):
    """Outcome of every test by id: (word, text)."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "features.json"
        environment = dict(os.environ, RADICI_DATA=str(root / "data"))
        run = subprocess.run([program, f"--gtest_output=json:{file}"], env=environment,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if not file.exists():
            sys.exit(f"{program} wrote no results:\n{run.stdout[-2000:]}")
        suites = json.loads(file.read_text())["testsuites"]
    found = {}
    for test in (one for suite in suites for one in suite["testsuite"]):
        if "failures" in test:
            found[test["name"]] = ("fails", test["failures"][0]["failure"].splitlines()[0])
        elif test["result"] == "SKIPPED":
            found[test["name"]] = ("not met", test.get("not_met", "no reason given"))
        else:
            found[test["name"]] = ("pass", test.get("shown", ""))
    return found


def text_of(rows, found):
    met = sum(word == "pass" for word, _ in found.values())
    lines = [HEAD + f"{met} of {len(rows)} rows hold.\n"]
    group = None
    for row in rows:
        if row["group"] != group:
            group = row["group"]
            lines.append(f"\n## {group}\n\n| row | what it shows | outcome |\n|---|---|---|\n")
        word, text = found[row["id"]]
        cells = (row["id"], f"**{row['capability']}.** {row['works_means']}",
                 f"{word}: {text}" if text else word)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n")
    return "".join(lines)


def without_numbers(text):
    return re.sub(r"[+-]?\b\d+(\.\d+)?(e[+-]?\d+)?|-?inf|nan", "#", text)


def main():
    program, check = sys.argv[1], "--check" in sys.argv[2:]
    with open(root / "tests" / "features" / "features.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    found = outcomes(program)
    faults = []
    ids = [row["id"] for row in rows]
    if ids != [f"F{n:02}" for n in range(1, 63)] or set(ids) != set(found):
        faults.append(f"rows and tests differ: {sorted(set(ids) ^ set(found))}")
    faults += [f"{name} fails: {text}" for name, (word, text) in found.items() if word == "fails"]
    faults += [f"{name} is skipped without a reason" for name, (word, text) in found.items()
               if word == "not met" and text == "no reason given"]
    expected = set((root / "tests" / "expected_skips.txt").read_text().split("\n"))
    faults += [f"tests/expected_skips.txt does not tell the truth of {name}"
               for name, (word, _) in found.items()
               if (word == "not met") != (f"features.Features.{name}" in expected)]
    if not faults:
        fresh = text_of(rows, found)
        if check and without_numbers(fresh) != without_numbers(page.read_text()):
            faults.append("docs/features.md differs from the outcomes: run ./dev docs")
        elif not check:
            page.write_text(fresh)
            print("Wrote docs/features.md", file=sys.stderr)
    if faults:
        sys.exit("\n".join(faults))


main()
