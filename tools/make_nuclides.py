#!/usr/bin/env python3
"""Writes data/nuclides/<Name>.toml from the tables of evaluated decay data.

    tools/make_nuclides.py FOLDER [OUT]     FOLDER holds one CSV per nuclide; OUT is data/nuclides

One CSV row is one emission per decay; we keep all of them, sorted by kind, and add totals that the loader
checks (docs/methods/nuclide.md). Only one nuclide is changed on the way: I-131, whose table counts the slow
163.93 keV transition of Xe-131m as if it were prompt; here Xe-131m is a daughter of its own.
"""
import csv
import decimal
import math
import pathlib
import re
import sys

SOURCES = {
    "S1": ("DDEP", "Decay Data Evaluation Project (LNE-LNHB), Table of Radionuclides, BIPM Monographie-5; "
                   "the ENSDF-format files that EGSnrc distributes by permission"),
    "S2": ("ENSDF", "Evaluated Nuclear Structure Data File (NSDD network, NNDC), read through paceENSDF"),
    "S3": ("NUBASE2020", "Kondev et al., Chin. Phys. C 45 (2021) 030001"),
    "C1": ("EADL", "cascade from the shell vacancies of capture and conversion with the transition probabilities and "
                   "binding energies of EPICS2023 in ENDF/B-VIII.1 (Brown et al., Nucl. Data Sheets 148 (2018) 1)"),
    "C2": ("FERMI", "mean energies from Fermi theory with a finite nucleus"),
    "C3": ("SUBSHELL", "energies of L, M and N+ lines with a binding energy averaged over the subshells"),
    "C4": ("DERIVED", "two quanta for each positron"),
    "C5": ("SELWYN", "0+ to 0+ transition of Zr-90: feeding from DDEP, pair probability 3.19e-5 per decay after "
                     "Selwyn et al. (2007), not checked against the paper"),
}
NOTES = {
    "Ac-227": ["Rounded weak beta branches: the 44.8 keV mode balances to 1.7 % of its own energy."],
    "At-217": ["No line data for the beta branch of 6.7e-5 to Rn-217."],
    "Bi-207": ["The level at 1633 keV (0.8 s) counts as prompt."],
    "Bi-212": ["Not listed: the E0 transition of 1800.9 keV and the long-range alphas of excited Po-212 (about 1e-4)."],
    "Cu-67": ["ENSDF mean energies disagree with its end points (4 % above Fermi theory): means computed instead."],
    "Er-169": ["DDEP mean energies lie 2 % below Fermi theory with DDEP's own end points."],
    "Fr-221": ["No line data for the beta branch of 4.8e-5 to Ra-221, which has no file."],
    "Ga-68": ["The E0 transition of 1655.9 keV has no evaluated intensity; negligible."],
    "I-131": ["1.1 % of decays feed Xe-131m (11.96 d). Its transition of 163.93 keV is not prompt and belongs to "
              "Xe-131m.toml: here its gamma, its conversion lines and the X-rays and Auger electrons that follow "
              "them are taken out.",
              "The evaluated beta intensities add up to 0.9982; they are scaled to 1."],
    "Pb-211": ["The evaluated beta intensities add up to 1.004; they are scaled to 1."],
    "Po-215": ["No line data for the beta branch of 2.3e-6 to At-215."],
    "Ra-223": ["The evaluated alpha intensities add up to 1.008; they are scaled to 1."],
    "Re-188": ["The E0 transitions of 1704, 1765 and 1825 keV have no evaluated intensity; negligible."],
    "Tb-161": ["The two hardest beta branches are known to 0.05 each; the evaluated branches add up to 1.009 and are "
               "scaled to 1.", "Half-life: ENSDF says 6.89 d, NUBASE2020 6.948 d (used)."],
    "Tc-99m": ["DDEP gives 0.885 for the 140.5 keV gamma; older compilations 0.891."],
    "Th-227": ["ENSDF's gamma normalisation is known to 8.5 %; the gamma transitions exceed the alpha feeding by 14 % "
               "and soft conversion electrons are uncertain by about 25 %."],
    "Tl-209": ["Gamma and beta intensities of the evaluation balance to 0.5 % only."],
    "Y-90": ["Two shape factors are in use: DDEP's mean energy is 0.9267 MeV, ENDF/B has 0.933 MeV.",
             "The E0 transition of Zr-90 (pair and conversion) is added to the evaluation."],
    "Zr-89": ["The 909 keV gamma of Y-89m (15.7 s) counts as prompt."],
}
# |accounted energy - Q| / Q that the evaluation itself reaches; all others balance to 0.1 %.
BALANCE = {"Tb-161": "0.0025", "Pb-211": "0.004", "Th-227": "0.005", "Tl-209": "0.007"}
ISOMER_FEEDING = "0.011"          # I-131 to Xe-131m, from its note
UNTABULATED_BETA = {"At-217", "Fr-221", "Po-215"}      # mode "?" of the tables: beta- without lines

