"""data/cross_sections/element/<El>.toml: one atom as the Monte Carlo needs it. Part of make_cross_sections.py.

Photon cross sections, form factors and radiative stopping come from the folder of evaluated tables, fluorescence yields of
K from EADL; binding energies, line and Auger rates and all of L from xraylib (Debian: python3-xraylib, so run it with /usr/bin/python3).
"""
import re

import xraylib

PHOTON_SOURCE = ("EPICS2023 (EPDL) as in the ENDF/B-VIII.1 photoatomic sublibrary, Brown et al., Nucl Data Sheets 148:1 (2018); "
                 "Cullen, IAEA-NDS-224")
ELECTRON_SOURCE = "EPICS2023 (EEDL) as in ENDF/B-VIII.1, Brown et al., Nucl Data Sheets 148:1 (2018)"
RELAXATION_SOURCE = ("xraylib 4.0 (Schoonjans et al., Spectrochim Acta B 66:776, 2011; BSD-3-Clause, Copyright 2009 Bruno "
                     "Golosio, Antonio Brunetti, Manuel Sanchez del Rio, Tom Schoonjans and Teemu Ikonen); ")
# Of K; the evaluation that EPICS photon data belong to, and what NIST's energy absorption agrees with (xraylib's own
# yields are 3 to 20 % higher).
YIELD_SOURCE = "EADL (Perkins et al., UCRL-50400 vol 30, 1991)"
K_YIELD = {6: 1.6821e-3, 7: 3.5638e-3, 8: 6.1719e-3, 11: 1.9957e-2, 12: 2.7323e-2, 15: 6.0807e-2, 16: 7.6250e-2,
           17: 9.3906e-2, 18: 1.1387e-1, 19: 1.3610e-1, 20: 1.6028e-1, 26: 3.4571e-1, 30: 4.7866e-1, 53: 8.7883e-1}
SHELLS = ("K", "L1", "L2", "L3")
INDEX = {name: i for i, name in enumerate(("K", "L1", "L2", "L3", "M1", "M2", "M3", "M4", "M5", "N1", "N2", "N3", "N4", "N5",
                                           "N6", "N7", "O1", "O2", "O3", "O4", "O5"))}


def asked(function, *arguments):
    """xraylib raises where an atom has no such shell, line or rate: that is 0."""
    try:
        return function(*arguments)
    except ValueError:
        return 0.0


def binding_keV(z, shell):
    return asked(xraylib.EdgeEnergy, z, INDEX[shell]) if shell in INDEX else 0.0


def tracked_shells(z):
    """K of everything that fluoresces, and L where its edge lies above 1 keV."""
    if z < 6:
        return []
    return [shell for shell in SHELLS if shell == "K" or binding_keV(z, shell) > 1]


def merged(families, kind, share, shells):
    """(kind, share, energy, vacancies that are followed) of families that leave the same vacancies, weak ones dropped."""
    grouped = {}
    for rate, energy, left in families:
        followed = tuple(s for s in left if s in shells)
        key = (followed, tuple(s[0] for s in left), left if kind == "photon" else None)
        grouped.setdefault(key, []).append((rate, energy, followed))
    out = []
    for members in grouped.values():
        rate = sum(m[0] for m in members)
        out.append([rate, sum(m[0] * m[1] for m in members) / rate, members[0][2]])
    total = sum(o[0] for o in out)
    kept = [o for o in out if o[0] > 1e-3 * total]
    total = sum(o[0] for o in kept)
    return [(kind, share * rate / total, energy, followed) for rate, energy, followed in kept]


def radiative(z, shell, shells):
    lines = []
    for name in dir(xraylib):
        match = re.fullmatch(shell + r"([L-O]\d)_LINE", name)
        rate = asked(xraylib.RadRate, z, getattr(xraylib, name)) if match else 0.0
        if rate > 0 and binding_keV(z, match.group(1)) > 0:
            lines.append((rate, binding_keV(z, shell) - binding_keV(z, match.group(1)), (match.group(1),)))
    share = K_YIELD[z] if shell == "K" else asked(xraylib.FluorYield, z, INDEX[shell])
    return merged(lines, "photon", share, shells) if lines else []


def auger(z, shell, shells):
    families = []
    for name in dir(xraylib):
        match = re.fullmatch(shell + r"_([L-Q]\d)([L-Q]\d)_AUGER", name)
        rate = asked(xraylib.AugerRate, z, getattr(xraylib, name)) if match else 0.0
        if rate <= 0:
            continue
        energy = binding_keV(z, shell) - sum(binding_keV(z, s) for s in match.groups())
        if energy > 0:
            families.append((rate, energy, tuple(sorted(match.groups()))))
    share = 1 - K_YIELD[z] if shell == "K" else asked(xraylib.AugerYield, z, INDEX[shell])
    return merged(families, "electron", share, shells) if families else []


