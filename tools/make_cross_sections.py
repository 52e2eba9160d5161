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
# The photon coefficients depend on composition alone.
PHOTON = {"water": "water", "water_i75": "water", "air": "air", "adipose_icru44": "adipose_icru44",
          "blood_icru44": "blood_icru44", "bone_cortical_icru44": "bone_cortical_icru44",
          "lung_inflated_icru44": "lung_icru44", "lung_tissue_icru44": "lung_icru44", "muscle_icru44": "muscle_icru44",
          "soft_tissue_icru4": "soft_tissue_icru4"}
ALPHA = {"water": ("alpha_water", "ICRU90"), "water_i75": ("alpha_water", "ASTAR"), "air": ("alpha_air", "ICRU90"),
         "bone_compact_icru": ("alpha_bone_compact_icru", "ASTAR")}

MATERIAL_SOURCE = "ICRU 37 and ICRU 44 compositions, densities and mean excitation energies as ESTAR uses them"
ELECTRON_SOURCE = ("Bethe collision stopping (ICRU 37 form, Sternheimer density effect) above 2 keV, EEDL free-atom losses "
                   "below 1 keV (perhaps 30 % off in condensed matter); radiative: EPICS2023 (ENDF/B-VIII.1, Brown et al., "
                   "Nucl Data Sheets 148:1, 2018)")
ALPHA_SOURCE = {"ICRU90": "electronic: ICRU 90; nuclear: universal formula of ICRU 49; range integrated from both",
                "ASTAR": "electronic: ASTAR/ICRU 49; nuclear: universal formula of ICRU 49; range integrated from both"}
PHOTON_SOURCE = ("EPICS2023 (EPDL, ENDF/B-VIII.1, Brown et al., Nucl Data Sheets 148:1, 2018), Bragg sum; mu_en with EADL "
                 "fluorescence and radiative losses; at an absorption edge the low-energy side")

# ANSI/ANS-6.4.3-1991, exposure buildup factors of water, geometric-progression form: energy MeV, b, c, a, X_k, d.
BUILDUP_WATER = [
    (0.015, 1.182, 0.463, 0.175, 14.23, -0.0908), (0.02, 1.427, 0.549, 0.143, 14.86, -0.0707),
    (0.03, 2.335, 0.736, 0.087, 13.28, -0.0419), (0.04, 3.477, 1.117, -0.019, 11.67, 0.0026),
    (0.05, 4.461, 1.457, -0.084, 13.62, 0.0341), (0.06, 4.983, 1.730, -0.126, 13.64, 0.0561),
    (0.08, 5.059, 2.059, -0.168, 13.67, 0.0770), (0.1, 4.663, 2.221, -0.186, 13.33, 0.0826),
    (0.15, 3.897, 2.242, -0.185, 14.19, 0.0777), (0.2, 3.478, 2.154, -0.176, 14.50, 0.0774),
    (0.3, 2.920, 2.022, -0.164, 14.21, 0.0655), (0.4, 2.660, 1.882, -0.149, 14.24, 0.0595),
    (0.5, 2.500, 1.766, -0.135, 14.33, 0.0546), (0.6, 2.377, 1.679, -0.124, 14.23, 0.0503),
    (0.8, 2.212, 1.544, -0.105, 14.36, 0.0437), (1.0, 2.103, 1.441, -0.089, 14.22, 0.0378),
    (1.5, 1.939, 1.269, -0.058, 14.52, 0.0246), (2.0, 1.839, 1.173, -0.039, 14.07, 0.0161),
    (3.0, 1.710, 1.056, -0.013, 11.82, 0.0047), (4.0, 1.621, 0.989, 0.004, 13.45, -0.0041)]


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
    for name, file in PHOTON.items():
        photon = rows(reference / "photons" / f"{file}.csv")
        write(data / "cross_sections" / "photon" / f"{name}.toml", header(name, PHOTON_SOURCE)
              + column("energy_MeV", (r["energy_MeV"] for r in photon))
              + column("attenuation_cm2_per_g", (r["calc_mu_rho"] for r in photon))
              + column("coherent_cm2_per_g", (r["calc_coherent"] for r in photon))
              + column("energy_absorption_cm2_per_g", (r["calc_mu_en_rho"] for r in photon)))
    write(data / "cross_sections" / "buildup" / "water.toml",
          header("water", "ANSI/ANS-6.4.3-1991, exposure buildup factors of water, geometric-progression form (Harima)")
          + "".join(column(name, (r[i] for r in BUILDUP_WATER))
                    for i, name in enumerate(["energy_MeV", "b", "c", "a", "x_k", "d"])))


if __name__ == "__main__":
    main()