KINDS = {   # CSV kind: (table, columns)
    "alpha": ("alpha", ["energy_MeV", "intensity", "intensity_sd", "level_keV", "mode"]),
    "beta-": ("beta_minus", ["end_point_MeV", "intensity", "intensity_sd", "mean_MeV", "transition", "level_keV",
                             "mode"]),
    "beta+": ("beta_plus", ["end_point_MeV", "intensity", "intensity_sd", "mean_MeV", "transition", "level_keV",
                            "mode"]),
    "ec": ("capture", ["energy_MeV", "intensity", "intensity_sd", "transition", "level_keV", "k", "l", "m", "n",
                       "mode"]),
    "gamma": ("gamma", ["energy_MeV", "intensity", "intensity_sd", "multipolarity", "conversion_coefficient",
                        "mode"]),
    "annihilation": ("annihilation", ["energy_MeV", "intensity", "mode"]),
    "pair": ("pair", ["energy_MeV", "intensity", "transition_keV", "mode"]),
    "ce": ("conversion", ["energy_MeV", "intensity", "shell", "transition_keV", "mode"]),
    "xray": ("xray", ["energy_MeV", "intensity", "transition", "mode"]),
    "auger": ("auger", ["energy_MeV", "intensity", "transition", "mode"]),
}


class Row:
    def __init__(self, fields):
        fields = list(fields)
        _, self.kind, self.energy, self.intensity, self.mean, self.sd = fields[:6]
        self.mode, self.source = fields[-2:]
        self.detail = ",".join(fields[6:-2])          # one detail in a hundred holds a comma
        self.sd = self.sd or "0"

    def level(self):
        return trim(re.search(r"to ([0-9.]+) keV", self.detail)[1])

    def transition(self):
        return self.detail.split(" ")[0].replace("allowed?", "unassigned")

    def keV(self):
        return trim(re.search(r"([0-9.]+) keV", self.detail)[1])

    def values(self):
        match self.kind:
            case "alpha":
                return [self.energy, self.intensity, self.sd, self.level(), self.mode]
            case "beta-" | "beta+":
                return [self.energy, self.intensity, self.sd, self.mean, quote(self.transition()), self.level(),
                        self.mode]
            case "ec":
                share = dict(re.findall(r"P([KLMN])\+?=([0-9.]+)", self.detail))
                return [self.energy, self.intensity, self.sd, quote(self.transition()), self.level(),
                        *[trim(share[s]) for s in "KLMN"], self.mode]
            case "gamma":
                found = re.match(r"(.*) alpha=(\S+)$", self.detail)
                return [self.energy, self.intensity, self.sd, quote(found[1] if found else "?"),
                        found[2] if found else "0", self.mode]
            case "annihilation":
                return [self.energy, self.intensity, self.mode]
            case "pair":
                return [self.energy, self.intensity, self.keV(), self.mode]
            case "ce":
                return [self.energy, self.intensity, quote(self.detail.split(" ")[0]), self.keV(), self.mode]
            case "xray" | "auger":
                words = self.detail.split(" ")
                return [self.energy, self.intensity, quote(" ".join(words[:-1])), self.mode]
        raise ValueError(self.kind)


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def trim(number):
    return number.rstrip("0").rstrip(".") if "." in number else number


def digits(x, n=10):
    return f"{float(x):.{n}g}"


class Table:
    def __init__(self, path):
        self.modes, self.rows, self.checks, self.head = [], [], {}, {}
        with open(path, newline="") as file:
            for fields in csv.reader(line for line in file if not line.startswith("#")):
                key = fields[0]
                if key == "mode":
                    self.modes.append(dict(type=fields[2], daughter=fields[3], branching=fields[4], q=fields[5]))
                elif key == "emit":
                    self.rows.append(Row(fields))
                elif key == "check":
                    self.checks[fields[1]] = float(fields[2])
                elif key not in ("source", "note", "xcheck", "columns"):
                    self.head[key] = fields[1:]
        self.name = self.head["nuclide"][0]
        for mode in self.modes:
            if mode["type"] == "?":
                assert self.name in UNTABULATED_BETA
                mode["type"] = "beta-"

    def of(self, kind):
        return [r for r in self.rows if r.kind == kind]


