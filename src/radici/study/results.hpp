#pragma once
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "radici/base/parameter.hpp"

/// What one run of a study leaves behind: the cohort fills it, `report/` writes it out, nothing in
/// it depends on threads, hosts or the clock. Times are days from the first treatment day (t = 0),
/// shares are fractions (0-1).
namespace radici::study {

inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

/// A quantity of the whole cohort with its 95 % interval. NaN: a median or bound that is not
/// reached (`null` in JSON).
struct Interval {
    double value = no_value;
    double low = no_value;
    double high = no_value;
};

/// Mean, standard deviation and quantiles (type 7) over patients or lesions.
struct Spread {
    double mean = no_value, sd = no_value;
    double p05 = no_value, p25 = no_value, p50 = no_value, p75 = no_value, p95 = no_value;
};

// ------ one row a patient and arm

/// A column of `patients.csv` after STUDYID, USUBJID, ARM, STATUS.
struct Column {
    std::string name;   ///< CDISC-like: BL_*, W6_*, DOSE_<REGION>_GY, BOR, <ENDPOINT>_DAY, TOX_*
    std::string unit;   ///< "" for words, counts and shares
    std::string text;   ///< one line that says what it is
    /// Not empty: a column of words; the value is an index into this list.
    std::vector<std::string> levels;
};

/// Columns that the report looks for by name; figures are left out where one is missing.
namespace column {
/// Best overall response: levels CR PR SD PD NE.
inline constexpr std::string_view best_response = "BOR";
/// Best change of the target lesions' sum of diameters, %.
inline constexpr std::string_view best_change = "BEST_TARGET_PCT";
/// Best change of PSA, %.
inline constexpr std::string_view best_psa_change = "BEST_PSA_PCT";
/// Worst CTCAE grade, 0-5.
inline constexpr std::string_view toxicity_prefix = "TOX_";
}   // namespace column

/// One patient in one arm.
struct Subject {
    enum class Status { completed, failed };
    int index = 0;   ///< patient, from 0; the same index is the same patient in every arm
    int arm = 0;     ///< index into RunResult::arms
    Status status = Status::completed;
    /// One per column, NaN = empty; all NaN (or no entries) for a failed one.
    std::vector<double> value;
};

// ------ courses in time

enum class SeriesGroup {
    volume,      ///< lesion volumes, mm³; one without a region is their sum
    dose,        ///< physical dose so far, Gy
    activity,    ///< MBq
    immune,      ///< states of the immune rules, per lesion or of the body
    blood,       ///< blood counts
    occupancy,   ///< receptor occupancy by an antibody, 0-1
    marker       ///< PSA, ctDNA
};

/// One quantity of one patient over the run's grid.
struct Series {
    SeriesGroup group = SeriesGroup::volume;
    std::string name;     ///< snake_case, the same in all patients: `effector_t_cells`
    std::string text;     ///< as a figure names it: "effector T cells"
    std::string unit;     ///< "" where it has none
    std::string region;   ///< "lesion 1", "kidney", an antibody's id; "" for the whole body
    /// At the first value.size() days of RunResult::grid_days; shorter after a death; NaN = none.
    std::vector<double> value;
};

/// What happened to a patient on a day.
struct Event {
    enum class Kind { dose, scan, response, progression, treatment_stop, toxicity, death, end };
    Kind kind = Kind::dose;
    double day = 0;
    std::string what;   ///< the agent's id, "PR" of a scan, "thrombocytopenia grade 4", …
};

/// The course of one sampled patient in one arm.
struct Course {
    int subject = 0;   ///< Subject::index
    int arm = 0;
    std::vector<Series> series;
    std::vector<Event> events;   ///< by day
};

// ------ one arm's results

/// Planned doses of one `[[arm.give]]`.
struct Timeline {
    enum class Kind { radiopharmaceutical, antibody, other };
    Kind kind = Kind::other;
    std::string agent;   ///< id
    std::string text;    ///< name as people write it: "177Lu-PSMA-617"
    /// "7.5 GBq", "3 mg/kg", with "until progression" or the like where it applies.
    std::string amount;
    std::vector<double> days;          ///< planned, within the horizon
    std::vector<double> share_given;   ///< of the arm's patients; empty or one per day
};

/// A share of patients with an event: orr, cr, dcr, psa50, ctdna50_6w, cure, dlt; toxicities.
struct Rate {
    std::string name;    ///< the key in summary.json
    Interval share;      ///< 0-1
    int events = 0;      ///< patients with it
    int evaluable = 0;   ///< patients in whom it can be judged
    /// One a completed patient, in index order: 1 event, 0 none, -1 cannot be judged.
    std::vector<std::int8_t> outcome = {};
};

struct Landmark {
    int months = 0;   ///< of 30.4375 d
    Interval share;   ///< without the event until then
};

/// What half of the patients stay above.
struct Level {
    std::string name;   ///< the key in summary.json
    std::string text;   ///< "lowest lymphocytes"
    std::string unit;
    Interval median;   ///< exact for a trial of this size, by order statistics
};

/// Time to an event.
struct Survival {
    /// In summary.json: months for man, `name: {median_months, at_6_months, …}`; days for mice,
    /// `median_<name>_days`.
    enum class Scale { months, days };
    std::string name;   ///< pfs, rpfs, os; survival
    Scale scale = Scale::months;
    Interval median_d;                    ///< NaN: not reached
    std::vector<Landmark> landmarks;      ///< those within the horizon
    std::vector<double> day;              ///< one per completed patient, in index order
    std::vector<std::uint8_t> censored;   ///< 1 = censored at that day
    /// Mean time without the event, of the time until `restricted_until_d`, the same day in every
    /// arm; NaN where follow-up is too short.
    Interval restricted_mean_d{};
    double restricted_until_d = no_value;
};

/// One kind of event among several of which the first to come is counted.
struct Incidence {
    std::string name;                  ///< the key in summary.json: progression, toxicity_g3, death
    int events = 0;                    ///< patients in whom it came first
    std::vector<Landmark> landmarks;   ///< share in whom it came first until then
};

struct CompetingRisks {
    std::vector<Incidence> causes;   ///< empty: not known
    std::vector<double> day;         ///< first event or end of follow-up, a completed patient each
    std::vector<std::uint8_t> cause;   ///< k: causes[k − 1] on that day; 0: none seen until then
};

/// Dose of one region over the arm's patients (lesions for `tumour_Gy`).
struct DoseSummary {
    /// The key in summary.json: tumour_Gy, kidney_Gy, kidney_Gy_per_GBq, tumour_ebrt_Gy.
    std::string name;
    std::string region;   ///< canonical
    std::string unit;     ///< "Gy" or "Gy/GBq"
    Spread dose;
};

/// Quantiles over all completed patients, at the days of the grid; NaN where nobody is left.
struct Band {
    std::vector<double> p05, p50, p95;
};

struct ArmResult {
    std::string name;
    int patients = 0;   ///< simulated, failed ones included
    int failed = 0;
    std::map<std::string, int> failures;   ///< cause → patients
    std::vector<Timeline> schedule;
    std::vector<Rate> rates;
    std::vector<Survival> survival;
    CompetingRisks first_event;
    std::vector<Rate> toxicity;
    /// Response of lesions that radiation does not reach (DistantLesions); nobody to be judged
    /// where there are none.
    Rate abscopal{};
    std::vector<Level> immune;
    std::vector<DoseSummary> dose;
    Band tumour_volume_mm3;   ///< sum over the lesions of a patient
};

/// `other` against `reference` for one endpoint.
struct Comparison {
    enum class Kind { survival, rate };
    Kind kind = Kind::survival;
    int reference = 0;   ///< index into RunResult::arms
    int other = 1;
    std::string endpoint;
    Interval effect;   ///< survival: hazard ratio, other over reference; rate: other − reference
    double p = no_value;   ///< survival: log-rank; rate: Fisher's exact test, two-sided
    /// p by Holm's method over all comparisons of the run; NaN where it is the only one.
    double holm_p = no_value;
    // ---- survival alone
    double proportional_p = no_value;   ///< small: the hazard ratio changes with time
    /// Restricted mean of `other` − `reference`, until the arms' restricted_until_d.
    Interval mean_gain_d{};
};

// ------ the run

class PatientRows;   // patient_rows.hpp

/// A parameter that went into the run, with how far it can be trusted.
struct UsedParameter {
    std::string path;    ///< `immune.kill_rate`, `agents/lu177_psma617.kidney.uptake`
    std::string value;   ///< number as text
    std::string unit;
    Trust trust = Trust::assumed;
    std::string source;
    std::string origin;   ///< "study file", "data/tumours/mcrpc.toml", "built in"
};

/// A file that went in, by content.
struct InputFile {
    std::string name;   ///< relative to the data folder or the study's own; never an absolute path
    std::string sha256;
};

struct Identity {
    std::string name;
    std::string registry;   ///< "" where none
    std::string species;    ///< human, mouse, in_vitro
    std::string disease;    ///< or tumour line
    int patients = 0;       ///< in each arm
    std::uint64_t seed = 0;
    double horizon_d = 0;
    enum class IntervalKind { sampling, sampling_and_parameters } interval = IntervalKind::sampling;
    /// Of the study file: STUDYID where there is no registry number.
    std::string stem = "study";
};

struct RunResult {
    Identity study;
    std::vector<ArmResult> arms;
    std::vector<Column> columns;
    std::shared_ptr<PatientRows const> patients;   ///< the rows that belong to the columns
    /// Increasing, from 0 to the horizon; shared by courses and bands.
    std::vector<double> grid_days;
    std::vector<Course> courses;   ///< a sample, by patient index, then arm
    std::vector<Comparison> comparisons;
    std::vector<UsedParameter> parameters;
    /// What a reader must know: share of redrawn or selected patients, warnings.
    std::vector<std::string> notes;
    /// Promises that were not kept (exit code 3); marked in every output.
    std::vector<std::string> not_kept;
    std::vector<InputFile> inputs;   ///< study file first
};

}   // namespace radici::study
