#include <cmath>

#include <fmt/format.h>

#include "radici/base/error.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/study/detail/quote.hpp"
#include "radici/study/reader.hpp"

namespace radici::study {
namespace {

using detail::quote;

std::string quoted(double value, std::string const& unit)
{
    return quote(value_text(value, unit));
}

std::string amount_text(Amount const& amount, AgentKind kind)
{
    std::string unit = kind == AgentKind::radiopharmaceutical ? "MBq" : "mg";
    if (amount.basis == Basis::auc)
        unit = "AUC";
    else if (amount.basis == Basis::per_kg)
        unit += "/kg";
    else if (amount.basis == Basis::per_m2)
        unit += "/m2";
    return quoted(amount.value, unit);
}

std::string header_text(Study const& study)
{
    auto text = fmt::format("[study]\nname = {}\n", quote(study.name));
    if (!study.registry.empty())
        text += fmt::format("registry = {}\n", quote(study.registry));
    bool const stay = study.daughters == patient::RecoilingDaughters::stay;
    return text +
           fmt::format("species = {}\npatients = {}\nhorizon = {}\nseed = {}\ndaughters = {}\n",
                       quote(to_text(study.species)), study.patients, quoted(study.horizon_d, "d"),
                       study.seed, quote(stay ? "stay" : "leave"));
}

std::string one_line(std::string text)
{
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20)
            c = ' ';
    return text;
}

std::string origin_text(PatientQuantity const& quantity)
{
    if (quantity.origin == Origin::study)
        return to_text(quantity.origin);
    return fmt::format("{}, {}: {}", to_text(quantity.origin), to_text(quantity.trust),
                       one_line(quantity.source));
}

std::string patient_text(PatientSection const& patient)
{
    auto text = fmt::format(
        "\n[patient]   # preset: data/patients/{0}.toml\ndisease = {1}\nsex = {2}   # {3}\n",
        patient.disease, quote(patient.disease), to_toml(patient.sex), to_text(patient.sex_origin));
    for (auto const& [key, quantity] : patient.quantities)
        text += fmt::format("{} = {}   # {}\n", key, to_toml(quantity.distribution, quantity.unit),
                            origin_text(quantity));
    return text;
}

std::string animals_text(Study const& study)
{
    auto const& tumour = *study.tumour;
    auto line = [&](char const* name, char const* key) {
        auto const& quantity = study.patient.quantities.at(key);
        return fmt::format("{} = {}   # {}\n", name, to_toml(quantity.distribution, quantity.unit),
                           origin_text(quantity));
    };
    auto text =
        fmt::format("\n[patient]\nstrain = {}\n", quote(tumour.strain)) + line("weight", "weight") +
        fmt::format("\n[tumour]   # data/tumours/{0}.toml\nline = {1}\nsites = {2:.0f}\n",
                    tumour.line, quote(tumour.line), study.patient.at("lesions.count").centre());
    if (tumour.inoculum)
        return text + fmt::format("cells = {}\nage = {}\n", tumour.inoculum->cells,
                                  quoted(tumour.inoculum->age_d, "d"));
    return text + line("volume", "lesions.volume");
}

std::string schedule_text(Regimen const& give, bool animals)
{
    auto text = fmt::format("start = \"day {:.0f}\"\n", give.start_d + 1);
    if (give.every_d > 0)
        text += fmt::format("every = {}\n", quoted(give.every_d, "d"));
    text += give.until_progression ? "until = \"progression\"\n"
                                   : fmt::format("times = {}\n", give.times);
    if (!give.factors.empty())
        text += fmt::format("factor = [{}]\n", fmt::join(give.factors, ", "));
    if (give.infusion_d > 0)
        text += fmt::format("infusion = {}\n", quoted(give.infusion_d, "d"));
    if (animals)
        return text;
    return text + fmt::format("beyond_progression = {}\ntoxicity_rules = {}\n",
                              give.beyond_progression, give.toxicity_rules);
}

std::string lesions_line(patient::Lesions lesions)
{
    for (int& lesion : lesions)
        ++lesion;
    return lesions.empty() ? "" : fmt::format("lesions = [{}]\n", fmt::join(lesions, ", "));
}

/// Nothing where it is left to the species.
std::string share_line(char const* name, double share)
{
    return std::isnan(share) ? "" : fmt::format("{} = {}\n", name, share);
}

/// The keys of each treatment.
struct TreatmentLines {
    std::string operator()(patient::Fraction const& beam) const
    {
        return fmt::format("dose = {}\ndose_rate = {}\n", quoted(beam.dose_Gy, "Gy"),
                           quoted(beam.dose_Gy / beam.duration_d, "Gy/d")) +
               share_line("blood_share", beam.blood_share) +
               share_line("node_share", beam.node_share) +
               share_line("marrow_share", beam.marrow_share) + lesions_line(beam.lesions);
    }
    std::string operator()(patient::Vaccination const& vaccine) const
    {
        return fmt::format("antigen = {}\nshare = {}\n", vaccine.antigen_1e6_per_mm3,
                           vaccine.matured_share) +
               lesions_line(vaccine.lesions);
    }
    std::string operator()(patient::CellTransfer const& transfer) const
    {
        return fmt::format("cells = {}\n", 1e6 * transfer.cells_1e6);
    }
    std::string operator()(patient::RegulatoryDepletion const& depletion) const
    {
        return fmt::format("share = {}\n", depletion.share) + lesions_line(depletion.lesions);
    }
    std::string operator()(patient::Resection const& resection) const
    {
        return lesions_line(resection.lesions);
    }
    std::string operator()(patient::Embolisation const& embolisation) const
    {
        return fmt::format("share = {}\n", embolisation.share) + lesions_line(embolisation.lesions);
    }
    std::string operator()(patient::Rechallenge const& rechallenge) const
    {
        return fmt::format("cells = {}\n", 1e6 * rechallenge.cells_1e6);
    }
};

std::string treatment_lines(patient::Intervention const& treatment)
{
    return std::visit(TreatmentLines{}, treatment);
}

/// A tumour dose stays as the file gives it; the activity found for it is a remark beside it.
std::string amount_line(Regimen const& give)
{
    if (give.treatment)
        return treatment_lines(*give.treatment);
    auto const amount = give.amount ? amount_text(*give.amount, give.kind) : std::string{};
    if (give.tumour_dose_Gy)
        return fmt::format("tumour_dose = {}{}\n", quoted(*give.tumour_dose_Gy, "Gy"),
                           amount.empty() ? "" : "   # activity " + amount);
    RADICI_EXPECT(!amount.empty());
    return fmt::format("{} = {}\n",
                       give.kind == AgentKind::radiopharmaceutical ? "activity" : "dose", amount) +
           lesions_line(give.lesions);
}

std::string regimen_text(Regimen const& give, bool animals)
{
    return fmt::format("\n[[arm.give]]\nagent = {}\n", quote(give.agent)) + amount_line(give) +
           schedule_text(give, animals);
}

std::string compare_text(Compare const& compare)
{
    std::string names;
    for (auto const& endpoint : compare.endpoints)
        names += (names.empty() ? "" : ", ") + quote(endpoint);
    return fmt::format("\n[compare]\nreference = {}\nendpoints = [{}]\n", quote(compare.reference),
                       names);
}

}   // namespace

std::string resolved_toml(Study const& study)
{
    bool const animals = study.tumour.has_value();
    auto bound = [](char const* name, std::optional<double> const& least) {
        return least ? fmt::format("{} = \">= {}\"\n", name, *least) : std::string{};
    };
    auto text = header_text(study) + (animals ? animals_text(study) : patient_text(study.patient));
    text += animals
                ? fmt::format("\n[endpoints]\nhumane_volume = {}\n",
                              quoted(study.humane_volume_mm3, "mm3"))
                : fmt::format("\n[endpoints]\nscan_every = {}\n", quoted(study.scan_every_d, "d"));
    if (study.select.any())
        text += "\n[select]\n" + bound("suvmax", study.select.least_hottest_suv) +
                bound("suv_every_lesion", study.select.least_every_suv) +
                fmt::format("suv_after = {}\n", quoted(study.select.after_d, "d"));
    for (auto const& arm : study.arms) {
        text += fmt::format("\n[[arm]]\nname = {}\n", quote(arm.name));
        for (auto const& give : arm.gives)
            text += regimen_text(give, animals);
    }
    if (!study.compare.endpoints.empty())
        text += compare_text(study.compare);
    return text;
}

}   // namespace radici::study
