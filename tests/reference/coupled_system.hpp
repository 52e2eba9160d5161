#pragma once
#include <vector>

#include "radici/numerics/block_arrow.hpp"
#include "radici/numerics/dual.hpp"
#include "radici/patient/coupling.hpp"
#include "radici/patient/run_state.hpp"
#include "radici/patient/subject.hpp"
#include "reference/stiff.hpp"

namespace radici::reference {

using patient::BodyInput;
using patient::RunState;
using patient::Subject;

/// One subject as a system of ordinary differential equations: the only place where dose, cells,
/// immunity, blood and drugs meet. The Jacobian is exact (dual numbers) and a block arrow: lesions
/// touch the body through LesionInput and LesionOutput alone. Roots: extinction of each clone of
/// each lesion (ln of one cell), and the cumulative hazard that ends the subject. Quadratures:
/// time-integrated activity of every compartment (MBq·d), then low-LET and alpha dose of every
/// lesion (Gy).
class CoupledSystem : public StiffSystem {
public:
    CoupledSystem(Subject const& subject, RunState const& run);

    [[nodiscard]] numerics::ArrowShape shape() const override;
    void rates(double t, double const* y, double* dydt) override;
    void jacobian(double t, double const* y, numerics::BlockArrow& j) override;
    [[nodiscard]] int root_count() const override;
    void roots(double t, double const* y, double* g) override;
    [[nodiscard]] int quadrature_count() const override;
    void quadratures(double t, double const* y, double* dq) override;

    [[nodiscard]] int compartment_count() const { return compartments_; }

private:
    static constexpr int width = 16;   ///< directions a pass
    using Wide = numerics::Dual<width>;

    /// Rates of all lesions into `dydt`, and what they give to the body together.
    [[nodiscard]] BodyInput<double> all_lesions(double const* y, double* dydt);
    void differentiate_lesion(double const* y, int lesion, numerics::BlockArrow& j);
    void differentiate_inputs(double const* y, int lesion);
    void differentiate_body(double t, double const* y, numerics::BlockArrow& j);
    [[nodiscard]] double output_weight(int body_input, int lesion, int output) const;

    Subject const& subject_;
    RunState const& run_;
    int inputs_, outputs_, body_inputs_, compartments_;
    // workspaces, sized once
    std::vector<double> priming_, homing_, scratch_rate_;
    std::vector<Wide> wide_state_, wide_rate_, wide_pool_;
    std::vector<double> rate_by_input_;        ///< block × inputs, of the lesion in hand
    std::vector<double> output_by_state_;      ///< lesion × outputs × block
    std::vector<double> output_by_input_;      ///< outputs × inputs, of the lesion in hand
    std::vector<double> input_by_border_;      ///< inputs × border, of the lesion in hand
    std::vector<double> output_by_border_;     ///< body inputs × border, through all lesions
    std::vector<double> rate_by_body_input_;   ///< border × body inputs
};

}   // namespace radici::reference
