#include "trial_cases.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <filesystem>

#include "radici/study/reader.hpp"
#include "radici/study/simulate_patients.hpp"

namespace radici::bench {

study::Setting trial(int patients)
{
    std::filesystem::path const source = RADICI_SOURCE_DIR;
    auto const agents = kinetics::AgentLibrary::load(source / "data");
    auto const document = study::open_study(source / "studies/NCT05150236.toml",
                                            {.patients = patients, .seed = {}, .set = {}});
    return study::prepare(study::read_study(document, agents, source / "data"), agents,
                          source / "data");
}

void Recorder::visit(patient::Snapshot const& now)
{
    for (int i = 0; i < now.subject->layout.lesions; ++i) {
        double const one_cell_1e6 = 1e-6;
        endpoints.ln_viable.push_back(std::log(std::max(now.lesion_viable(i), one_cell_1e6)));
        endpoints.dose_Gy.push_back(now.lesion_low_dose_Gy(i) + now.lesion_alpha_dose_Gy(i));
    }
    endpoints.platelets.push_back(now.platelets_1e9_per_L());
    endpoints.last_d = now.day;
}

std::vector<std::deque<TrialCase>> trial_cases(study::Setting const& setting)
{
    std::vector<std::deque<TrialCase>> arms;
    auto const keep = [&](std::span<patient::Case> cases, patient::StepLibrary&) {
        auto& arm = arms.emplace_back();
        for (auto& one : cases) {
            arm.push_back({*one.subject, one.start, one.death_threshold, one.schedule});
            one.failure = "kept, not simulated";
        }
    };
    (void)study::simulate_patients(setting, 0, setting.study.patients, keep);
    return arms;
}

void Differences::add(Endpoints const& a, Endpoints const& reference, int lesions)
{
    auto const visits = std::min(a.platelets.size(), reference.platelets.size());
    double const ln_thousand_cells = std::log(1e-3), least_Gy = 0.01;
    for (std::size_t i = 0; i < visits * static_cast<std::size_t>(lesions); ++i) {
        if (reference.ln_viable[i] > ln_thousand_cells)
            ln_viable.push_back(std::abs(a.ln_viable[i] - reference.ln_viable[i]));
        if (reference.dose_Gy[i] > least_Gy)
            dose.push_back(std::abs(a.dose_Gy[i] / reference.dose_Gy[i] - 1));
    }
    for (std::size_t i = 0; i < visits; ++i)
        platelets.push_back(std::abs(a.platelets[i] / reference.platelets[i] - 1));
    if (a.died || reference.died)
        death_d.push_back(std::abs(a.last_d - reference.last_d));
}

double largest(std::vector<double> const& values)
{
    return quantile(values, 1);
}

double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    auto const rank =
        static_cast<std::ptrdiff_t>(std::ceil(share * static_cast<double>(values.size())));
    auto const place = values.begin() + std::max<std::ptrdiff_t>(rank - 1, 0);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

double cpu_s()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}   // namespace radici::bench
