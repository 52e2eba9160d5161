#include "radici/dosimetry/s_value.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "radici/base/error.hpp"
#include "radici/base/nearest.hpp"
#include "radici/dosimetry/cell_s_value.hpp"

namespace radici::dosimetry {

namespace {

constexpr double mGy_per_MBq_s = 1e9;   ///< of 1 Gy per decay
constexpr double ledger_tolerance = 1e-9;

transport::AlphaRange alphas_of(std::string const& medium, std::filesystem::path const& data_folder)
{
    std::array<std::string, 2> const known{"water", "water_i75"};
    if (std::find(known.begin(), known.end(), medium) == known.end()) {
        auto const hint = nearest_hint(medium, known);
        throw StudyError({}, {"medium \"" + medium + "\"",
                              "cells by csda are water: Cole's electrons are those of water",
                              hint.empty() ? "use \"water\" or \"water_i75\"" : hint});
    }
    return transport::AlphaRange::load(data_folder, medium);
}

void fill(SValueAnswer& out, CellSValue const& s)
{
    auto const value = [&](double absorbed_MeV) {
        return ValueSd{mGy_per_MBq_s * s.dose(absorbed_MeV).si(), 0};
    };
    out.target_mass_g = s.target_mass_g;
    out.s_mGy_per_MBq_s = value(s.in_target_MeV.total());
    out.alpha = value(s.in_target_MeV.alpha);
    out.beta = value(s.in_target_MeV.beta);
    out.conversion_auger = value(s.in_target_MeV.conversion_auger);
    double const transported = s.in_target_MeV.total() + s.elsewhere_MeV.total();
    if (transported > 0)
        out.charged_absorbed_fraction = s.in_target_MeV.total() / transported;
    out.balance.in_target = s.in_target_MeV.total();
    out.balance.elsewhere = s.elsewhere_MeV.total();
    out.balance.left_out = s.left_out_MeV.total();
}

}   // namespace

double EnergyBalance::relative_error() const
{
    return emitted > 0 ? (in_target + elsewhere + left_out - emitted) / emitted : 0;
}

SValueAnswer answer(CellQuestion const& question, nuclide::NuclideLibrary const& library,
                    std::filesystem::path const& data_folder)
{
    auto const& q = question;
    auto const alphas = alphas_of(q.medium, data_folder);
    SValueAnswer out;
    out.nuclide = library.at(q.nuclide).name;
    out.method = "csda";
    out.medium = q.medium;
    out.source = to_text(q.source);
    out.target = to_text(q.target);
    out.left_out = {"photons", "recoil nuclei", "delta rays", "scattering and straggling"};
    fill(out, cell_s_value(library, q.nuclide, q.daughters, q.cell, q.source, q.target, alphas));
    out.emitted_MeV = emitted_MeV(cell_emissions(library, q.nuclide, q.daughters)).total();
    out.balance.emitted = out.emitted_MeV;
    if (!(std::abs(out.balance.relative_error()) < ledger_tolerance))
        throw NumericsError("energy of a decay of " + out.nuclide + " is not conserved");
    out.alpha_events = alpha_events(library, q.nuclide, q.daughters, shell_of(q.cell, q.source),
                                    radius_um(q.cell, q.target), alphas);
    return out;
}

}   // namespace radici::dosimetry
