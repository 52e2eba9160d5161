#include "radici/study/reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "radici/base/nearest.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/kinetics/agent_library.hpp"
#include "radici/study/detail/parts.hpp"
#include "radici/study/detail/quote.hpp"

namespace radici::study {
namespace {

using detail::Section;

void override_integer(Document& document, std::string_view option, std::string_view key,
                      std::uint64_t value)
{
    auto const& limit = Grammar::study().at(key).limits.front();
    if (static_cast<double>(value) < limit.low || static_cast<double>(value) >= limit.high + 1)
        throw StudyError({"", 0, std::string{option}},
                         {fmt::format("{}", value),
                          fmt::format("outside {} to {}", limit.low_text, limit.high_text), ""});
    if (document.root().has("study"))
        document.set(fmt::format("{}={}", key, value));
}

std::vector<Arm> read_arms(Grammar const& grammar, Node const& node,
                           detail::RegimenContext const& context)
{
    std::vector<Arm> arms;
    for (auto const& item : node.items()) {
        Section const table{grammar, item, "arm[]"};
        Arm arm{table.text("name"), {}, item.where()};
        for (auto const& earlier : arms)
            if (earlier.name == arm.name)
                throw table.at("name").error({detail::quote_short(arm.name),
                                              "the name of " + earlier.where.key + " too",
                                              "names of arms are unique"});
        if (table.has("give"))
            for (auto const& give : table.at("give").items())
                arm.gives.push_back(
                    detail::read_regimen(Section{grammar, give, "arm[].give[]"}, context));
        detail::check_overlap(arm.gives, context.horizon_d);
        arms.push_back(std::move(arm));
    }
    return arms;
}

/// Why a study has no such endpoint; "" where it has.
std::string why_not(std::string const& endpoint, Species species, bool has_psa)
{
    bool const of_mice = endpoint == "survival" || endpoint == "cure";
    if (species == Species::mouse)
        return of_mice || endpoint == "cr" ? "" : "mice have survival, cr and cure";
    if (of_mice)
        return "this endpoint is of mice";
    return has_psa || (endpoint != "psa50" && endpoint != "rpfs") ? "" : "this disease has no PSA";
}

Compare read_compare(Section const& table, std::vector<Arm> const& arms, Species species,
                     bool has_psa)
{
    Compare compare{table.text("reference"), {}};
    std::vector<std::string> names;
    for (auto const& arm : arms)
        names.push_back(arm.name);
    auto const node = table.at("reference");
    if (std::find(names.begin(), names.end(), compare.reference) == names.end())
        throw node.error({detail::quote_short(compare.reference), "no arm of that name",
                          nearest_hint(compare.reference, names)});
    if (arms.size() < 2)
        throw table.node().error(
            {"nothing to compare", "there is one arm", "leave [compare] out or add an arm"});
    for (auto const& endpoint : table.at("endpoints").items()) {
        auto const name = endpoint.text();
        if (auto const why = why_not(name, species, has_psa); !why.empty())
            throw endpoint.error(
                {detail::quote_short(name), why,
                 species == Species::human ? "pfs, orr and os are there in every disease" : ""});
        compare.endpoints.push_back(name);
    }
    return compare;
}

/// ">= 15" as 15.
double least_of(Node const& node)
{
    auto const text = node.text();
    auto const number = text.starts_with(">=") ? read_value(text.substr(2)) : std::nullopt;
    if (!number || !number->unit_text.empty() || !(number->number > 0))
        throw node.error(
            {detail::quote_short(text), "a lower bound is expected", "for example \">= 15\""});
    return number->number;
}

Selection read_selection(Section const& table)
{
    Selection select;
    if (table.has("suvmax"))
        select.least_hottest_suv = least_of(table.at("suvmax"));
    if (table.has("suv_every_lesion"))
        select.least_every_suv = least_of(table.at("suv_every_lesion"));
    select.after_d = table.value("suv_after");
    return select;
}

/// Each rechallenge of an arm has a site of its own.
void make_room_for_rechallenge(Study& study)
{
    auto const sites = static_cast<int>(study.patient.at("lesions.count").centre());
    for (auto& arm : study.arms) {
        int next = sites;
        for (auto& give : arm.gives)
            if (give.treatment && std::holds_alternative<patient::Rechallenge>(*give.treatment)) {
                std::get<patient::Rechallenge>(*give.treatment).lesion = next;
                next += give.times;
            }
        study.tumour->empty_sites = std::max(study.tumour->empty_sites, next - sites);
    }
}

void read_endpoints(Section const& table, Study& study)
{
    bool const mouse = study.species == Species::mouse;
    char const* const misplaced = mouse ? "scan_every" : "humane_volume";
    if (table.has(misplaced))
        throw table.at(misplaced).error(
            {"out of place", mouse ? "animals are looked at every day" : "it is of mice", ""});
    study.scan_every_d = table.value("scan_every");
    study.humane_volume_mm3 = table.value("humane_volume");
}

Study read_header(Section const& table)
{
    Study study;
    study.name = table.text("name");
    study.registry = table.text("registry");
    study.species = table.text("species") == "mouse" ? Species::mouse : Species::human;
    study.patients = static_cast<int>(table.integer("patients"));
    study.horizon_d = table.value("horizon");
    study.seed = static_cast<std::uint64_t>(table.integer("seed"));
    study.daughters = table.text("daughters") == "stay" ? patient::RecoilingDaughters::stay
                                                        : patient::RecoilingDaughters::leave;
    return study;
}

/// Files of a folder with a name; those of a whole species have none.
std::vector<Preset> presets_in(std::filesystem::path const& folder)
{
    std::vector<Preset> list;
    std::error_code none;
    for (auto const& entry : std::filesystem::directory_iterator(folder, none)) {
        auto const id = entry.path().stem().string();
        if (entry.path().extension() == ".toml" && id != "human" && id != "mouse")
            list.push_back({id, Document::open(entry.path()).root().at("name").text()});
    }
    std::sort(list.begin(), list.end(), [](auto const& a, auto const& b) { return a.id < b.id; });
    return list;
}

}   // namespace

std::vector<Preset> list_presets(std::filesystem::path const& data_folder)
{
    return presets_in(data_folder / "patients");
}

std::vector<Preset> list_tumours(std::filesystem::path const& data_folder)
{
    return presets_in(data_folder / "tumours");
}

Document open_study(std::filesystem::path const& file, Overrides const& overrides)
{
    auto document = Document::open(file);
    for (auto const& assignment : overrides.set)
        document.set(assignment);
    if (overrides.patients)
        override_integer(document, "--patients", "study.patients",
                         static_cast<std::uint64_t>(std::max(*overrides.patients, 0)));
    if (overrides.seed)
        override_integer(document, "--seed", "study.seed", *overrides.seed);
    return document;
}

Study read_study(Document const& document, kinetics::AgentLibrary const& agents,
                 std::filesystem::path const& data_folder)
{
    auto const& grammar = Grammar::study();
    auto const root = document.root();
    check_grammar(grammar, root);
    Section const top{grammar, root, ""};

    auto study = read_header(Section{grammar, top.at("study"), "study"});
    study.file = document.name();
    if (study.species == Species::mouse)
        detail::read_animals(grammar, root, data_folder, study);
    else
        study.patient = detail::read_patient(grammar, top.at("patient"), data_folder);
    if (study.species == Species::human && top.has("tumour"))
        throw top.at("tumour").error({"out of place", "a tumour line is of mice",
                                      "patients have a disease, and [patient.lesions]"});
    study.arms =
        read_arms(grammar, top.at("arm"), {agents, study.species, study.horizon_d, study.warnings});
    study.select = read_selection(Section{grammar, root.find("select"), "select"});
    if (study.tumour)
        make_room_for_rechallenge(study);
    read_endpoints(Section{grammar, root.find("endpoints"), "endpoints"}, study);
    if (top.has("compare"))
        study.compare = read_compare(Section{grammar, top.at("compare"), "compare"}, study.arms,
                                     study.species, study.patient.has_psa);
    return study;
}

}   // namespace radici::study
