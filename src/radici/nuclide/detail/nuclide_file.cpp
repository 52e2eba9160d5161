#include "radici/nuclide/detail/nuclide_file.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "radici/base/parameter.hpp"
#include "radici/nuclide/beta_spectrum.hpp"
#include "radici/nuclide/detail/emission_rows.hpp"
#include "radici/nuclide/name.hpp"

namespace radici::nuclide::detail {

namespace {

BetaShape shape_of(Node const& transition)
{
    static std::vector<std::string> const names{"allowed", "1nu", "1u",  "2nu",       "2u",
                                                "3nu",     "3u",  "4nu", "unassigned"};
    auto const name = transition.choice(names);
    if (!name.ends_with('u') || name.ends_with("nu"))
        return BetaShape::allowed;
    return static_cast<BetaShape>(name[0] - '0');
}

/// Reads every table of one file into a nuclide.
class Reader {
public:
    Reader(Node const& root, Nuclide& nuclide) : root_(root), nuclide_(nuclide)
    {
        for (auto const& [key, text] : root.at("source").entries()) {
            sources_.push_back(key);
            nuclide.sources.push_back(key + ": " + text.text());
        }
    }

    void header()
    {
        nuclide_.name = root_.at("name").text();
        nuclide_.z = integer_within(root_.at("z"), 1, 100);
        nuclide_.a = integer_within(root_.at("a"), nuclide_.z, 3 * nuclide_.z);
        auto const name = parse_nuclide_name(nuclide_.name);
        if (!name || to_text(*name) != nuclide_.name || name->z != nuclide_.z ||
            name->a != nuclide_.a)
            throw root_.at("name").error(
                {.problem = "\"" + nuclide_.name + "\"",
                 .why = fmt::format("z = {} and a = {} are called {}-{}", nuclide_.z, nuclide_.a,
                                    element_symbol(nuclide_.z), nuclide_.a),
                 .hint = ""});
        nuclide_.spin = root_.at("spin").text();
        nuclide_.evaluation = root_.at("evaluation").text();
        auto const life = half_life("half_life");
        nuclide_.half_life_s = life.value;
        nuclide_.half_life_sd_s = life.sd.value_or(0);
        (void)half_life("half_life_other");
        if (auto const notes = root_.find("notes"))
            for (auto const& note : notes->items())
                nuclide_.notes.push_back(note.text());
    }

    void modes()
    {
        for (auto const& node : root_.at("mode").items())
            nuclide_.modes.push_back(mode(node));
        if (nuclide_.modes.empty())
            throw root_.at("mode").error({.problem = "empty", .why = "it must decay", .hint = ""});
        double sum = 0;
        for (auto const& m : nuclide_.modes)
            sum += m.branching;
        if (std::abs(sum - 1) > 1e-4)
            throw root_.at("mode").error(
                {.problem = fmt::format("branchings add up to {:.6g}", sum),
                 .why = "they must add up to 1",
                 .hint = ""});
    }

    void emissions()
    {
        lines("alpha", nuclide_.alphas,
              {"energy_MeV", "intensity", "intensity_sd", "level_keV", "mode"},
              [](EmissionRows const& row, Line& line) {
                  line.intensity_sd = row.intensity_sd();
                  line.level_keV = row.level_keV();
              });
        betas("beta_minus", Charge::electron);
        betas("beta_plus", Charge::positron);
        captures();
        lines("gamma", nuclide_.gammas,
              {"energy_MeV", "intensity", "intensity_sd", "multipolarity", "conversion_coefficient",
               "mode"},
              [](EmissionRows const& row, Line& line) {
                  line.intensity_sd = row.intensity_sd();
                  line.label = row.cell("multipolarity").text();
                  (void)number_within(row.cell("conversion_coefficient"), 0, 1e9);
              });
        lines("annihilation", nuclide_.annihilation, {"energy_MeV", "intensity", "mode"},
              [](EmissionRows const&, Line&) {});
        lines("pair", nuclide_.pairs, {"energy_MeV", "intensity", "transition_keV", "mode"},
              [](EmissionRows const& row, Line& line) {
                  line.level_keV = number_within(row.cell("transition_keV"), 1022, 2e4);
              });
        lines("conversion", nuclide_.conversion,
              {"energy_MeV", "intensity", "shell", "transition_keV", "mode"},
              [](EmissionRows const& row, Line& line) {
                  static std::vector<std::string> const shells{"K", "L", "M", "N+"};
                  line.label = row.cell("shell").choice(shells);
                  line.level_keV = number_within(row.cell("transition_keV"), 0.1, 2e4);
              });
        auto const shells = [](EmissionRows const& row, Line& line) {
            line.label = row.cell("transition").text();
        };
        lines("xray", nuclide_.xrays, {"energy_MeV", "intensity", "transition", "mode"}, shells);
        lines("auger", nuclide_.auger, {"energy_MeV", "intensity", "transition", "mode"}, shells);
    }

private:
    [[nodiscard]] Parameter half_life(std::string_view key) const
    {
        auto const node = root_.at(key);
        auto const life = read_parameter(node, "s");
        if (!(life.value >= 1e-9 && life.value <= 1e18))
            throw node.error({.problem = fmt::format("{:g} s", life.value),
                              .why = "a half-life of 1 ns to 1e18 s is expected",
                              .hint = ""});
        (void)node.at("source").choice(sources_);
        return life;
    }

