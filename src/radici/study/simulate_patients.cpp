#include "radici/study/simulate_patients.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "radici/patient/start_state.hpp"
#include "radici/study/draw_person.hpp"
#include "radici/study/plausible.hpp"
#include "radici/study/uptake_image.hpp"

namespace radici::study {
namespace {

constexpr double most_kill_over_growth = 0.9;
constexpr int most_redraws = 2000;

/// Draws until immunity alone does not already control the disease, and [select] is met.
patient::Person draw_patient(Setting const& setting, int index)
{
    int screened_out = 0;
    patient::Person key;
    key.seed = setting.study.seed;
    key.index = static_cast<std::uint64_t>(index);
    auto const& biology = setting.model->biology_of(key);
    for (int attempt = 0; attempt <= most_redraws; ++attempt) {
        auto person = draw_person(setting.study, biology, index, attempt);
        auto const subject = setting.model->subject(person, setting.arms.front().drugs);
        if (patient::start_state(subject).kill_over_growth > most_kill_over_growth)
            continue;
        if (auto const& select = setting.study.select; select.any())
            person.lesion_suv = lesion_suv(setting, person, select.after_d);
        if (qualifies(setting.study.select, person.lesion_suv)) {
            person.screened_out = screened_out;
            return person;
        }
        ++screened_out;
    }
    throw NumericsError(
        screened_out > 0
            ? fmt::format("no patient meets [select] in {} draws", most_redraws)
            : fmt::format("no untreated patient whose tumours grow in {} draws", most_redraws));
}

/// The treatment of administration n: doses of a beam are scaled, each rechallenge has its site.
patient::Intervention treatment_of(Regimen const& regimen, int n)
{
    auto treatment = *regimen.treatment;
    if (auto* fraction = std::get_if<patient::Fraction>(&treatment)) {
        fraction->dose_Gy *= regimen.factor(n);
        fraction->duration_d *= regimen.factor(n);
    }
    if (auto* rechallenge = std::get_if<patient::Rechallenge>(&treatment))
        rechallenge->lesion += n;
    return treatment;
}

patient::Means means_of(AgentKind kind)
{
    switch (kind) {
    case AgentKind::radiopharmaceutical:
        return patient::Means::radiopharmaceutical;
    case AgentKind::antibody:
        return patient::Means::antibody;
    case AgentKind::partner:
        return patient::Means::partner;
    case AgentKind::treatment:
        break;
    }
    return patient::Means::intervention;
}

/// A partner drug's amount in usual doses of this subject; the reader made sure that one is known.
double usual_doses(Regimen const& regimen, ArmSetting const& arm, int give, Species species,
                   patient::Person const& person)
{
    auto const which = arm.drug_of_regimen[static_cast<std::size_t>(give)];
    auto const& drug = arm.drugs.partners[static_cast<std::size_t>(which)].drug;
    for (auto const& usual : drug.usual) {
        Amount const one{usual.amount.value, basis_of(usual.basis)};
        if (usual.species == to_text(species) &&
            (one.basis == Basis::auc) == (regimen.amount->basis == Basis::auc))
            return regimen.amount->of_patient(person.weight_kg, person.height_cm) /
                   one.of_patient(person.weight_kg, person.height_cm);
    }
    expectation_failed("a usual dose is known by now", __FILE__, __LINE__);
}

void add_treatment(Regimen const& regimen, int give, patient::Schedule& schedule)
{
    for (int n = 0; n < regimen.times && regimen.day(n) <= schedule.horizon_d; ++n) {
        schedule.doses.push_back({.day = regimen.day(n),
                                  .means = patient::Means::intervention,
                                  .agent = static_cast<int>(schedule.interventions.size()),
                                  .give = give,
                                  .number = n});
        schedule.interventions.push_back(treatment_of(regimen, n));
    }
}

patient::Schedule schedule_of(Setting const& setting, ArmSetting const& arm,
                              patient::Person const& person)
{
    patient::Schedule schedule;
    schedule.horizon_d = setting.study.horizon_d;
    schedule.visits = arm.protocol.visit_days();
    auto const& regimens = arm.protocol.arm->gives;
    for (std::size_t g = 0; g < regimens.size(); ++g) {
        auto const& regimen = regimens[g];
        if (regimen.kind == AgentKind::treatment) {
            add_treatment(regimen, static_cast<int>(g), schedule);
            continue;
        }
        if (!regimen.amount)
            expectation_failed("activities for doses are found by now", __FILE__, __LINE__);
        double const amount =
            regimen.kind == AgentKind::partner
                ? usual_doses(regimen, arm, static_cast<int>(g), setting.study.species, person)
                : regimen.amount->of_patient(person.weight_kg, person.height_cm);
        for (int n = 0; n < regimen.times && regimen.day(n) <= schedule.horizon_d; ++n)
            schedule.doses.push_back({.day = regimen.day(n),
                                      .means = means_of(regimen.kind),
                                      .agent = arm.drug_of_regimen[g],
                                      .amount = amount * regimen.factor(n),
                                      .infusion_d = regimen.infusion_d,
                                      .give = static_cast<int>(g),
                                      .number = n});
    }
    std::stable_sort(schedule.doses.begin(), schedule.doses.end(),
                     [](auto const& a, auto const& b) { return a.day < b.day; });
    return schedule;
}

ToxicityDraw toxicity_draw(patient::Person const& person)
{
    return {.immune_threshold = person.stream("immune-related event").exponential(),
            .kidney = person.stream("kidney complication").uniform(),
            .xerostomia = person.stream("xerostomia").uniform()};
}

/// Keeps the last state seen, for what is read at the end.
class LastLook : public patient::Observer {
public:
    explicit LastLook(FollowUp& follow_up) : follow_up_(follow_up) {}
    void visit(patient::Snapshot const& now) override
    {
        follow_up_.visit(now);
        keep(now);
    }
    [[nodiscard]] bool allows(patient::Dose const& dose, patient::Snapshot const& now) override
    {
        return follow_up_.allows(dose, now);
    }
    void given(patient::Dose const& dose) override { follow_up_.given(dose); }
    void died(patient::Snapshot const& now) override
    {
        follow_up_.died(now);
        keep(now);
    }

