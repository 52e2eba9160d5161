#include "radici/study/activity_for_dose.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/patient/simulate.hpp"
#include "radici/patient/start_state.hpp"
#include "radici/study/draw_person.hpp"

namespace radici::study {
namespace {

/// Gives everything and looks at the lesions' dose.
class DoseWatch : public patient::Observer {
public:
    void visit(patient::Snapshot const& now) override
    {
        dose_Gy = now.lesion_low_dose_Gy(0) + now.lesion_alpha_dose_Gy(0);
    }
    [[nodiscard]] bool allows(patient::Dose const&, patient::Snapshot const&) override
    {
        return true;
    }
    void given(patient::Dose const&) override {}
    void died(patient::Snapshot const&) override {}
    double dose_Gy = 0;
};

/// Dose of `regimen` alone, in Gy, at an activity per administration.
double dose_at(Setting const& setting, Regimen const& regimen, patient::ArmDrugs const& drug,
               patient::Person const& person, double activity_MBq)
{
    auto const subject = setting.model->subject(person, drug);
    patient::Schedule schedule{
        .horizon_d = setting.study.horizon_d, .doses = {}, .visits = {setting.study.horizon_d}};
    for (int n = 0; n < regimen.times && regimen.day(n) <= schedule.horizon_d; ++n)
        schedule.doses.push_back({.day = regimen.day(n),
                                  .means = patient::Means::radiopharmaceutical,
                                  .amount = activity_MBq * regimen.factor(n),
                                  .infusion_d = regimen.infusion_d,
                                  .number = n});
    DoseWatch watch;
    constexpr double nobody_dies = 1e300;
    patient::Case one{.subject = &subject,
                      .start = patient::start_state(subject).state,
                      .death_threshold = nobody_dies,
                      .schedule = schedule,
                      .observer = &watch};
    patient::simulate({&one, 1}, *setting.steps);
    if (!one.failure.empty())
        throw NumericsError(one.failure);
    return watch.dose_Gy;
}

/// Secant steps on ln dose against ln activity, which is nearly a straight line.
double solve(Setting const& setting, Regimen const& regimen, double target_Gy,
             patient::ArmDrugs const& drug, patient::Person const& person)
{
    double activity = 1000;
    double slope = 1, last_log_activity = 0, last_log_dose = 0;
    for (int step = 0; step < 30; ++step) {
        double const dose = dose_at(setting, regimen, drug, person, activity);
        if (!(dose > 0))
            break;
        if (std::abs(dose / target_Gy - 1) < 1e-3)
            return activity;
        double const log_activity = std::log(activity), log_dose = std::log(dose);
        if (step > 0 && log_activity != last_log_activity)
            slope = std::clamp((log_dose - last_log_dose) / (log_activity - last_log_activity), 0.2,
                               2.0);
        last_log_activity = log_activity;
        last_log_dose = log_dose;
        activity = std::exp(log_activity + (std::log(target_Gy) - log_dose) / slope);
    }
    throw StudyError(regimen.where,
                     {.problem = fmt::format("tumour_dose = {:.4g} Gy", target_Gy),
                      .why = "no activity gives this dose to a lesion of median volume",
                      .hint = "give an activity instead"});
}

}   // namespace

std::vector<std::string> find_activities(Setting& setting)
{
    std::vector<std::string> told;
    for (std::size_t a = 0; a < setting.arms.size(); ++a) {
        auto const& arm = setting.arms[a];
        auto& gives = setting.study.arms[a].gives;
        for (std::size_t g = 0; g < gives.size(); ++g) {
            auto& give = gives[g];
            if (!give.tumour_dose_Gy)
                continue;
            double const target_Gy = *give.tumour_dose_Gy;
            patient::ArmDrugs const drug{
                {arm.drugs.agents[static_cast<std::size_t>(arm.drug_of_regimen[g])]}, {}};
            double const MBq = solve(setting, give, target_Gy, drug,
                                     median_person(setting.study, setting.model->biology()));
            give.amount = Amount{.value = MBq, .basis = Basis::flat};
            told.push_back(
                fmt::format("{}: {} of {:.4g} GBq each give {:.4g} Gy to the median lesion",
                            setting.study.arms[a].name, give.agent, 1e-3 * MBq, target_Gy));
        }
    }
    return told;
}

}   // namespace radici::study
