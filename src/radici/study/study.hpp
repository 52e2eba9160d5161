#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "radici/base/error.hpp"
#include "radici/base/parameter.hpp"
#include "radici/patient/agent_in_body.hpp"
#include "radici/patient/intervention.hpp"
#include "radici/study/distribution.hpp"

namespace radici::study {

/// A study file, read and checked, in the model's units: days since the first treatment day (day 1
/// is t = 0), MBq, mg, mm³, kg, cm, Gy.

enum class Species { human, mouse };

/// What an administered amount is multiplied with: nothing, the body weight in kg, the body surface
/// in m² (Mosteller); `auc` is no mass but an area under the curve.
enum class Basis { flat, per_kg, per_m2, auc };

/// An activity (MBq, MBq/kg, MBq/m²) or a dose (mg, mg/kg, mg/m², AUC) of one administration.
struct Amount {
    double value = 0;
    Basis basis = Basis::flat;
    /// The amount for one patient, in MBq, mg or AUC. Mosteller: surface = √(height·weight/3600)
    /// m².
    [[nodiscard]] double of_patient(double weight_kg, double height_cm) const;
    bool operator==(Amount const&) const = default;
};

[[nodiscard]] double body_surface_m2(double weight_kg, double height_cm);

enum class AgentKind { radiopharmaceutical, antibody, partner, treatment };

/// One `[[arm.give]]`: an agent on a schedule.
struct Regimen {
    std::string agent;   ///< id in data/agents or data/inhibitors, or the name of a treatment
    AgentKind kind = AgentKind::radiopharmaceutical;
    /// MBq for a radiopharmaceutical, mg for an antibody; absent where `tumour_dose_Gy` stands for
    /// it.
    std::optional<Amount> amount;
    /// Dose to the median lesion by the horizon of all administrations together; the activity is
    /// found first.
    std::optional<double> tumour_dose_Gy;
    /// Of a treatment; a share of a beam that is NaN is that of the species.
    std::optional<patient::Intervention> treatment;
    patient::Lesions lesions;   ///< that a partner drug is injected into; empty: systemic
    double start_d = 0;         ///< of the first administration
    double every_d = 0;         ///< 0: one administration
    /// Administrations planned; for `until_progression` as many as start by the horizon.
    int times = 1;
    bool until_progression = false;
    std::vector<double>
        factors;             ///< empty: all 1; the last one holds for all later administrations
    double infusion_d = 0;   ///< 0: a bolus
    bool beyond_progression = false;
    bool toxicity_rules = true;
    Location where;         ///< of the table, for messages
    Location start_where;   ///< of its start

    [[nodiscard]] double day(int n) const
    {
        return start_d + n * every_d;
    }   ///< of administration n = 0, 1, …
    [[nodiscard]] double factor(int n) const;
};

struct Arm {
    std::string name;
    std::vector<Regimen> gives;
    Location where;
};

/// `[compare]`; both empty where the file has none.
struct Compare {
    std::string reference;                ///< name of an arm
    std::vector<std::string> endpoints;   ///< of the list in schema/study.toml
};

/// `[select]`: bounds on the standardised uptake value of lesions at baseline.
struct Selection {
    std::optional<double> least_hottest_suv, least_every_suv;
    double after_d = 0;   ///< of the PET
    [[nodiscard]] bool any() const { return least_hottest_suv || least_every_suv; }
};

/// Where a value of the cohort comes from; shown in resolved.toml.
enum class Origin { study, preset };

/// One quantity that differs between patients.
struct PatientQuantity {
    Distribution distribution = Distribution::fixed(0);
    std::string unit;   ///< of the numbers in it
    Origin origin = Origin::preset;
    Trust trust = Trust::assumed;   ///< of a preset; the study's own numbers are taken as given
    std::string source;             ///< of a preset
};

/// `[patient]` over the preset data/patients/<disease>.toml. Keys are those of schema/study.toml
/// below `patient`: `weight`, `lesions.count`, `lesions.volume`, … Every key of the grammar is
/// there.
struct PatientSection {
    std::string disease;
    std::string disease_name;   ///< long form, from the preset
    bool has_psa = false;       ///< endpoints that rest on PSA exist
    Choice sex;
    Origin sex_origin = Origin::preset;
    std::map<std::string, PatientQuantity, std::less<>> quantities;

    /// @param key  of the grammar; a broken expectation otherwise
    [[nodiscard]] Distribution const& at(std::string_view key) const;
};

/// `[tumour]` of a mouse study: a transplanted line of data/tumours.
struct TumourSection {
    std::string line;     ///< id of the file
    std::string like;     ///< id of the line it was made from, whose values it has; may be ""
    std::string name;     ///< long form
    std::string strain;   ///< of the host
    /// Inoculated so many days before day 1; absent where the volume on day 1 is given.
    struct Inoculum {
        double cells = 0;
        double age_d = 0;
    };
    std::optional<Inoculum> inoculum;
    int empty_sites = 0;   ///< where a rechallenge may come
};

struct Study {
    std::string name;
    std::string registry;   ///< "" where the study is not registered
    Species species = Species::human;
    int patients = 0;   ///< in each arm
    double horizon_d = 0;
    std::uint64_t seed = 1;
    patient::RecoilingDaughters daughters = patient::RecoilingDaughters::leave;
    PatientSection patient;
    std::optional<TumourSection> tumour;   ///< of a mouse
    Selection select;
    double scan_every_d = 0;
    double humane_volume_mm3 = 0;   ///< of one tumour, at which an animal is put down
    std::vector<Arm> arms;
    Compare compare;
    std::string file;                    ///< as it was named
    std::vector<std::string> warnings;   ///< with file, line and key; to be shown once

    /// Position of an arm; a broken expectation where there is none of that name.
    [[nodiscard]] std::size_t arm_index(std::string_view arm_name) const;
};

[[nodiscard]] std::string to_text(Species species);
[[nodiscard]] std::string to_text(Origin origin);

}   // namespace radici::study
