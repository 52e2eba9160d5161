#include "svalue_document.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "output.hpp"

namespace radici::cli {

namespace {

using Json = nlohmann::ordered_json;
using dosimetry::SValueAnswer;
using dosimetry::SValueQuestion;
using dosimetry::ValueSd;

Json value_sd(ValueSd const& of)
{
    return {{"value", of.value}, {"sd", of.sd}};
}

Json by_class_json(dosimetry::ByClassSd const& of)
{
    return {{"alpha", value_sd(of.alpha)},
            {"beta", value_sd(of.beta)},
            {"conversion_auger", value_sd(of.conversion_auger)},
            {"photon", value_sd(of.photon)}};
}

/// The sizes of a geometry as numbers.
struct Size {
    Json operator()(dosimetry::SphereRegion const& sphere) const
    {
        return {{"mass_g", sphere.mass_g}};
    }
    Json operator()(dosimetry::VoxelRegion const& voxel) const
    {
        return {{"voxel_mm", voxel.width_mm}, {"extent", voxel.extent}};
    }
    Json operator()(dosimetry::CellRegion const& cell) const
    {
        return {{"cell_um", cell.size.cell_um}, {"nucleus_um", cell.size.nucleus_um}};
    }
    Json operator()(dosimetry::PhantomRegion const& phantom) const
    {
        return {{"phantom", phantom.body}};
    }
};

Json ledger_json(dosimetry::EnergyLedger const& ledger)
{
    return {{"emitted_MeV", ledger.emitted},
            {"in_target_MeV", ledger.in_target},
            {"elsewhere_MeV", ledger.elsewhere},
            {"escaped_MeV", ledger.escaped},
            {"left_out_MeV", ledger.left_out}};
}

Json voxels_json(std::vector<dosimetry::VoxelValue> const& voxels)
{
    Json list = Json::array();
    for (auto const& v : voxels)
        list.push_back({{"i", v.i},
                        {"j", v.j},
                        {"k", v.k},
                        {"value", v.s_mGy_per_MBq_s.value},
                        {"sd", v.s_mGy_per_MBq_s.sd}});
    return list;
}

Json targets_json(std::vector<dosimetry::RegionValue> const& targets)
{
    Json list = Json::array();
    for (auto const& t : targets)
        list.push_back({{"target", t.target},
                        {"target_mass_g", t.mass_g},
                        {"s_mGy_per_MBq_s", value_sd(t.s_mGy_per_MBq_s)},
                        {"by_class", by_class_json(t.by_class)}});
    return list;
}

Json events_json(dosimetry::AlphaEvents const& events)
{
    return {{"hits_per_decay", events.hits_per_decay},
            {"at_least_one_hit", events.at_least_one_hit},
            {"frequency_mean_Gy", events.frequency_mean_Gy},
            {"dose_mean_Gy", events.dose_mean_Gy},
            {"spectrum", {{"edge_Gy", events.edge_Gy}, {"per_Gy", events.per_Gy}}}};
}

std::string daughters_text(dosimetry::Daughters daughters)
{
    return daughters == dosimetry::Daughters::in_place ? "in place" : "left out";
}

std::string number(double value)
{
    return fmt::format("{:.5g}", value);
}

std::string spread(ValueSd const& of)
{
    return of.sd > 0 ? fmt::format("± {:.2g} %", 100 * of.sd / of.value) : "";
}

std::string events_text(dosimetry::AlphaEvents const& events)
{
    return "\nsingle events of alphas in the target\n" +
           table_text({{"  hits per decay, mean", number(events.hits_per_decay)},
                       {"  at least one hit", number(events.at_least_one_hit)},
                       {"  z_F, mean of one event", number(events.frequency_mean_Gy) + " Gy"},
                       {"  z_D, weighted with dose", number(events.dose_mean_Gy) + " Gy"}});
}

std::string values_text(SValueAnswer const& answer)
{
    auto const row = [](char const* label, ValueSd const& s) {
        return std::vector<std::string>{label, number(s.value), number(1e-9 * s.value), spread(s)};
    };
    auto const& by_class = answer.by_class;
    return table_text({{"", "mGy/(MBq s)", "Gy/(Bq s)", ""},
                       row("  alpha", by_class.alpha),
                       row("  beta", by_class.beta),
                       row("  conversion, Auger", by_class.conversion_auger),
                       row("  photon", by_class.photon),
                       row("  together", answer.s_mGy_per_MBq_s)});
}

std::string voxels_text(std::vector<dosimetry::VoxelValue> const& voxels)
{
    std::vector<std::vector<std::string>> rows{{"voxel", "mGy/(MBq s)", ""}};
    for (auto const& v : voxels)
        rows.push_back({fmt::format("  {} {} {}", v.i, v.j, v.k), number(v.s_mGy_per_MBq_s.value),
                        spread(v.s_mGy_per_MBq_s)});
    return fmt::format("\n{}", table_text(rows));
}

std::string targets_text(std::vector<dosimetry::RegionValue> const& targets)
{
    std::vector<std::vector<std::string>> rows{{"target", "g", "mGy/(MBq s)", ""}};
    for (auto const& t : targets)
        rows.push_back({"  " + t.target, number(t.mass_g), number(t.s_mGy_per_MBq_s.value),
                        spread(t.s_mGy_per_MBq_s)});
    return fmt::format("\n{}", table_text(rows));
}

}   // namespace

std::string svalue_json(SValueQuestion const& question, SValueAnswer const& answer, double seconds)
{
    Json document{{"nuclide", answer.nuclide},
                  {"geometry", to_text(question.geometry)},
                  {"size", std::visit(Size{}, question.geometry)},
                  {"method", to_text(answer.method)},
                  {"medium", answer.medium},
                  {"daughters", daughters_text(question.daughters)},
                  {"source", answer.source},
                  {"target", answer.target},
                  {"target_mass_g", answer.target_mass_g},
                  {"s_mGy_per_MBq_s", value_sd(answer.s_mGy_per_MBq_s)},
                  {"by_class", by_class_json(answer.by_class)},
                  {"absorbed_fraction",
                   {{"charged", answer.charged_absorbed_fraction},
                    {"photon", answer.photon_absorbed_fraction}}},
                  {"emitted_MeV", answer.emitted_MeV},
                  {"histories", answer.histories},
                  {"seconds", seconds},
                  {"energy_balance", answer.ledger.balance()},
                  {"ledger", ledger_json(answer.ledger)}};
    if (answer.asked_relative_sd > 0)
        document["uncertainty"] = {{"asked", answer.asked_relative_sd},
                                   {"reached", trust(answer) == dosimetry::Trust::as_asked}};
    if (!answer.voxels.empty())
        document["voxels"] = voxels_json(answer.voxels);
    if (!answer.targets.empty())
        document["targets"] = targets_json(answer.targets);
    document["notes"] = answer.notes;
    if (answer.alpha_events)
        document["alpha_events"] = events_json(*answer.alpha_events);
    return document.dump(2) + "\n";
}

std::string svalue_text(SValueQuestion const& question, SValueAnswer const& answer)
{
    auto text = fmt::format("{}, daughters {}   S({} <- {})   {}\n"
                            "method {} in {}, target {:.5g} g\n\n",
                            answer.nuclide, daughters_text(question.daughters), answer.target,
                            answer.source, to_text(question.geometry), to_text(answer.method),
                            answer.medium, answer.target_mass_g);
    text += values_text(answer);
    if (!answer.voxels.empty())
        text += voxels_text(answer.voxels);
    if (!answer.targets.empty())
        text += targets_text(answer.targets);
    auto const& ledger = answer.ledger;
    text += fmt::format("\nper decay {:.5g} MeV: {:.5g} in the target, {:.5g} elsewhere, {:.5g} "
                        "escaped, {:.5g} not followed\n",
                        ledger.emitted, ledger.in_target, ledger.elsewhere, ledger.escaped,
                        ledger.left_out);
    if (answer.histories > 0)
        text += fmt::format("{} decays sampled\n", answer.histories);
    for (auto const& note : answer.notes)
        text += fmt::format("note: {}\n", note);
    return answer.alpha_events ? text + events_text(*answer.alpha_events) : text;
}

}   // namespace radici::cli
