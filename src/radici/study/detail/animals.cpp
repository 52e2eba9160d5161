#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "radici/base/error.hpp"
#include "radici/base/nearest.hpp"
#include "radici/study/detail/parts.hpp"
#include "radici/study/detail/quote.hpp"
#include "radici/study/reader.hpp"

namespace radici::study::detail {
namespace {

constexpr double lightest_kg = 0.010, heaviest_kg = 0.060;

void refuse(Section const& table, std::string_view key, char const* why, char const* hint)
{
    if (table.has(key))
        throw table.at(key).error({"out of place", why, hint});
}

/// @param line  names it
Document open_line(Node const& line, std::filesystem::path const& data_folder)
{
    std::vector<std::string> names;
    for (auto const& known : list_tumours(data_folder))
        names.push_back(known.id);
    if (std::find(names.begin(), names.end(), line.text()) == names.end())
        throw line.error({quote_short(line.text()), "no tumour line of that name in data/tumours",
                          near_or_all(line.text(), names)});
    return Document::open(data_folder / "tumours" / (line.text() + ".toml"));
}

PatientQuantity of_study(Node const& node, Range const& range)
{
    return {read_distribution(node, range), range.unit, Origin::study, Trust::assumed, ""};
}

PatientQuantity read_weight(Section const& patient, Node const& preset)
{
    Range range = range_of(patient.key("weight"));
    range.low = lightest_kg;
    range.high = heaviest_kg;
    auto quantity = read_preset(preset, range);
    return patient.has("weight") ? of_study(patient.at("weight"), range) : quantity;
}

/// Volume on day 1, or cells and their age.
void read_start(Section const& tumour, TumourSection& section, PatientSection& patient,
                Node const& preset)
{
    auto const range = range_of(tumour.key("volume"));
    auto volume = read_preset(preset, range);
    if (tumour.has("cells") != tumour.has("age"))
        throw StudyError(tumour.where(tumour.has("cells") ? "age" : "cells"),
                         {"missing", "cells and their age go together",
                          "for example cells = 5e5, age = \"7 d\""});
    if (tumour.has("cells")) {
        refuse(tumour, "volume", "cells are given too", "keep one of the two");
        section.inoculum = {tumour.at("cells").number(), tumour.value("age")};
        return;
    }
    if (tumour.has("volume"))
        volume = of_study(tumour.at("volume"), range);
    patient.quantities.emplace("lesions.volume", std::move(volume));
}

}   // namespace

void read_animals(Grammar const& grammar, Node const& root,
                  std::filesystem::path const& data_folder, Study& study)
{
    Section const patient{grammar, root.at("patient"), "patient"};
    for (auto const* key : {"disease", "lesions", "height", "sex"})
        refuse(patient, key, "the study is of mice",
               "animals have strain and weight, see [tumour]");
    if (!root.has("tumour"))
        throw root.error(
            {"tumour", "a mouse study needs a [tumour] table",
             "for example line = \"b78\", volume = { lognormal = \"100 mm3\", cv = 0.3 }"});
    Section const tumour{grammar, root.at("tumour"), "tumour"};

    auto const line = open_line(tumour.at("line"), data_folder);
    auto const like = line.root().find("like");
    auto const origin = like ? open_line(*like, data_folder) : line;
    auto const animal = Document::open(data_folder / "patients" / "mouse.toml");
    auto const host = animal.root().at("patient");

    TumourSection section;
    section.line = tumour.text("line");
    section.like = like ? like->text() : "";
    section.name = line.root().at("name").text();
    section.strain = patient.has("strain")
                         ? patient.text("strain")
                         : origin.root().at("strain").choice(patient.key("strain").names);
    auto& who = study.patient;
    who.disease_name = section.name;
    who.quantities.emplace("weight", read_weight(patient, host.at("weight")));
    auto const sites = static_cast<double>(tumour.integer("sites"));
    who.quantities.emplace("lesions.count", PatientQuantity{Distribution::fixed(sites), "-",
                                                            Origin::study, Trust::assumed, ""});
    read_start(tumour, section, who, origin.root().at("start").at("volume"));
    study.tumour = std::move(section);
}

}   // namespace radici::study::detail
