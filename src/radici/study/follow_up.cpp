#include "radici/study/follow_up.hpp"

#include <algorithm>
#include <cmath>

#include "radici/radiobiology/ctcae.hpp"
#include "radici/study/course_series.hpp"
#include "radici/study/psa_response.hpp"

namespace radici::study {
namespace {

constexpr double week_d = 7;
constexpr double animals_seen_every_d = 1;
constexpr double week6_d = 42;
constexpr double dlt_window_d = 42;   ///< dose-limiting toxicity: the first six weeks
constexpr double same_day = 1e-9;

using radiobiology::BloodCell;
using radiobiology::count_grade;

std::vector<double> diameters_mm(patient::Snapshot const& now)
{
    std::vector<double> diameter;
    for (int i = 0; i < now.subject->layout.lesions; ++i)
        diameter.push_back(diameter_mm(now.lesion_volume_mm3(i)));
    return diameter;
}

/// Of all lesions together.
double effectors_per_mm3(patient::Snapshot const& now)
{
    double cells = 0, volume_mm3 = 0;
    for (int i = 0; i < now.subject->layout.lesions; ++i) {
        cells += 1e6 * now.lesion_state(i, patient::effectors);
        volume_mm3 += now.lesion_volume_mm3(i) + now.subject->immune.guard_volume_mm3;
    }
    return cells / volume_mm3;
}

void fall_to(double& lowest, double value)
{
    lowest = std::isnan(lowest) ? value : std::min(lowest, value);
}

}   // namespace

std::vector<double> Protocol::grid_days() const
{
    std::vector<double> days;
    double const step_d = animals ? animals_seen_every_d : week_d;
    for (int k = 0; k * step_d < horizon_d - same_day; ++k)
        days.push_back(k * step_d);
    days.push_back(horizon_d);
    return days;
}

std::vector<double> Protocol::scan_days() const
{
    std::vector<double> days;
    for (int k = 1; !animals && k * scan_every_d <= horizon_d + same_day; ++k)
        days.push_back(std::min(k * scan_every_d, horizon_d));
    return days;
}

std::vector<double> Protocol::visit_days() const
{
    auto days = grid_days();
    for (double day : scan_days())
        days.push_back(day);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

FollowUp::FollowUp(Protocol const& protocol, ToxicityDraw const& draw,
                   std::vector<patient::CheckpointTarget> antibody_targets, bool keep_course)
    : protocol_(protocol),
      draw_(draw),
      antibody_targets_(std::move(antibody_targets)),
      keep_course_(keep_course),
      grid_(protocol.grid_days()),
      scan_days_(protocol.scan_days()),
      distant_(*protocol.arm),
      immune_events_(protocol.rules.immune, draw.immune_threshold)
{
    outcome_.doses_given.assign(protocol.arm->gives.size(), 0);
}

void FollowUp::note(double day, Event::Kind kind, std::string what)
{
    if (keep_course_)
        events_.push_back({.kind = kind, .day = day, .what = std::move(what)});
}

void FollowUp::visit(patient::Snapshot const& now)
{
    last_seen_d_ = now.day;
    if (!recist_) {
        auto const baseline = diameters_mm(now);
        recist_.emplace(baseline);
        distant_.look(baseline);
        outcome_.measurable = recist_->measurable();
        outcome_.baseline_sum_mm = recist_->baseline_sum_mm();
        ctdna_baseline_ = now.dna_shedding_1e6_per_d();
    }
    if (next_grid_ < grid_.size() && now.day >= grid_[next_grid_] - same_day) {
        laboratory(now);
        record_grid(now);
        ++next_grid_;
        if (protocol_.animals)
            look_at_animal(now);
    }
    if (next_scan_ < scan_days_.size() && now.day >= scan_days_[next_scan_] - same_day) {
        scan(now, *recist_);
        ++next_scan_;
    }
}

void FollowUp::look_at_animal(patient::Snapshot const& now)
{
    distant_.look(diameters_mm(now));
    double largest_mm3 = 0, viable = 0;
    for (int i = 0; i < now.subject->layout.lesions; ++i) {
        largest_mm3 = std::max(largest_mm3, now.lesion_volume_mm3(i));
        viable += now.lesion_viable(i);
    }
    outcome_.complete_response = largest_mm3 < protocol_.animals->palpable_mm3;
    outcome_.cure = viable == 0;
    put_down_ = largest_mm3 >= protocol_.animals->humane_mm3;
    if (put_down_) {
        death_d_ = now.day;
        note(now.day, Event::Kind::death, "humane end point");
    }
}

void FollowUp::laboratory(patient::Snapshot const& now)
{
    double const lymphocytes = now.lymphocytes_1e9_per_L();
    double const platelets = now.platelets_1e9_per_L();
    fall_to(outcome_.lowest_lymphocytes, lymphocytes);
    fall_to(outcome_.lowest_platelets, platelets);
    outcome_.peak_effectors_per_mm3 =
        std::max(outcome_.peak_effectors_per_mm3, effectors_per_mm3(now));
    auto& worst = outcome_.worst;
    int const before = worst.thrombocytopenia;
    worst.lymphopenia =
        std::max(worst.lymphopenia, count_grade(BloodCell::lymphocytes, lymphocytes));
    worst.thrombocytopenia =
        std::max(worst.thrombocytopenia, count_grade(BloodCell::platelets, platelets));
    if (worst.thrombocytopenia > before && worst.thrombocytopenia >= 3)
        note(now.day, Event::Kind::toxicity,
             "thrombocytopenia grade " + std::to_string(worst.thrombocytopenia));
    if (immune_events_.advance(now.day)) {
        worst.irae = 3;
        if (now.day <= dlt_window_d)
            outcome_.dose_limiting = true;
        note(now.day, Event::Kind::toxicity, "immune-related event, grade 3");
    }
    if (now.day <= dlt_window_d && worst.thrombocytopenia >= 4)
        outcome_.dose_limiting = true;
    if (std::isnan(outcome_.first_grade3_day) && worst.worst() >= 3)
        outcome_.first_grade3_day = now.day;

    if (protocol_.has_psa) {
        psa_day_.push_back(now.day);
        psa_.push_back(now.body_state(patient::psa));
        double const change = 100 * (psa_.back() / psa_.front() - 1);
        if (psa_.size() > 1)
            fall_to(outcome_.best_psa_percent, change);
    }
    if (std::abs(now.day - week6_d) < same_day) {
        outcome_.week6_volume_mm3 = now.total_volume_mm3();
        outcome_.week6_lymphocytes = lymphocytes;
        outcome_.week6_platelets = platelets;
        if (protocol_.has_psa)
            outcome_.week6_psa = psa_.back();
        if (ctdna_baseline_ > 0)
            outcome_.ctdna_week6_ratio = now.dna_shedding_1e6_per_d() / ctdna_baseline_;
    }
}

void FollowUp::scan(patient::Snapshot const& now, Recist& recist)
{
    last_scan_d_ = now.day;
    auto const diameters = diameters_mm(now);
    distant_.look(diameters);
    auto const response = recist.assess(diameters);
    if (!progression_d_) {
        responses_.push_back(response);
        if (recist.measurable())
            fall_to(outcome_.best_target_percent, recist.target_change_percent());
        note(now.day, Event::Kind::scan, to_text(response));
        if (response == Response::progressive) {
            progression_d_ = now.day;
            note(now.day, Event::Kind::progression, "progression");
        }
    }
}

bool FollowUp::allows(patient::Dose const& dose, patient::Snapshot const& now)
{
    auto const& regimen = protocol_.arm->gives[static_cast<std::size_t>(dose.give)];
    if (progression_d_ && !regimen.beyond_progression)
        return false;
    if (!regimen.toxicity_rules)
        return true;
    if (dose.radioactive())
        return now.platelets_1e9_per_L() >= protocol_.rules.least_platelets_1e9_per_L;
    if (dose.means != patient::Means::antibody)
        return true;
    return !immune_events_.happened();
}

void FollowUp::given(patient::Dose const& dose)
{
    auto const& regimen = protocol_.arm->gives[static_cast<std::size_t>(dose.give)];
    ++outcome_.doses_given[static_cast<std::size_t>(dose.give)];
    if (dose.radioactive())
        outcome_.activity_given_MBq += dose.amount;
    else if (dose.means == patient::Means::antibody)
        immune_events_.given(antibody_targets_[static_cast<std::size_t>(dose.agent)], dose.day);
    note(dose.day, Event::Kind::dose, regimen.agent);
}

void FollowUp::died(patient::Snapshot const& now)
{
    last_seen_d_ = now.day;
    death_d_ = now.day;
    note(now.day, Event::Kind::death, "death");
}

void FollowUp::record_grid(patient::Snapshot const& now)
{
    total_volume_.push_back(now.total_volume_mm3());
    if (keep_course_)
        append_course(now, protocol_.has_psa, series_);
}

void FollowUp::judge_distant_lesions(std::span<double const> dose_Gy)
{
    if (auto const responded = distant_.responded(dose_Gy))
        outcome_.abscopal = *responded ? 1 : 0;
}

Outcome FollowUp::finish(double kidney_bed_Gy, double salivary_dose_Gy)
{
    if (!death_d_)
        note(last_seen_d_, Event::Kind::end, "end of follow-up");
    if (!protocol_.animals)
        grade_organs(protocol_.rules, draw_, kidney_bed_Gy, salivary_dose_Gy, outcome_.worst);
    outcome_.best = best_overall(responses_);
    outcome_.psa50 = protocol_.has_psa && psa50(psa_day_, psa_);
    outcome_.os = death_d_ ? TimeToEvent{*death_d_, false} : TimeToEvent{last_seen_d_, true};
    auto const earliest = [&](std::optional<double> event) {
        if (event && death_d_)
            return TimeToEvent{std::min(*event, *death_d_), false};
        if (event || death_d_)
            return TimeToEvent{event ? *event : *death_d_, false};
        return TimeToEvent{last_scan_d_, true};   // censored at the last scan, as trials do
    };
    outcome_.rpfs = earliest(progression_d_);
    auto first = progression_d_;
    if (protocol_.has_psa)
        if (auto const psa_day = psa_progression_day(psa_day_, psa_))
            first = first ? std::min(*first, *psa_day) : *psa_day;
    outcome_.pfs = earliest(first);
    return outcome_;
}

std::vector<Event> FollowUp::take_events()
{
    std::stable_sort(events_.begin(), events_.end(),
                     [](Event const& a, Event const& b) { return a.day < b.day; });
    return std::move(events_);
}

}   // namespace radici::study
