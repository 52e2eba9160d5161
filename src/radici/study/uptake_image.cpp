#include "radici/study/uptake_image.hpp"

#include <algorithm>
#include <cmath>

#include "radici/patient/simulate.hpp"
#include "radici/patient/start_state.hpp"

namespace radici::study {
namespace {

/// Activity in each lesion on the last visit.
class Camera : public patient::Observer {
public:
    void visit(patient::Snapshot const& now) override
    {
        MBq_per_g.clear();
        for (int i = 0; i < now.subject->layout.lesions; ++i)
            MBq_per_g.push_back(now.lesion_activity_MBq(0, i) / (1e-3 * now.lesion_volume_mm3(i)));
        decay_per_d = now.subject->agents.front().decay_per_d;
    }
    [[nodiscard]] bool allows(patient::Dose const&, patient::Snapshot const&) override
    {
        return true;
    }
    void given(patient::Dose const&) override {}
    void died(patient::Snapshot const&) override {}
    std::vector<double> MBq_per_g;
    double decay_per_d = 0;
};

/// The first radiopharmaceutical that any arm gives.
patient::ArmDrugs tracer_of(Setting const& setting)
{
    for (auto const& arm : setting.arms)
        if (!arm.drugs.agents.empty()) {
            patient::ArmDrugs drugs;
            drugs.agents = {arm.drugs.agents.front()};
            return drugs;
        }
    throw StudyError({setting.study.file, 0, "select"},
                     {"no radiopharmaceutical", "PET shows the vector of one that is given", ""});
}

}   // namespace

std::vector<double> lesion_suv(Setting const& setting, patient::Person const& person,
                               double after_d)
{
    constexpr double tracer_MBq = 1e-3;   // too little to kill or to fill receptors
    auto const subject = setting.model->subject(person, tracer_of(setting));
    Camera camera;
    constexpr double nobody_dies = 1e300;
    patient::Case one{.subject = &subject,
                      .start = patient::start_state(subject).state,
                      .death_threshold = nobody_dies,
                      .schedule = {.horizon_d = after_d,
                                   .doses = {{.day = 0,
                                              .means = patient::Means::radiopharmaceutical,
                                              .amount = tracer_MBq}},
                                   .visits = {after_d}},
                      .observer = &camera};
    patient::simulate({&one, 1}, *setting.steps);
    if (!one.failure.empty())
        throw NumericsError(one.failure);
    double const per_body_g =
        tracer_MBq * std::exp(-camera.decay_per_d * after_d) / (1e3 * person.weight_kg);
    for (double& value : camera.MBq_per_g)
        value /= per_body_g;
    return camera.MBq_per_g;
}

bool qualifies(Selection const& wanted, std::vector<double> const& suv)
{
    if (!wanted.any())
        return true;
    auto const [least, most] = std::minmax_element(suv.begin(), suv.end());
    return (!wanted.least_hottest_suv || *most >= *wanted.least_hottest_suv) &&
           (!wanted.least_every_suv || *least >= *wanted.least_every_suv);
}

}   // namespace radici::study