def take_out_isomer(iodine, xenon):
    """The rows of I-131 without those of its isomer's decay, which are a fixed fraction of Xe-131m's rows."""
    isomer_keV = 163.93
    own = {r.detail: float(r.intensity) for r in iodine.rows if r.kind == "ce"}
    theirs = {r.detail: float(r.intensity) for r in xenon.rows if r.kind == "ce"}
    ratios = [own[d] / theirs[d] for d in theirs]
    fraction = sum(ratios) / len(ratios)
    assert max(abs(r / fraction - 1) for r in ratios) < 1e-4
    kept = []
    for row in iodine.rows:
        if row.kind == "gamma" and abs(float(row.energy) * 1e3 - isomer_keV) < 0.005:
            continue
        if row.kind == "ce" and abs(float(row.keV()) - isomer_keV) < 0.005:
            continue
        kept.append(row)
    for kind in ("xray", "auger"):
        for their in xenon.of(kind):
            same = [r for r in kept if r.kind == kind and r.detail == their.detail]
            if not same:           # a line of Xe-131m that is merged into a group of I-131: same major shells
                shells = re.sub(r"[0-9]", "", their.detail.split(" ")[0])
                same = [r for r in kept if r.kind == kind and r.detail.startswith(f"{shells} group")]
            if not same:
                assert fraction * float(their.intensity) < 1e-6, their.detail
                continue
            group = same[0]
            left = float(group.intensity) - fraction * float(their.intensity)
            energy = (float(group.energy) * float(group.intensity)
                      - fraction * float(their.intensity) * float(their.energy))
            if left < 1e-9 or energy <= 0:
                kept.remove(group)
                continue
            if "group" in group.detail:
                group.energy = digits(energy / left, 7)
            group.intensity = digits(left, 5)
    iodine.rows = kept
    unreleased = "unreleased_outer_shell_energy_MeV"
    iodine.checks[unreleased] -= fraction * xenon.checks[unreleased]
    total, share = decimal.Decimal(1), decimal.Decimal(ISOMER_FEEDING)
    ground = iodine.modes[0]
    q_isomer = decimal.Decimal(ground["q"]) - decimal.Decimal(xenon.modes[0]["q"])
    ground["branching"] = str(total - share)
    iodine.modes.append(dict(type="beta-", daughter="Xe-131m", branching=str(share), q=str(q_isomer)))
    return fraction


def text_of(table):
    name, head = table.name, table.head
    z, a = int(head["Z"][0]), int(head["A"][0])
    half_life, sd, key = head["half_life_s"]
    other, other_sd, other_key = head["half_life_alt_s"]
    out = [f"# {name}: emissions per decay of the nuclide itself, without daughters. Written by tools/make_nuclides.py;",
           "# columns, checks and attribution: README.md in this folder.",
           f'name = "{name}"', f"z = {z}", f"a = {a}", f"spin = {quote(head['parent_spin'][0])}",
           f"evaluation = {quote(head['evaluation'][0].replace('DDEP: evaluation date not in file', 'DDEP: no date'))}"]

    def life(label, value, spread, source):
        return (f'{label} = {{ value = "{value} s", sd = "{digits(spread)} s", tag = "verified", '
                f'source = "{SOURCES[source][0]}" }}')
    out.append(life("half_life", half_life, sd, key))
    out.append(life("half_life_other", other, other_sd, other_key))
    if name in NOTES:
        out.append("notes = [" + ", ".join(quote(n) for n in NOTES[name]) + "]")
    used = {key, other_key}
    for row in table.rows:
        used.update(row.source.split("+"))
    out.append("\n[source]")
    out += [f"{SOURCES[s][0]} = {quote(SOURCES[s][1])}" for s in SOURCES if s in used]
    for mode in table.modes:
        out += ["\n[[mode]]", f'type = "{mode["type"]}"', f'daughter = "{mode["daughter"]}"',
                f"branching = {mode['branching']}", f"q_MeV = {mode['q']}"]
    for kind, (label, columns) in KINDS.items():
        rows = table.of(kind)
        if not rows:
            continue
        keys = sorted({s for r in rows for s in r.source.split("+")}, key=list(SOURCES).index)
        out += [f"\n[{label}]", "source = [" + ", ".join(quote(SOURCES[s][0]) for s in keys) + "]",
                "columns = [" + ", ".join(quote(c) for c in columns) + "]", "rows = ["]
        out += ["  [" + ", ".join(r.values()) + "]," for r in rows]
        out.append("]")
    out += check_of(table)
    return "\n".join(out) + "\n"


def check_of(table):
    q_sum = math.fsum(float(m["branching"]) * float(m["q"]) for m in table.modes)
    seconds = float(table.head["half_life_s"][0])
    out = ["\n[check]   # what the rows above must add up to, per decay", f"q_sum_MeV = {digits(q_sum)}",
           f"neutrino_MeV = {digits(table.checks['mean_neutrino_energy_per_decay_MeV'])}",
           f"unreleased_MeV = {digits(table.checks['unreleased_outer_shell_energy_MeV'])}",
           f"decay_constant_per_s = {digits(math.log(2) / seconds)}",
           f"balance_tolerance = {BALANCE.get(table.name, '0.001')}"]
    for kind, (label, _) in KINDS.items():
        rows = table.of(kind)
        if rows:
            intensity = math.fsum(float(r.intensity) for r in rows)
            energy = math.fsum(float(r.intensity) * float(r.mean or r.energy) for r in rows)
            out.append(f"{label} = {{ rows = {len(rows)}, intensity = {digits(intensity)}, "
                       f"energy_MeV = {digits(energy)} }}")
    return out


def main():
    folder = pathlib.Path(sys.argv[1])
    out = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).parents[1] / "data/nuclides"
    tables = {p.stem: Table(p) for p in sorted(folder.glob("*-*.csv"))}
    fraction = take_out_isomer(tables["I-131"], tables["Xe-131m"])
    print(f"I-131: prompt 163.93 keV transition taken out, {fraction:.6f} per decay", file=sys.stderr)
    out.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        (out / f"{name}.toml").write_text(text_of(table), encoding="utf-8")
    print(f"{len(tables)} nuclides in {out}", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main()
