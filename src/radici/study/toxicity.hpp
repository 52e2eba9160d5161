#pragma once
#include <optional>

#include "radici/patient/subject.hpp"
#include "radici/radiobiology/ntcp.hpp"

namespace radici::study {

/// Immune-related adverse events of grade 3 or more. Each target class has a cumulative hazard that
/// it reaches with long exposure, most of it early: H(t) = H∞·(1 − exp(−t/τ)), t since the first
/// dose of the class. Classes add; while both are blocked their sum is multiplied by `together`.
/// The hazard does not depend on exposure.
struct ImmuneEventRisk {
    double pd1_total = 0;   ///< −ln(1 − share), antibodies against PD-1 or PD-L1
    double ctla4_total = 0;
    double together = 1;
    double decay_d = 90;     ///< τ
    double washout_d = 42;   ///< no hazard later than this after the last dose of a class
};

/// When drugs are withheld, and how organs fail.
struct ToxicityRules {
    ImmuneEventRisk immune;
    radiobiology::LymanOrgan kidney;   ///< grade ≥ 2 nephropathy
    double kidney_alpha_beta_Gy = 2.5;
    radiobiology::LymanOrgan xerostomia;   ///< grade ≥ 2, of the mean dose to the salivary glands
    double salivary_alpha_beta_Gy = 3;
    double least_platelets_1e9_per_L = 75;   ///< a radiopharmaceutical is withheld below
};

/// One subject's luck, the same in every arm.
struct ToxicityDraw {
    double immune_threshold = 1;   ///< exponential, mean 1
    double kidney = 1;             ///< uniform; a complication where it is below the probability
    double xerostomia = 1;
};

struct WorstGrades {
    int lymphopenia = 0, thrombocytopenia = 0, irae = 0, kidney = 0, xerostomia = 0;
    [[nodiscard]] int worst() const;
};

/// Keeps the hazard of immune-related events of one subject.
class ImmuneRelatedEvents {
public:
    ImmuneRelatedEvents(ImmuneEventRisk const& risk, double threshold)
        : risk_(risk), threshold_(threshold)
    {
    }
    void given(patient::CheckpointTarget target, double day);
    /// Moves the hazard on to `day`; true once, when the event of grade 3 happens.
    [[nodiscard]] bool advance(double day);
    [[nodiscard]] bool happened() const { return happened_; }

private:
    struct Exposure {
        std::optional<double> first_d;
        double last_d = 0;   ///< where there is a first
        /// Cumulative hazard between two days at H∞ = 1.
        [[nodiscard]] double between(double from, double to, ImmuneEventRisk const& risk) const;
        [[nodiscard]] bool on(double day, ImmuneEventRisk const& risk) const;
    };
    ImmuneEventRisk risk_;
    double threshold_;
    double hazard_ = 0, day_ = 0;
    bool happened_ = false;
    Exposure pd1_, ctla4_;
};

/// Grade 2 where the subject's luck is below the probability of the complication, else 0.
/// @param kidney_bed_Gy      BED at the end of follow-up
/// @param salivary_dose_Gy   physical dose; at these dose rates repair leaves EQD2 = D/(1 +
/// 2/(α/β))
void grade_organs(ToxicityRules const& rules, ToxicityDraw const& draw, double kidney_bed_Gy,
                  double salivary_dose_Gy, WorstGrades& worst);

}   // namespace radici::study