    [[nodiscard]] bool over() const override { return follow_up_.over(); }

    std::vector<double> lesion_dose_Gy;
    std::vector<std::vector<double>> agent_MBq_d;
    double kidney_bed_Gy = 0;

private:
    void keep(patient::Snapshot const& now)
    {
        auto const& layout = now.subject->layout;
        lesion_dose_Gy.resize(static_cast<std::size_t>(layout.lesions));
        for (int i = 0; i < layout.lesions; ++i)
            lesion_dose_Gy[static_cast<std::size_t>(i)] =
                now.lesion_low_dose_Gy(i) + now.lesion_alpha_dose_Gy(i);
        agent_MBq_d.resize(static_cast<std::size_t>(layout.agents));
        for (int k = 0; k < layout.agents; ++k) {
            auto& compartments = agent_MBq_d[static_cast<std::size_t>(k)];
            compartments.clear();
            for (int c = 0; c < layout.agent_size[static_cast<std::size_t>(k)]; ++c)
                compartments.push_back(now.time_integrated_MBq_d(k, c));
        }
        kidney_bed_Gy = now.body_state(patient::kidney_bed);
    }

    FollowUp& follow_up_;
};

/// One patient on its way through one arm.
struct Participant {
    patient::Person const* person;
    patient::Subject subject;
    FollowUp follow_up;
    LastLook observer;