    [[nodiscard]] Mode mode(Node const& node) const
    {
        static std::map<std::string, DecayType> const types{
            {"alpha", DecayType::alpha},
            {"beta-", DecayType::beta_minus},
            {"ec", DecayType::capture},
            {"ec/beta+", DecayType::capture_or_beta_plus},
            {"IT", DecayType::isomeric}};
        static std::vector<std::string> const names{"alpha", "beta-", "ec", "ec/beta+", "IT"};
        Mode m;
        m.type = types.at(node.at("type").choice(names));
        m.daughter = node.at("daughter").text();
        m.branching = number_within(node.at("branching"), 1e-12, 1);
        m.q_MeV = number_within(node.at("q_MeV"), 1e-3, most_energy_MeV);
        bool const alpha = m.type == DecayType::alpha;
        int const dz = alpha                             ? -2
                       : m.type == DecayType::beta_minus ? 1
                       : m.type == DecayType::isomeric   ? 0
                                                         : -1;
        auto const daughter = parse_nuclide_name(m.daughter);
        if (!daughter || to_text(*daughter) != m.daughter || daughter->z != nuclide_.z + dz ||
            daughter->a != nuclide_.a - (alpha ? 4 : 0) || m.daughter == nuclide_.name)
            throw node.at("daughter")
                .error({.problem = "\"" + m.daughter + "\"",
                        .why = fmt::format("{} of {} does not lead there", to_text(m.type),
                                           nuclide_.name),
                        .hint = ""});
        return m;
    }

    [[nodiscard]] std::optional<EmissionRows> rows(std::string_view key,
                                                   EmissionRows::Columns columns) const
    {
        auto const table = root_.find(key);
        if (!table)
            return std::nullopt;
        return EmissionRows{*table, std::move(columns), sources_,
                            static_cast<int>(nuclide_.modes.size())};
    }

    template <class Rest>
    void lines(std::string_view key, std::vector<Line>& into, EmissionRows::Columns columns,
               Rest rest)
    {
        auto table = rows(key, std::move(columns));
        for (std::size_t i = 0; table && i < table->size(); ++i) {
            table->go_to(i);
            auto& line = into.emplace_back();
            line.energy_MeV = table->energy();
            line.intensity = table->intensity();
            line.mode = table->mode();
            rest(*table, line);
        }
    }

    void betas(std::string_view key, Charge charge)
    {
        auto table = rows(key, {"end_point_MeV", "intensity", "intensity_sd", "mean_MeV",
                                "transition", "level_keV", "mode"});
        for (std::size_t i = 0; table && i < table->size(); ++i) {
            table->go_to(i);
            auto& b = nuclide_.betas.emplace_back();
            b.charge = charge;
            b.end_point_MeV = number_within(table->cell("end_point_MeV"), 1e-3, most_energy_MeV);
            b.intensity = table->intensity();
            b.intensity_sd = table->intensity_sd();
            b.evaluated_mean_MeV = number_within(table->cell("mean_MeV"), 1e-6, b.end_point_MeV);
            b.transition = table->cell("transition").text();
            b.shape = shape_of(table->cell("transition"));
            b.level_keV = table->level_keV();
            b.mode = table->mode();
            b.a = nuclide_.a;
            b.daughter_z = nuclide_.z + (charge == Charge::electron ? 1 : -1);
            if (b.daughter_z < 1 || b.daughter_z > std::min(100, b.a))
                throw table->cell("mode").error(
                    {.problem = fmt::format("a daughter with Z = {}", b.daughter_z),
                     .why = "1 to 100 protons, and no more than nucleons, are possible",
                     .hint = ""});
            b.mean_MeV = shape_function(b).mean_MeV();
        }
    }

    void captures()
    {
        auto table = rows("capture", {"energy_MeV", "intensity", "intensity_sd", "transition",
                                      "level_keV", "k", "l", "m", "n", "mode"});
        for (std::size_t i = 0; table && i < table->size(); ++i) {
            table->go_to(i);
            auto& c = nuclide_.captures.emplace_back();
            c.energy_MeV = table->energy();
            c.intensity = table->intensity();
            c.intensity_sd = table->intensity_sd();
            c.transition = table->cell("transition").text();
            (void)shape_of(table->cell("transition"));
            c.level_keV = table->level_keV();
            c.k = number_within(table->cell("k"), 0, 1);
            c.l = number_within(table->cell("l"), 0, 1);
            c.m = number_within(table->cell("m"), 0, 1);
            c.n = number_within(table->cell("n"), 0, 1);
            c.mode = table->mode();
        }
    }

    Node const& root_;
    Nuclide& nuclide_;
    std::vector<std::string> sources_;
};

}   // namespace

Nuclide read_emissions(Node const& root)
{
    Nuclide nuclide;
    nuclide.file = root.where().file;
    Reader reader{root, nuclide};
    reader.header();
    reader.modes();
    reader.emissions();
    return nuclide;
}

}   // namespace radici::nuclide::detail
