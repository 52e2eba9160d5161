#pragma once
#include <span>
#include <vector>

#include "reference/detail/sundials_parts.hpp"
#include "reference/stiff.hpp"

namespace radici::bench {

/// CVODES as its users' guide sets it up: BDF, SUNDIALS' own serial vectors, dense matrix and LU,
/// its difference-quotient Jacobian, output in CV_NORMAL mode (interpolated, no step shortened).
/// What CourseByEvents asks of a solver.
class DenseCvode {
public:
    DenseCvode(reference::StiffSystem& system, reference::StiffOptions const& options);

    void start(double day, std::span<double const> state);
    [[nodiscard]] bool advance(double day, double stop);
    [[nodiscard]] double time() const { return time_; }
    [[nodiscard]] std::span<double> state();
    [[nodiscard]] std::span<double const> quadrature() const;
    [[nodiscard]] std::vector<int> roots_found();

private:
    void must(int flag) const;
    static int rates(double t, N_Vector y, N_Vector dydt, void* data);
    static int roots(double t, N_Vector y, double* g, void* data);
    static int integrands(double t, N_Vector y, N_Vector dq, void* data);

    struct DenseMatrix {
        using pointer = SUNMatrix;
        void operator()(SUNMatrix m) const { SUNMatDestroy(m); }
    };
    struct DenseLu {
        using pointer = SUNLinearSolver;
        void operator()(SUNLinearSolver s) const { SUNLinSolFree(s); }
    };

    reference::StiffSystem& system_;
    double time_ = 0;
    std::vector<int> root_flags_;
    // freed in reverse order
    reference::detail::Context context_;
    reference::detail::Vector state_, quadrature_, tolerance_;
    std::unique_ptr<SUNMatrix, DenseMatrix> matrix_;
    std::unique_ptr<SUNLinearSolver, DenseLu> solver_;
    reference::detail::Cvode cvode_;
};

}   // namespace radici::bench
