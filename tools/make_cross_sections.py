#!/usr/bin/env python3
"""Writes data/materials and data/cross_sections from a folder of evaluated tables.

    /usr/bin/python3 tools/make_cross_sections.py REFERENCE_FOLDER [DATA_FOLDER]

REFERENCE_FOLDER holds materials/materials.csv, stopping/*.csv and photons/*.csv. Only numbers are taken over; the result
is committed, so this script is needed again only when the tables change. Needs Debian's python3-xraylib.
"""
import csv
import pathlib
import sys

import element_tables

WEIGHT = {"H": 1.008, "C": 12.011, "N": 14.007, "O": 15.999, "Na": 22.98977, "Mg": 24.305, "P": 30.97376, "S": 32.06,
          "Cl": 35.45, "Ar": 39.948, "K": 39.0983, "Ca": 40.078, "Fe": 55.845, "Zn": 65.38, "I": 126.90447}

# Our name -> name in the tables. `water` has the ICRU-90 mean excitation energy at unit density.
RENAMED = {"water": "water_icru90", "water_i75": "water"}
DESCRIPTION = {
    "water": "Water, liquid, mean excitation energy of ICRU 90, unit density",
    "water_i75": "Water, liquid, mean excitation energy of ICRU 37 (ESTAR, older tables, EGSnrc figures), unit density"}
ALPHA = {"water": ("alpha_water", "ICRU90"), "water_i75": ("alpha_water", "ASTAR"), "air": ("alpha_air", "ICRU90"),
         "bone_compact_icru": ("alpha_bone_compact_icru", "ASTAR")}

MATERIAL_SOURCE = "ICRU 37 and ICRU 44 compositions, densities and mean excitation energies as ESTAR uses them"
ELECTRON_SOURCE = ("Bethe collision stopping (ICRU 37 form, Sternheimer density effect) above 2 keV, EEDL free-atom losses "
                   "below 1 keV (perhaps 30 % off in condensed matter); radiative: EPICS2023 (ENDF/B-VIII.1, Brown et al., "
                   "Nucl Data Sheets 148:1, 2018)")
ALPHA_SOURCE = {"ICRU90": "electronic: ICRU 90; nuclear: universal formula of ICRU 49; range integrated from both",
                "ASTAR": "electronic: ASTAR/ICRU 49; nuclear: universal formula of ICRU 49; range integrated from both"}


def rows(path):
    with open(path) as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def column(name, values, digits="6"):
    out, line = [], ""
    for value in values:
        text = f"{float(value):.{digits}g}, "
        if len(line) + len(text) > 96:
            out.append(line.rstrip())
            line = ""
        line += text
    out.append(line.rstrip(" ,"))
    return f"{name} = [\n  " + "\n  ".join(out) + "\n]\n"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def material_text(name, elements):
    first = elements[0]
    density = 1.0 if name in DESCRIPTION else float(first["density_g_cm3"])
    source = MATERIAL_SOURCE
    tag = 'tag = "verified"'
    text = f'name = "{name}"\ndescription = "{DESCRIPTION.get(name, first["description"])}"\n'
    text += f'density = {{ value = "{density:g} g/cm3", {tag}, source = "{source}" }}\n'
    mean = "ICRU 90, 2016" if name == "water" else source
    text += f'mean_excitation_energy = {{ value = "{float(first["I_eV"]):g} eV", {tag}, source = "{mean}" }}\n'
    text += f'z_over_a = {float(first["Z_over_A"]):g}\n\n'
    for row in elements:
        text += f'[[element]]\nsymbol = "{row["element"]}"\nz = {int(row["Z"])}\n'
        text += f'atomic_weight = {WEIGHT[row["element"]]:g}\nmass_fraction = {float(row["mass_fraction"]):g}\n'
    return text


def header(name, source):
    return f'material = "{name}"\nsource = "{source}"\n'


def write_elements(reference, data):
    stopping = rows(reference / "stopping" / "electron_elements_eedl.csv")
    for path in sorted((reference / "photons" / "elements").glob("*_formfactors.csv")):
        number, symbol, _ = path.stem.split("_")
        photon = rows(path.with_name(f"{number}_{symbol}.csv"))
        electron = [row for row in stopping if row["element"] == symbol]
        write(data / "cross_sections" / "element" / f"{symbol}.toml",
              element_tables.element_text(symbol, int(number), WEIGHT[symbol], photon, rows(path), electron, column))


def main():
    reference = pathlib.Path(sys.argv[1])
    data = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "data")
    listed = {}
    for row in rows(reference / "materials" / "materials.csv"):
        if row["element"] not in WEIGHT:
            sys.exit(f"{row['material']}: no data for element {row['element']}")
        listed.setdefault(row["material"], []).append(row)
    ours = {name: RENAMED.get(name, name) for name in [*RENAMED, *listed] if name not in ("water_icru90",)}

    for name, theirs in ours.items():
        write(data / "materials" / f"{name}.toml", material_text(name, listed[theirs]))
        electron = rows(reference / "stopping" / f"electron_{theirs}.csv")
        write(data / "cross_sections" / "electron" / f"{name}.toml", header(name, ELECTRON_SOURCE)
              + f'mean_excitation_eV = {float(listed[theirs][0]["I_eV"]):g}\n'
              + column("energy_MeV", (r["energy_MeV"] for r in electron))
              + column("collision_MeV_cm2_per_g", (r["calc_S_col_MeV_cm2_g"] for r in electron))
              + column("radiative_MeV_cm2_per_g", (r["calc_S_rad_MeV_cm2_g"] for r in electron))
              + column("csda_range_g_per_cm2", (r["calc_CSDA_g_cm2"] for r in electron))
              + column("density_effect", (r["delta"] for r in electron)))
    write_elements(reference, data)
    for name, (file, kind) in ALPHA.items():
        alpha = rows(reference / "stopping" / f"{file}.csv")
        write(data / "cross_sections" / "alpha" / f"{name}.toml", header(name, ALPHA_SOURCE[kind])
              + column("energy_MeV", (r["energy_MeV"] for r in alpha))
              + column("electronic_MeV_cm2_per_g", (r[f"S_el_{kind}_MeV_cm2_g"] for r in alpha))
              + column("nuclear_MeV_cm2_per_g", (r["S_nuc_MeV_cm2_g"] for r in alpha))
              + column("csda_range_g_per_cm2", (r[f"CSDA_{kind}_g_cm2"] for r in alpha)))


if __name__ == "__main__":
    main()