    Participant(Setting const& setting, ArmSetting const& arm, patient::Person const& who)
        : person(&who),
          subject(setting.model->subject(who, arm.drugs)),
          follow_up(arm.protocol, toxicity_draw(who), targets_of(subject),
                    who.index < static_cast<std::uint64_t>(setting.courses)),
          observer(follow_up)
    {
    }
    Participant(Participant const&) = delete;
    Participant& operator=(Participant const&) = delete;
    ~Participant() = default;

private:
    static std::vector<patient::CheckpointTarget> targets_of(patient::Subject const& subject)
    {
        std::vector<patient::CheckpointTarget> targets;
        for (auto const& antibody : subject.antibodies)
            targets.push_back(antibody.target);
        return targets;
    }
};

SubjectRecord record_of_failure(int index, int arm, std::string cause)
{
    SubjectRecord record;
    record.index = index;
    record.arm = arm;
    record.failure = std::move(cause);
    return record;
}

SubjectRecord baseline(ArmSetting const& arm, Participant const& one)
{
    auto const& person = *one.person;
    auto const& subject = one.subject;
    SubjectRecord record;
    record.index = static_cast<int>(person.index);
    record.redraws = person.attempt - person.screened_out;
    record.screened_out = person.screened_out;
    record.male = person.male;
    record.weight_kg = person.weight_kg;
    record.height_cm = person.height_cm;
    record.lesion_volume_mm3 = person.lesion_volume_mm3;
    for (double volume : person.lesion_volume_mm3)
        record.tumour_volume_mm3 += volume;
    record.lesion_suv = person.lesion_suv;
    if (arm.protocol.has_psa)
        record.psa_ng_per_mL = subject.psa.start_ng_per_mL;
    record.growth_per_d = subject.cells.life.growth_per_d;
    record.antigenicity = subject.immune.danger.antigenicity;
    record.pdl1 = subject.immune.visibility.pdl1_baseline;
    record.lymphocytes_1e9_per_L = subject.lymphocytes.baseline_1e9_per_L;
    record.platelets_1e9_per_L = subject.platelets.baseline_1e9_per_L;
    return record;
}

SubjectRecord record_of(Setting const& setting, int arm_index, Participant& one)
{
    auto const& arm = setting.arms[static_cast<std::size_t>(arm_index)];
    auto record = baseline(arm, one);
    record.arm = arm_index;
    record.lesion_dose_Gy = one.observer.lesion_dose_Gy;
    record.kidney_bed_Gy = one.observer.kidney_bed_Gy;
    double salivary_Gy = 0;
    for (auto const& region : setting.regions) {
        record.region_dose_Gy.push_back(setting.model->region_dose_Gy(
            *one.person, arm.drugs, one.observer.agent_MBq_d, region));
        if (region == "salivary")
            salivary_Gy = record.region_dose_Gy.back();
    }
    one.follow_up.judge_distant_lesions(record.lesion_dose_Gy);
    record.outcome = one.follow_up.finish(record.kidney_bed_Gy, salivary_Gy);
    record.total_volume_mm3 = one.follow_up.total_volume_mm3();
    if (record.index < setting.courses)
        record.course = Course{.subject = record.index,
                               .arm = arm_index,
                               .series = one.follow_up.take_series(),
                               .events = one.follow_up.take_events()};
    return record;
}

/// All patients that could be drawn, through one arm.
std::vector<SubjectRecord> simulate_arm(Setting const& setting, int arm_index,
                                        std::vector<patient::Person> const& people,
                                        Engine const& engine)
{
    auto const& arm = setting.arms[static_cast<std::size_t>(arm_index)];
    std::vector<std::unique_ptr<Participant>> participants;
    std::vector<patient::Case> cases;
    for (auto const& person : people) {
        participants.push_back(std::make_unique<Participant>(setting, arm, person));
        auto& one = *participants.back();
        cases.push_back({.subject = &one.subject,
                         .start = patient::start_state(one.subject).state,
                         .death_threshold = person.stream("death").exponential(),
                         .schedule = schedule_of(setting, arm, person),
                         .observer = &one.observer});
    }
    if (engine)
        engine(cases, *setting.steps);
    else
        patient::simulate(cases, *setting.steps);
    std::vector<SubjectRecord> records;
    for (std::size_t i = 0; i < cases.size(); ++i)
        records.push_back(cases[i].failure.empty()
                              ? record_of(setting, arm_index, *participants[i])
                              : record_of_failure(static_cast<int>(people[i].index), arm_index,
                                                  cases[i].failure));
    return records;
}

}   // namespace

std::vector<SubjectRecord> simulate_patients(Setting const& setting, int first, int count,
                                             Engine const& engine)
{
    int const arms = static_cast<int>(setting.arms.size());
    std::vector<SubjectRecord> records;
    std::vector<patient::Person> people;
    for (int index = first; index < first + count; ++index)
        try {
            people.push_back(draw_patient(setting, index));
        } catch (NumericsError const& error) {
            for (int arm = 0; arm < arms; ++arm)
                records.push_back(record_of_failure(index, arm, error.what()));
        }
    for (int arm = 0; arm < arms; ++arm)
        for (auto& record : simulate_arm(setting, arm, people, engine))
            records.push_back(std::move(record));
    std::stable_sort(records.begin(), records.end(), [](auto const& a, auto const& b) {
        return std::pair(a.index, a.arm) < std::pair(b.index, b.arm);
    });
    return records;
}

}   // namespace radici::study
