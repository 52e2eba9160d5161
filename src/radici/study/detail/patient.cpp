#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "radici/base/error.hpp"
#include "radici/base/nearest.hpp"
#include "radici/study/detail/parts.hpp"
#include "radici/study/detail/quote.hpp"
#include "radici/study/reader.hpp"

namespace radici::study::detail {
std::string near_or_all(std::string const& name, std::vector<std::string> const& names)
{
    auto const near = nearest_hint(name, names);
    return near.empty() ? fmt::format("there is {}", fmt::join(names, ", ")) : near;
}

Trust read_trust(Node const& node)
{
    static constexpr std::array all = {Trust::verified, Trust::memory, Trust::review,
                                       Trust::derived,  Trust::fitted, Trust::assumed};
    std::vector<std::string> names;
    for (auto const trust : all)
        names.push_back(to_text(trust));
    auto const name = node.choice(names);
    return all[static_cast<std::size_t>(std::find(names.begin(), names.end(), name) -
                                        names.begin())];
}

PatientQuantity read_preset(Node const& node, Range const& range)
{
    if (node.has("distribution")) {
        PatientQuantity quantity{read_distribution(node.at("distribution"), range), range.unit,
                                 Origin::preset, read_trust(node.at("tag")),
                                 node.at("source").text()};
        static_cast<void>(node.find("note"));
        node.finish();
        return quantity;
    }
    auto const p = read_parameter(node, range.unit);
    if (!(p.value >= range.low && p.value <= range.high))
        throw node.error({"value", "outside the range of the key in schema/study.toml", ""});
    auto distribution = Distribution::fixed(p.value);
    if (p.sd_ln)
        distribution = Distribution::lognormal(p.value, std::sqrt(std::expm1(*p.sd_ln * *p.sd_ln)));
    else if (p.sd)
        distribution = Distribution::normal(p.value, *p.sd);
    if (p.sd_ln || p.sd)
        distribution = distribution.within(range.low, range.high);
    return {distribution, range.unit, Origin::preset, p.trust, p.source};
}

namespace {

/// Keys of [patient] and the tables in it, with the nodes that a file has for them.
class PatientKeys {
public:
    PatientKeys(Grammar const& grammar, Node const& node) : grammar_(&grammar), node_(node) {}

    [[nodiscard]] std::vector<Key const*> quantities() const
    {
        std::vector<Key const*> list;
        for (auto const& key : grammar_->keys())
            if (key.path.starts_with("patient.") && key.type == KeyType::distribution)
                list.push_back(&key);
        return list;
    }
    [[nodiscard]] static std::string short_name(Key const& key)
    {
        return key.path.substr(std::string_view{"patient."}.size());
    }

    [[nodiscard]] std::optional<Node> find(Key const& key) const
    {
        std::optional<Node> table = node_;
        auto rest = short_name(key);
        for (auto dot = rest.find('.'); table && dot != std::string::npos; dot = rest.find('.')) {
            table = table->find(rest.substr(0, dot));
            rest.erase(0, dot + 1);
        }
        return table ? table->find(rest) : std::nullopt;
    }

private:
    Grammar const* grammar_;
    Node node_;
};

/// The grammar's range is that of all species.
Range range_in_man(Key const& key)
{
    constexpr double lightest_kg = 30;
    auto range = range_of(key);
    if (key.path == "patient.weight")
        range.low = lightest_kg;
    return range;
}

std::filesystem::path preset_file(Section const& patient, std::filesystem::path const& data_folder)
{
    auto const disease = patient.text("disease");
    std::vector<std::string> names;
    for (auto const& preset : list_presets(data_folder))
        names.push_back(preset.id);
    if (std::find(names.begin(), names.end(), disease) == names.end()) {
        throw patient.at("disease").error({quote_short(disease),
                                           "no preset of that name in data/patients",
                                           near_or_all(disease, names)});
    }
    return data_folder / "patients" / (disease + ".toml");
}

}   // namespace

PatientSection read_patient(Grammar const& grammar, Node const& node,
                            std::filesystem::path const& data_folder)
{
    Section const patient{grammar, node, "patient"};
    if (patient.has("strain"))
        throw patient.at("strain").error(
            {"out of place", "a strain is of mice", "for mice write study.species = \"mouse\""});
    if (!patient.has("disease"))
        throw StudyError(patient.where("disease"), {"missing", "the disease of the patients",
                                                    "for example disease = \"mcrpc\""});
    auto const preset = Document::open(preset_file(patient, data_folder));
    auto const preset_root = preset.root();
    auto const preset_table = preset_root.at("patient");

    PatientSection section;
    section.disease = patient.text("disease");
    section.disease_name = preset_root.at("name").text();
    section.has_psa = preset_root.has("psa");
    auto const preset_sex = preset_table.at("sex");
    auto const& sexes = patient.key("sex").names;
    section.sex_origin = patient.has("sex") ? Origin::study : Origin::preset;
    section.sex = read_choice(preset_sex.at("distribution"), sexes);
    static_cast<void>(read_trust(preset_sex.at("tag")));
    static_cast<void>(preset_sex.at("source").text());
    if (patient.has("sex"))
        section.sex = read_choice(patient.at("sex"), sexes);

    PatientKeys const own{grammar, node}, given{grammar, preset_table};
    for (auto const* key : own.quantities()) {
        auto const range = range_in_man(*key);
        auto const from_preset = given.find(*key);
        if (!from_preset)
            throw preset_table.error(
                {PatientKeys::short_name(*key), "missing in this preset: " + key->text, ""});
        auto quantity = read_preset(*from_preset, range);
        if (auto const from_study = own.find(*key)) {
            quantity = {read_distribution(*from_study, range), range.unit, Origin::study,
                        Trust::assumed, ""};
        }
        section.quantities.emplace(PatientKeys::short_name(*key), std::move(quantity));
    }
    preset_table.finish();
    return section;
}

}   // namespace radici::study::detail
