#include <algorithm>
#include <array>

#include "radici/base/error.hpp"
#include "radici/base/nearest.hpp"
#include "radici/dosimetry/cell_s_value.hpp"
#include "radici/dosimetry/detail/s_value_methods.hpp"

namespace radici::dosimetry::detail {

namespace {

constexpr double mGy_per_MBq_s = 1e9;   ///< of 1 Gy per decay

void require_water(std::string const& medium)
{
    std::array<std::string, 2> const known{"water", "water_i75"};
    if (std::find(known.begin(), known.end(), medium) != known.end())
        return;
    auto const hint = nearest_hint(medium, known);
    throw StudyError({"", 0, "medium"}, {"\"" + medium + "\"",
                                         "csda is for water: Cole's electrons are those of water",
                                         hint.empty() ? "use \"water\" or --method mc" : hint});
}

void fill(SValueAnswer& out, CellSValue const& s)
{
    auto const value = [&](double absorbed_MeV) {
        return ValueSd{mGy_per_MBq_s * s.dose(absorbed_MeV).si(), 0};
    };
    out.target_mass_g = s.target_mass_g;
    out.s_mGy_per_MBq_s = value(s.in_target_MeV.total());
    out.by_class.alpha = value(s.in_target_MeV.alpha);
    out.by_class.beta = value(s.in_target_MeV.beta);
    out.by_class.conversion_auger = value(s.in_target_MeV.conversion_auger);
    double const followed = s.in_target_MeV.total() + s.elsewhere_MeV.total();
    if (followed > 0)
        out.charged_absorbed_fraction = s.in_target_MeV.total() / followed;
    out.ledger.in_target = s.in_target_MeV.total();
    out.ledger.elsewhere = s.elsewhere_MeV.total();
    out.ledger.left_out = s.left_out_MeV.total();
}

}   // namespace

std::optional<SValueAnswer> answer_by_csda(SValueQuestion const& question,
                                           nuclide::NuclideLibrary const& library,
                                           std::filesystem::path const& data_folder)
{
    auto const* const region = std::get_if<CellRegion>(&question.geometry);
    if (!region)
        throw StudyError({"", 0, "method"}, {"csda", "straight tracks are for cells", "use mc"});
    require_water(question.medium);
    auto const alphas = transport::AlphaRange::load(data_folder, "water_i75");   // ASTAR
    auto const& [cell, source, target] = *region;
    SValueAnswer out;
    out.source = to_text(source);
    out.target = to_text(target);
    out.notes = {"photons, recoil nuclei, delta rays, scattering and straggling are left out",
                 "electrons by Cole's range, alphas by ASTAR, whatever the medium's mean "
                 "excitation energy"};
    fill(out,
         cell_s_value(library, question.nuclide, question.daughters, cell, source, target, alphas));
    out.emitted_MeV =
        emitted_MeV(cell_emissions(library, question.nuclide, question.daughters)).total();
    out.ledger.emitted = out.emitted_MeV;
    out.alpha_events = alpha_events(library, question.nuclide, question.daughters,
                                    shell_of(cell, source), radius_um(cell, target), alphas);
    return out;
}

}   // namespace radici::dosimetry::detail
