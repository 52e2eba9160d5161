#pragma once
#include <span>
#include <variant>
#include <vector>

#include "radici/patient/run_state.hpp"
#include "radici/patient/subject.hpp"

namespace radici::patient {

/// What is done to a subject at one moment and changes its states at once.

/// Lesions counted from 0; empty: all of them.
using Lesions = std::vector<int>;

/// A fraction of external beam to lesions, with what blood, nodes and marrow catch of it. Low LET;
/// the lesions' whole volume gets the dose.
struct Fraction {
    double dose_Gy = 0;
    double duration_d = 0;   ///< of the delivery: d over the dose rate
    Lesions lesions;
    double blood_share = 0, node_share = 0,
           marrow_share = 0;   ///< of the dose, in means over the organ
};

/// Vaccine at the lesions: antigen, and dendritic cells that it matures.
struct Vaccination {
    double antigen_1e6_per_mm3 = 0;   ///< cell equivalents, added to the density
    double matured_share = 0;         ///< of the dendritic cells that are not mature yet, 0-1
    Lesions lesions;
};

/// Effector T cells into the blood, all of which know the tumour.
struct CellTransfer {
    double cells_1e6 = 0;
};

/// Regulatory T cells of the lesions are killed.
struct RegulatoryDepletion {
    double share = 1;   ///< 0-1
    Lesions lesions;
};

/// Lesions are cut out with all that is in them.
struct Resection {
    Lesions lesions;
};

/// The vessels of lesions are blocked: a share of the viable cells is doomed.
struct Embolisation {
    double share = 0;   ///< 0-1
    Lesions lesions;
};

/// Viable cells of the tumour at a site that was empty.
struct Rechallenge {
    double cells_1e6 = 0;
    int lesion = 0;
};

using Intervention = std::variant<Fraction, Vaccination, CellTransfer, RegulatoryDepletion,
                                  Resection, Embolisation, Rechallenge>;

/// Applies it to a state of layout.size() numbers. A clone that falls to one cell dies out.
///   fraction   x −= αd + G_f·βd² + 2√β·d·ΣwU; what is lost becomes doomed; the pools of
///              signalling dose rise by d; T cells survive with exp(−αd), those of blood and node
///              at their share of the dose
/// Source  docs/methods/patient.md
void apply(Intervention const& intervention, Subject const& subject,
           std::span<LivingClones<double>> living, std::span<double> state);

}   // namespace radici::patient
