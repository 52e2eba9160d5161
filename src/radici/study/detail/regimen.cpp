#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "radici/base/error.hpp"
#include "radici/kinetics/agent_library.hpp"
#include "radici/study/detail/parts.hpp"
#include "radici/study/detail/quote.hpp"
#include "radici/study/plausible.hpp"

namespace radici::study::detail {
namespace {

constexpr int most_administrations = 1000;
constexpr double same_time_d = 1e-9;

Basis basis_of(std::string const& kind)
{
    if (kind.ends_with("per weight"))
        return Basis::per_kg;
    if (kind == "area under the curve")
        return Basis::auc;
    return kind.ends_with("per surface") ? Basis::per_m2 : Basis::flat;
}

Amount amount_of(Section const& give, std::string_view key)
{
    auto const read = read_amount(give.key(key), give.at(key));
    if (read.limit->kind.name == "absorbed dose")
        throw give.at(key).error(
            {"an absorbed dose", "an antibody is given by mass", "for example dose = \"240 mg\""});
    return {read.value, basis_of(read.limit->kind.name)};
}

[[noreturn]] void not_with(Section const& give, std::string_view key, std::string why,
                           std::string hint)
{
    throw give.at(key).error({"out of place", std::move(why), std::move(hint)});
}

/// Keys of treatments that no drug takes.
void refuse_treatment_keys(Section const& give, std::string const& agent, bool partner)
{
    for (std::string_view const key : {"dose_rate", "lesions", "blood_share", "node_share",
                                       "marrow_share", "cells", "share", "antigen"})
        if (give.has(key) && !(partner && key == "lesions"))
            not_with(give, key, agent + " is a drug", "it is for treatments such as ebrt");
}

/// A partner drug by mass, or by the area under the curve where its usual dose is one.
void read_partner(Section const& give, kinetics::PartnerDrug const& drug, Species species,
                  Regimen& regimen)
{
    regimen.kind = AgentKind::partner;
    for (auto const* key : {"activity", "tumour_dose"})
        if (give.has(key))
            not_with(give, key, drug.name + " is no radiopharmaceutical", "give a dose");
    if (!give.has("dose"))
        throw StudyError(give.where("dose"), {"missing", drug.name + " is given by a dose",
                                              "for example dose = \"200 mg\""});
    regimen.amount = amount_of(give, "dose");
    regimen.lesions = read_lesions(give);
    bool known = false;
    for (auto const& usual : drug.usual)
        known |= usual.species == to_text(species) &&
                 (usual.basis == kinetics::PerBody::auc) == (regimen.amount->basis == Basis::auc);
    if (!known)
        throw give.at("dose").error(
            {quote_short(give.text("dose")),
             fmt::format("no usual dose of this sort of {} in a {} is known", drug.id,
                         to_text(species)),
             "see `radici agent " + drug.id + "`"});
}

/// An antibody binds the target of one species: that of the other has none of it.
void check_species(Section const& give, kinetics::AgentLibrary const& agents,
                   kinetics::Antibody const& antibody, Species species)
{
    auto const wanted = to_text(species);
    if (antibody.species == wanted)
        return;
    std::vector<std::string> fitting;
    for (auto const& id : agents.inhibitors())
        if (auto const& other = agents.antibody(id);
            other.species == wanted && other.target == antibody.target)
            fitting.push_back(id);
    throw give.at("agent").error(
        {quote_short(give.text("agent")),
         fmt::format("it binds {} of the {}", antibody.target, antibody.species),
         fitting.empty() ? ""
                         : fmt::format("for a {} there is {}", wanted, fmt::join(fitting, ", "))});
}

void read_agent(Section const& give, RegimenContext const& context, Regimen& regimen)
{
    auto const& agents = context.agents;
    auto const& treatments = treatment_names();
    auto const name = give.text("agent");
    if (std::find(treatments.begin(), treatments.end(), name) != treatments.end()) {
        regimen.agent = name;
        regimen.kind = AgentKind::treatment;
        regimen.treatment = read_treatment(give, name, context.species);
        return;
    }
    regimen.agent = agents.id_of(name, give.where("agent"));
    refuse_treatment_keys(give, regimen.agent, agents.find_drug(regimen.agent) != nullptr);
    if (auto const* drug = agents.find_drug(regimen.agent)) {
        read_partner(give, *drug, context.species, regimen);
        return;
    }
    bool const radioactive = agents.find(regimen.agent) != nullptr;
    regimen.kind = radioactive ? AgentKind::radiopharmaceutical : AgentKind::antibody;
    if (!radioactive) {
        check_species(give, agents, agents.antibody(regimen.agent), context.species);
        for (auto const* key : {"activity", "tumour_dose"})
            if (give.has(key))
                not_with(give, key, regimen.agent + " is an antibody",
                         "give a dose, for example dose = \"240 mg\"");
        if (!give.has("dose"))
            throw StudyError(give.where("dose"), {"missing", regimen.agent + " is an antibody",
                                                  "for example dose = \"240 mg\""});
        regimen.amount = amount_of(give, "dose");
        return;
    }
    if (give.has("dose"))
        not_with(give, "dose", regimen.agent + " is a radiopharmaceutical",
                 "give an activity, for example activity = \"7.4 GBq\"");
    if (give.has("activity") == give.has("tumour_dose"))
        throw StudyError(give.where(give.has("activity") ? "tumour_dose" : "activity"),
                         {give.has("activity") ? "out of place" : "missing",
                          "either activity or tumour_dose is expected",
                          "for example activity = \"7.4 GBq\""});
    if (give.has("activity"))
        regimen.amount = amount_of(give, "activity");
    else
        regimen.tumour_dose_Gy = give.value("tumour_dose");
}

void check_amount(Section const& give, RegimenContext const& context, Regimen const& regimen)
{
    if (!regimen.amount)
        return;
    bool const radioactive = regimen.kind == AgentKind::radiopharmaceutical;
    auto const& usual = radioactive ? context.agents.at(regimen.agent).usual
                        : regimen.kind == AgentKind::partner
                            ? context.agents.drug(regimen.agent).usual
                            : context.agents.antibody(regimen.agent).usual;
    auto const node = give.at(radioactive ? "activity" : "dose");
    auto factors = regimen.factors.empty() ? std::vector<double>{1.0} : regimen.factors;
    for (double const factor : factors) {
        auto const scaled = Amount{regimen.amount->value * factor, regimen.amount->basis};
        auto const judgement = judge(scaled, regimen.kind, usual, to_text(context.species));
        auto const problem = factor == 1 ? quote_short(node.text()) : to_text(scaled, regimen.kind);
        Complaint const complaint{problem, "implausible: " + judgement.why + " of " + regimen.agent,
                                  "check the number and the prefix of its unit"};
        if (judgement.verdict == Judgement::Verdict::implausible)
            throw node.error(complaint);
        if (judgement.verdict == Judgement::Verdict::doubtful) {
            context.warnings.emplace_back(
                node.error({problem, judgement.why + " of " + regimen.agent, ""}).what());
            return;
        }
    }
}

/// Administrations at start, start + every, … that begin by the horizon.
double count_by_horizon(Regimen const& regimen, double horizon_d)
{
    return std::floor((horizon_d - regimen.start_d + same_time_d) / regimen.every_d) + 1;
}

void read_until(Section const& give, RegimenContext const& context, Regimen& regimen)
{
    if (give.has("times"))
        not_with(give, "until", "times is there too", "keep one of the two");
    if (!give.has("every"))
        throw StudyError(give.where("every"),
                         {"missing", "until = \"progression\" needs an interval",
                          "for example every = \"2 wk\""});
    regimen.until_progression = true;
    double const count = count_by_horizon(regimen, context.horizon_d);
    if (count > most_administrations)
        throw give.at("every").error({fmt::format("{:.0f} administrations by the horizon", count),
                                      fmt::format("implausible: over {}", most_administrations),
                                      "check the unit"});
    regimen.times = static_cast<int>(count);
}

void read_times(Section const& give, RegimenContext const& context, Regimen& regimen)
{
    if (give.has("every") && !give.has("times"))
        throw StudyError(give.where("times"),
                         {"missing", "how often?", "write times = 6 or until = \"progression\""});
    regimen.times = give.has("times") ? static_cast<int>(give.integer("times")) : 1;
    if (regimen.times > 1 && !give.has("every"))
        throw StudyError(give.where("every"),
                         {"missing", fmt::format("times = {} needs an interval", regimen.times),
                          "for example every = \"6 wk\""});
    double const last_d = regimen.day(regimen.times - 1);
    if (last_d > context.horizon_d + same_time_d)
        throw give.at("times").error(
            {fmt::format("{}", regimen.times),
             fmt::format("the last administration would be on day {:g}, the horizon is {:g} d",
                         last_d + 1, context.horizon_d),
             fmt::format("a horizon that holds all is at least {:.0f} d, or times = {:.0f}",
                         std::ceil(last_d), count_by_horizon(regimen, context.horizon_d))});
}

void read_schedule(Section const& give, RegimenContext const& context, Regimen& regimen)
{
    regimen.start_d = read_day(give.at("start")) - 1;
    regimen.start_where = give.where("start");
    if (regimen.start_d > context.horizon_d + same_time_d)
        throw give.at("start").error({fmt::format("day {:g}", regimen.start_d + 1),
                                      fmt::format("after the horizon of {:g} d", context.horizon_d),
                                      "lengthen study.horizon or start earlier"});
    regimen.every_d = give.has("every") ? give.value("every") : 0;
    if (give.has("until"))
        read_until(give, context, regimen);
    else
        read_times(give, context, regimen);
    regimen.infusion_d = give.has("infusion") ? give.value("infusion") : 0;
    if (regimen.times > 1 && regimen.infusion_d > regimen.every_d)
        throw give.at("infusion")
            .error({quote_short(give.text("infusion")),
                    "longer than the interval between administrations", ""});
}

void read_factors(Section const& give, Regimen& regimen)
{
    if (!give.has("factor"))
        return;
    auto const node = give.at("factor");
    for (auto const& item : node.items())
        regimen.factors.push_back(item.number());
    auto const count = static_cast<int>(regimen.factors.size());
    bool const wrong = regimen.until_progression ? count > regimen.times : count != regimen.times;
    if (wrong)
        throw node.error({fmt::format("{} factors", count),
                          fmt::format("there are {} administrations", regimen.times),
                          "one factor belongs to each"});
}

double last_day(Regimen const& regimen, double horizon_d)
{
    return regimen.until_progression ? horizon_d : regimen.day(regimen.times - 1);
}

}   // namespace

Regimen read_regimen(Section const& give, RegimenContext const& context)
{
    Regimen regimen;
    regimen.where = give.node().where();
    read_agent(give, context, regimen);
    read_schedule(give, context, regimen);
    read_factors(give, regimen);
    check_amount(give, context, regimen);
    if (context.species == Species::mouse) {
        for (auto const* key : {"until", "beyond_progression", "toxicity_rules"})
            if (give.has(key))
                not_with(give, key, "animals are treated as planned", "write times");
        if (regimen.amount && regimen.amount->basis == Basis::per_m2)
            throw give.at(regimen.kind == AgentKind::radiopharmaceutical ? "activity" : "dose")
                .error({"per body surface", "of a mouse it is not known",
                        "give an amount per animal or per kg"});
    }
    regimen.beyond_progression = give.boolean("beyond_progression");
    regimen.toxicity_rules = give.boolean("toxicity_rules");
    if (regimen.until_progression && regimen.beyond_progression)
        not_with(give, "beyond_progression", "until = \"progression\" is there too",
                 "keep one of the two, or write times");
    return regimen;
}

void check_overlap(std::vector<Regimen> const& gives, double horizon_d)
{
    for (std::size_t late = 1; late < gives.size(); ++late)
        for (std::size_t early = 0; early < late; ++early) {
            auto const &a = gives[early], &b = gives[late];
            if (a.agent != b.agent || a.start_d > last_day(b, horizon_d) ||
                b.start_d > last_day(a, horizon_d))
                continue;
            throw StudyError(b.start_where,
                             {fmt::format("day {:g}", b.start_d + 1),
                              fmt::format("the {} of {} runs from day {:g} to day {:g}", b.agent,
                                          a.where.key, a.start_d + 1, last_day(a, horizon_d) + 1),
                              "two tables of one agent may not interleave"});
        }
}

}   // namespace radici::study::detail
