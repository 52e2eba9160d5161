#pragma once
#include <vector>

#include "radici/numerics/lanes/trace.hpp"
#include "radici/patient/subject.hpp"

namespace radici::patient {

/// The right-hand sides of a subject as the lanes of a pack know them: lesion.hpp and body.hpp run
/// once on numbers that record what is done with them, in the order of inputs and outputs that
/// numerics::lanes::ArrowHalf asks for.
///   lesion  inputs   states, LesionInput, LivingClones
///           outputs  rates, low-LET and alpha dose rate, LesionOutput
///   body    inputs   shared states, Σ LesionOutput, time, then each DrugSupply list
///           outputs  rates, activity of each compartment, LesionInput
struct SubjectTrace {
    numerics::lanes::Trace lesion, body;
    /// The constants of `lesion` in lesion 0, in lesion 1, …
    std::vector<double> lesion_constants;

    /// Valid  all lesions share one priming pool. NumericsError where the lesions of a subject do
    ///        not follow one course of operations.
    [[nodiscard]] static SubjectTrace of(Subject const& subject);
};

/// Numbers that lesions see of the body, and give to it.
[[nodiscard]] int lesion_inputs(Layout const& layout);
[[nodiscard]] int lesion_outputs(Layout const& layout);
/// Integrals of the body: time-integrated activity of every compartment.
[[nodiscard]] int activity_integrals(Layout const& layout);
inline constexpr int dose_integrals = 2;   ///< of a lesion: low LET, alpha
inline constexpr int lesion_parameters = 2;
[[nodiscard]] int body_parameters(Layout const& layout);

}   // namespace radici::patient
