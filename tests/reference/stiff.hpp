#pragma once
#include <memory>
#include <span>
#include <vector>

#include "radici/numerics/block_arrow.hpp"

namespace radici::reference {

using numerics::ArrowShape;
using numerics::BlockArrow;

/// A stiff initial-value problem dy/dt = f(t, y) whose Jacobian is a block arrow. Any function may
/// throw: the exception comes out of StiffSolver::advance unchanged. Rates that are not finite make
/// the solver retry with a shorter step.
class StiffSystem {
public:
    StiffSystem() = default;
    StiffSystem(StiffSystem const&) = delete;
    StiffSystem& operator=(StiffSystem const&) = delete;
    virtual ~StiffSystem() = default;

    [[nodiscard]] virtual ArrowShape shape() const = 0;
    /// dydt = f(t, y), every entry written.
    virtual void rates(double t, double const* y, double* dydt) = 0;
    /// j = ∂f/∂y. `j` arrives all zero. An approximation costs steps, not accuracy.
    virtual void jacobian(double t, double const* y, BlockArrow& j) = 0;

    /// Functions whose zeros stop the solver, in either direction; their number is asked once, by
    /// the solver's constructor.
    [[nodiscard]] virtual int root_count() const { return 0; }
    virtual void roots(double, double const*, double*) {}

    /// Integrands: ∫dq dt goes along with the solution, without a say in the step size.
    [[nodiscard]] virtual int quadrature_count() const { return 0; }
    virtual void quadratures(double, double const*, double*) {}
};

struct StiffOptions {
    double relative_tolerance = 1e-4;   ///< of each component and step, > 0
    std::vector<double>
        absolute_tolerance;    ///< one for each unknown, or one for all; > 0, in its unit
    double max_step_d = 0;     ///< 0: no limit
    long max_steps = 100000;   ///< of one advance(); more is a NumericsError
};

/// Sums over the starts since construction or clear().
struct StiffStatistics {
    long starts = 0;
    long steps = 0;
    long rate_evaluations = 0;
    long jacobian_evaluations = 0;
    long factorisations = 0;
    long newton_iterations = 0;
    long newton_failures = 0;
    long error_test_failures = 0;
    long root_evaluations = 0;
};

/// Variable-order BDF with Newton iteration (CVODES), its linear algebra on a BlockArrow.
/// Memory is allocated in the constructor alone, so one solver serves patient after patient. Same
/// input, same bytes. Errors  NumericsError with the time reached: step size or number of steps
/// exhausted, Newton or error test failing
///         for good, rates not finite at the start. After any error call start() again.
/// Roots   are found on the solver's interpolant, to 100 rounding units of time, wherever a
/// function changes sign between two
///         steps; a touch without change of sign and a pair of zeros within one step may be missed.
///         A function that is exactly 0 at start() is left out until it has moved away. After an
///         event the state is rarely on the zero to the last bit, and a function left near 0 may
///         fire again at once: give a constant (1) for functions whose event has happened.
/// Source  Hindmarsh et al., ACM Trans Math Softw 31:363 (2005); Gardner et al., ibid. 48:31 (2022)
class StiffSolver {
public:
    /// The system must outlive the solver; its shape and counts are fixed from here on.
    StiffSolver(StiffSystem& system, StiffOptions const& options);
    StiffSolver(StiffSolver const&) = delete;
    StiffSolver& operator=(StiffSolver const&) = delete;
    StiffSolver(StiffSolver&&) noexcept;
    StiffSolver& operator=(StiffSolver&&) noexcept;
    ~StiffSolver();

    /// Begins at (t, y), forgetting the history: for a new patient, and after every event that
    /// changes the state or f. `y` may be state(). Quadratures go on.
    void start(double t, std::span<double const> y);

    /// Quadratures and statistics back to 0.
    void clear();

    enum class Stop {
        time,   ///< t_end reached, exactly
        root,   ///< a root function crossed zero: roots_found()
        step,   ///< one step done (of step() alone)
    };

    /// Integrates to t_end or to the first root. f is never called beyond t_end. A t_end within
    /// rounding of time() is reached without a step. Successive calls without start() keep the
    /// history and so the order and step size.
    [[nodiscard]] Stop advance(double t_end);

    /// As advance(), but comes back after each step, so that at() can sample the course without
    /// shortening steps.
    [[nodiscard]] Stop step(double t_end);

    [[nodiscard]] double time() const;
    /// The solution at time(). To change it, write and call start().
    [[nodiscard]] std::span<double> state();
    [[nodiscard]] std::span<double const> quadrature() const;
    /// Which root functions stopped the last advance(), ascending; empty after Stop::time.
    [[nodiscard]] std::vector<int> const& roots_found() const;

    /// Interpolated solution, as accurate as the steps. previous_time() ≤ t ≤ time().
    void at(double t, double* y);
    /// Beginning of the last step; equal to time() before the first.
    [[nodiscard]] double previous_time() const;

    [[nodiscard]] StiffStatistics statistics() const;

private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

}   // namespace radici::reference