def coster_kronig(z, shell, shells):
    """The vacancy moves within L; the electron has under 1 keV in all our elements, so that its energy stays with the atom."""
    moves = {"L1": [("L2", ("FL12_TRANS",)), ("L3", ("FL13_TRANS", "FLP13_TRANS"))], "L2": [("L3", ("FL23_TRANS",))]}
    out = []
    for target, names in moves.get(shell, []):
        share = sum(asked(xraylib.CosKronTransProb, z, getattr(xraylib, name)) for name in names)
        if share > 0 and target in shells:
            out.append(("coster_kronig", share, 0.0, (target,)))
    return out


def shell_text(z, shell, shells):
    transitions = radiative(z, shell, shells) + auger(z, shell, shells) + coster_kronig(z, shell, shells)
    total = sum(t[1] for t in transitions)
    if abs(total - 1) > 2e-3:
        raise SystemExit(f"Z = {z} {shell}: transitions add to {total}")
    text = f'\n[[shell]]\nname = "{shell}"\nbinding_keV = {binding_keV(z, shell):g}\ntransition = [\n'
    for kind, share, energy, followed in sorted(transitions, key=lambda t: (t[0] != "photon", -t[1])):
        leaves = ", ".join(f'"{s}"' for s in followed)
        text += (f'  {{ kind = "{kind}", probability = {share / total:.6g}, energy_keV = {energy:.7g}, '
                 f"leaves = [{leaves}] }},\n")
    return text + "]\n"


def l_shares(z, photon, shells):
    """Photoelectric cross sections of L1, L2, L3: what EPICS leaves beside K, shared as xraylib's (Kissel's) subshells are."""
    edges = sorted((float(b["energy_MeV"]) for a, b in zip(photon, photon[1:]) if is_edge(a, b)), reverse=True)
    columns = {}
    below_k = [e for e in edges if e < 0.9 * binding_keV(z, "K") * 1e-3]
    for shell, edge in zip([s for s in shells if s != "K"], below_k):
        columns[shell] = []
        for row in photon:
            energy, rest = float(row["energy_MeV"]), float(row["photoelectric_b"]) - float(row["photo_K_b"])
            part = asked(xraylib.CSb_Photo_Partial, z, INDEX[shell], energy * 1e3) if energy >= edge else 0.0
            whole = sum(asked(xraylib.CSb_Photo_Partial, z, i, energy * 1e3) for i in range(1, len(INDEX)))
            columns[shell].append(rest * part / whole if part > 0 else 0.0)
    return columns


def is_edge(low, high):
    return float(high["energy_MeV"]) / float(low["energy_MeV"]) - 1 < 1e-5


def element_text(symbol, z, weight, photon, factors, electron, column):
    shells = tracked_shells(z)
    text = f'symbol = "{symbol}"\nz = {z}\natomic_weight = {weight:g}\n'
    text += f'\n[photon]\ntag = "verified"\nsource = "{PHOTON_SOURCE}"\n'
    names = {"energy_MeV": "energy_MeV", "photoelectric_b": "photoelectric_b", "photoelectric_K_b": "photo_K_b",
             "incoherent_b": "incoherent_b", "coherent_b": "coherent_b", "pair_nuclear_b": "pair_nuclear_b",
             "pair_electron_b": "pair_electron_b", "total_b": "total_b"}
    text += "".join(column(ours, [row[theirs] for row in photon], "10") for ours, theirs in names.items())
    shares = l_shares(z, photon, shells)
    if shares:
        text += "\n# of the subshells: shared in proportion to xraylib's Kissel cross sections\n"
    text += "".join(column(f"photoelectric_{shell}_b", values, "5") for shell, values in shares.items())
    text += f'\n[scattering]\ntag = "verified"\nsource = "{PHOTON_SOURCE}"\n'
    text += column("x_per_angstrom", [row["x_invA"] for row in factors], "8")
    text += column("form_factor", [row["F"] for row in factors], "8")
    text += column("incoherent_function", [row["S"] for row in factors], "8")
    text += f'\n[electron]\ntag = "verified"\nsource = "{ELECTRON_SOURCE}"\n'
    text += column("energy_MeV", [row["energy_MeV"] for row in electron], "8")
    text += column("radiative_MeV_cm2_per_g", [row["S_rad"] for row in electron], "8")
    if shells:
        text += f'\n[relaxation]\ntag = "verified"\nsource = "{RELAXATION_SOURCE}fluorescence yield of K: {YIELD_SOURCE}"\n'
    return text + "".join(shell_text(z, shell, shells) for shell in shells)
