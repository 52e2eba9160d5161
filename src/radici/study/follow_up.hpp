#pragma once
#include <optional>
#include <span>
#include <vector>

#include "radici/patient/observer.hpp"
#include "radici/study/distant_lesions.hpp"
#include "radici/study/recist.hpp"
#include "radici/study/results.hpp"
#include "radici/study/study.hpp"
#include "radici/study/toxicity.hpp"

namespace radici::study {

/// When an animal is put down, and what can still be felt of its tumours.
struct AnimalRules {
    double humane_mm3 = 0;     ///< of one tumour
    double palpable_mm3 = 0;   ///< a tumour below is not felt
};

/// What the protocol says of looking and stopping; the same for all subjects of an arm.
struct Protocol {
    Arm const* arm = nullptr;
    double horizon_d = 0;
    double scan_every_d = 0;
    bool has_psa = false;
    ToxicityRules rules;
    std::optional<AnimalRules> animals = {};   ///< of a mouse study

    /// Weekly, in animals daily, from day 0 to the horizon, which closes the list.
    [[nodiscard]] std::vector<double> grid_days() const;
    /// Scans after the baseline; animals have none.
    [[nodiscard]] std::vector<double> scan_days() const;
    /// Grid and scans together, in order.
    [[nodiscard]] std::vector<double> visit_days() const;
};

/// Time to an event, or to the end of observation.
struct TimeToEvent {
    double day = 0;
    bool censored = true;
};

/// What one subject's follow-up says at its end.
struct Outcome {
    Response best = Response::not_evaluable;
    bool measurable = false;
    double baseline_sum_mm = 0;
    double best_target_percent = no_value;
    double best_psa_percent = no_value;
    bool psa50 = false;
    double ctdna_week6_ratio = no_value;   ///< against baseline
    TimeToEvent rpfs;                      ///< radiographic progression or death
    TimeToEvent pfs;   ///< radiographic, PSA progression where the disease has PSA, or death
    TimeToEvent os;
    double week6_volume_mm3 = no_value, week6_psa = no_value, week6_lymphocytes = no_value,
           week6_platelets = no_value;
    WorstGrades worst;
    double first_grade3_day = no_value;   ///< of any toxicity of grade 3 or more
    bool dose_limiting = false;
    double activity_given_MBq = 0;
    double lowest_lymphocytes = no_value, lowest_platelets = no_value;
    double peak_effectors_per_mm3 = 0;   ///< over all lesions together
    double abscopal = no_value;          ///< 1, 0; see DistantLesions
    std::vector<int> doses_given;        ///< one a regimen

    // animals
    bool complete_response = false;   ///< no tumour palpable when last seen
    bool cure = false;                ///< no viable tumour cell when last seen
};

/// Follows one subject through one arm: scans by RECIST, PSA, blood counts, immune-related events;
/// decides what is still given. Times are days from the first treatment day.
class FollowUp : public patient::Observer {
public:
    /// @param antibody_targets  of the arm's antibodies, as Dose::agent counts them
    /// @param keep_course       record the weekly course of all states that the report shows
    FollowUp(Protocol const& protocol, ToxicityDraw const& draw,
             std::vector<patient::CheckpointTarget> antibody_targets, bool keep_course);

    void visit(patient::Snapshot const& now) override;
    [[nodiscard]] bool allows(patient::Dose const& dose, patient::Snapshot const& now) override;
    void given(patient::Dose const& dose) override;
    void died(patient::Snapshot const& now) override;
    [[nodiscard]] bool over() const override { return put_down_; }

    /// Of lesions that radiation does not reach, before finish(). @param dose_Gy  one a lesion
    void judge_distant_lesions(std::span<double const> dose_Gy);
    /// To be called once, at the end. @param salivary_dose_Gy  0 where no agent reaches the glands
    [[nodiscard]] Outcome finish(double kidney_bed_Gy, double salivary_dose_Gy);
    [[nodiscard]] std::vector<double> const& total_volume_mm3() const { return total_volume_; }
    [[nodiscard]] std::vector<Series> take_series() { return std::move(series_); }
    [[nodiscard]] std::vector<Event> take_events();

private:
    void scan(patient::Snapshot const& now, Recist& recist);
    void laboratory(patient::Snapshot const& now);
    void look_at_animal(patient::Snapshot const& now);
    void record_grid(patient::Snapshot const& now);
    void note(double day, Event::Kind kind, std::string what);

    Protocol const& protocol_;
    ToxicityDraw draw_;
    std::vector<patient::CheckpointTarget> antibody_targets_;
    bool keep_course_;
    std::vector<double> grid_;
    std::vector<double> scan_days_;
    std::size_t next_grid_ = 0, next_scan_ = 0;
    std::optional<Recist> recist_;
    std::vector<Response> responses_;
    DistantLesions distant_;
    ImmuneRelatedEvents immune_events_;
    std::vector<double> psa_day_, psa_;
    double ctdna_baseline_ = no_value;
    double last_seen_d_ = 0, last_scan_d_ = 0;
    bool put_down_ = false;
    std::optional<double> progression_d_, death_d_;
    Outcome outcome_;
    std::vector<double> total_volume_;
    std::vector<Series> series_;
    std::vector<Event> events_;
};

}   // namespace radici::study
