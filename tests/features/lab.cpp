#include "features/lab.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <numeric>
#include <regex>

#include <fmt/format.h>

#include "radici/base/document.hpp"
#include "radici/patient/lesion_dose.hpp"
#include "radici/study/activity_for_dose.hpp"
#include "radici/study/reader.hpp"
#include "support/temporary_folder.hpp"

namespace radici::test {
namespace {

std::filesystem::path const source = std::filesystem::path{RADICI_SOURCE_DIR} / "data";

std::string text_of(std::filesystem::path const& file)
{
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// A twin of an agent of the library: other lines for some of its keys, and more at the end.
struct Twin {
    std::string id, of;
    std::vector<std::pair<std::string, std::string>> lines;   ///< key, the whole line in its place
    std::string more = {};
};

void write_twin(std::filesystem::path const& folder, Twin twin)
{
    auto text = fmt::format("\n{}", text_of(source / "agents" / (twin.of + ".toml")));
    twin.lines.emplace_back("id", fmt::format("id = \"{}\"", twin.id));
    text = std::regex_replace(text, std::regex("\nname = \"[^\n]*"),
                              fmt::format("\nname = \"twin {}\"", twin.id),
                              std::regex_constants::format_first_only);
    text =
        std::regex_replace(text, std::regex("\nsynonyms = \\[[\\s\\S]*?\n\\]"), "\nsynonyms = []");
    for (auto const& [key, line] : twin.lines)
        text = std::regex_replace(text, std::regex(fmt::format("\n{} = [^\n]*", key)),
                                  fmt::format("\n{}", line));
    std::ofstream{folder / "agents" / (twin.id + ".toml")} << text << '\n' << twin.more;
}

std::vector<Twin> const twins{
    {"y90_psma617", "lu177_psma617", {{"nuclide", "nuclide = \"Y-90\""}}},
    {"i125_psma617", "lu177_psma617", {{"nuclide", "nuclide = \"I-125\""}}},
    {"in111_psma617", "lu177_psma617", {{"nuclide", "nuclide = \"In-111\""}}},
    {"ac225_fap2286", "lu177_fap2286", {{"nuclide", "nuclide = \"Ac-225\""}}},
    {"few_sites_psma617",
     "lu177_psma617",
     {{"sites", "sites = { value = \"3e4 1/cell\", tag = \"assumed\", source = \"a tenth\" }"}}}};

/// The project's data with some twins of an agent.
std::filesystem::path const& data()
{
    static TemporaryFolder const folder;
    static auto const path = [] {
        std::filesystem::path const here = folder.path();
        for (auto const& entry : std::filesystem::directory_iterator{source})
            if (entry.path().filename() != "agents")
                std::filesystem::create_symlink(entry.path(), here / entry.path().filename());
        std::filesystem::create_directory(here / "agents");
        for (auto const& entry : std::filesystem::directory_iterator{source / "agents"})
            std::filesystem::create_symlink(entry.path(),
                                            here / "agents" / entry.path().filename());
        for (auto const& twin : twins)
            write_twin(here, twin);
        return here;
    }();
    return path;
}

kinetics::AgentLibrary const& agents()
{
    static auto const library = kinetics::AgentLibrary::load(data());
    return library;
}

/// The model of a setting with another biology.
std::unique_ptr<patient::Model> remade(study::Setting const& setting, Change const& change)
{
    std::vector<std::string> radioactive, antibodies;
    for (auto const& one : setting.study.arms)
        for (auto const& give : one.gives) {
            auto* const list = give.kind == study::AgentKind::radiopharmaceutical ? &radioactive
                               : give.kind == study::AgentKind::antibody          ? &antibodies
                                                                                  : nullptr;
            if (list && std::find(list->begin(), list->end(), give.agent) == list->end())
                list->push_back(give.agent);
        }
    auto biology = setting.model->biology();
    change(biology);
    return std::make_unique<patient::Model>(biology, agents(), radioactive, antibodies, data(),
                                            setting.study.daughters);
}

/// Lets a look in beside the study's own follow-up.
class Window : public patient::Observer {
public:
    Window(patient::Observer& own, std::vector<double> own_days, std::vector<double> const& days,
           std::function<void(patient::Snapshot const&)> look)
        : own_(own), own_days_(std::move(own_days)), days_(days), look_(std::move(look))
    {
    }
    void visit(patient::Snapshot const& now) override
    {
        if (std::binary_search(days_.begin(), days_.end(), now.day))
            look_(now);
        if (std::binary_search(own_days_.begin(), own_days_.end(), now.day))
            own_.visit(now);
    }
    [[nodiscard]] bool allows(patient::Dose const& dose, patient::Snapshot const& now) override
    {
        return own_.allows(dose, now);
    }
    void given(patient::Dose const& dose) override { own_.given(dose); }
    void died(patient::Snapshot const& now) override { own_.died(now); }
    [[nodiscard]] bool over() const override { return own_.over(); }

private:
    patient::Observer& own_;
    std::vector<double> own_days_;
    std::vector<double> const& days_;
    std::function<void(patient::Snapshot const&)> look_;
};

std::vector<double> together(std::vector<double> const& a, std::vector<double> const& b)
{
    std::vector<double> all;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
    return all;
}

}   // namespace

study::Setting lab(std::string const& text, Change const& change)
{
    auto setting =
        study::prepare(study::read_study(Document::parse(text, "feature.toml"), agents(), data()),
                       agents(), data());
    if (change)
        setting.model = remade(setting, change);
    study::find_activities(setting);
    return setting;
}

std::string Mice::with(std::string const& arms) const
{
    return fmt::format("[study]\nname = \"feature\"\nspecies = \"mouse\"\npatients = {}\nhorizon = "
                       "\"{} d\"\n[patient]\n{}[tumour]\nline = \"{}\"\n{}{}{}",
                       animals, days,
                       strain.empty() ? "" : fmt::format("strain = \"{}\"\n", strain), line, tumour,
                       rest, arms);
}

std::string Patients::with(std::string const& arms) const
{
    return fmt::format("[study]\nname = \"feature\"\npatients = {}\nhorizon = \"{} "
                       "d\"\n[patient]\ndisease = \"{}\"\n{}{}{}",
                       patients, days, disease, patient, rest, arms);
}

std::string arm(std::string const& name, std::vector<std::string> const& gives)
{
    std::string text = fmt::format("[[arm]]\nname = \"{}\"\n", name);
    for (auto const& give : gives)
        text += fmt::format("[[arm.give]]\n{}\n", give);
    return text;
}

std::vector<study::SubjectRecord> watch(study::Setting const& setting, int count,
                                        std::vector<double> const& days, Look const& look,
                                        Amend const& amend)
{
    int arm = 0;
    auto const engine = [&](std::span<patient::Case> cases, patient::StepLibrary& steps) {
        std::vector<std::unique_ptr<Window>> windows;
        for (std::size_t i = 0; i < cases.size(); ++i) {
            auto& one = cases[i];
            windows.push_back(
                std::make_unique<Window>(*one.observer, one.schedule.visits, days,
                                         [&look, arm, i](patient::Snapshot const& now) {
                                             look(arm, static_cast<int>(i), now);
                                         }));
            one.observer = windows.back().get();
            one.schedule.visits = together(one.schedule.visits, days);
            if (amend)
                amend(one.schedule);
        }
        patient::simulate(cases, steps);
        ++arm;
    };
    return simulate_patients(setting, 0, count, engine);
}

std::vector<study::SubjectRecord> run(study::Setting const& setting, int count)
{
    return simulate_patients(setting, 0, count);
}

Course course(study::Setting const& setting, int count, std::vector<double> const& days,
              std::function<double(patient::Snapshot const&)> const& number)
{
    auto const none = std::numeric_limits<double>::quiet_NaN();
    Course all(setting.arms.size(),
               std::vector(static_cast<std::size_t>(count), std::vector(days.size(), none)));
    watch(setting, count, days, [&](int arm, int patient, patient::Snapshot const& now) {
        auto const day = std::lower_bound(days.begin(), days.end(), now.day) - days.begin();
        all[static_cast<std::size_t>(arm)][static_cast<std::size_t>(patient)]
           [static_cast<std::size_t>(day)] = number(now);
    });
    return all;
}

std::vector<double> days_from(double first, double step, double last)
{
    std::vector<double> days;
    for (int k = 0; first + k * step <= last * (1 + 1e-12); ++k)
        days.push_back(first + k * step);
    return days;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    auto const n = values.size();
    return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

double mean(std::vector<double> const& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double log_viable(patient::Snapshot const& now)
{
    double viable = 0, start = 0;
    for (int i = 0; i < now.subject->layout.lesions; ++i) {
        viable += now.lesion_viable(i);
        start += now.subject->lesion_start_mm3[static_cast<std::size_t>(i)];
    }
    return std::log(viable / start);
}

double dose_rate_Gy_per_h(patient::Snapshot const& now, int lesion)
{
    double const* const y = now.state.data() + now.subject->layout.lesion(lesion);
    auto const cells = patient::lesion_cells(y, patient::living_clones(y));
    return patient::lesion_dose_rates(*now.subject, y, cells).mean.total_Gy_per_d() / 24;
}

}   // namespace radici::test
