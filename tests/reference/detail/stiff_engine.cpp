#include "reference/detail/stiff_engine.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <utility>

#include "radici/base/error.hpp"
#include "reference/detail/wide_vector.hpp"

namespace radici::reference {
namespace {

using detail::recoverable;

bool all_finite(double const* values, int n)
{
    double sum = 0;   // 0·x is 0 for every finite x, NaN for the rest
    for (int i = 0; i < n; ++i)
        sum += 0 * values[i];
    return sum == 0;
}

detail::Vector new_vector(int n, SUNContext context)
{
    detail::Vector vector(N_VNew_Serial(n, context));
    if (!vector)
        throw std::bad_alloc();
    detail::widen(vector.get());   // CVODES clones its vectors from these
    N_VConst(0, vector.get());
    return vector;
}

void add(StiffStatistics& sum, StiffStatistics const& counts, long sign)
{
    sum.steps += sign * counts.steps;
    sum.newton_iterations += sign * counts.newton_iterations;
    sum.newton_failures += sign * counts.newton_failures;
    sum.error_test_failures += sign * counts.error_test_failures;
    sum.root_evaluations += sign * counts.root_evaluations;
}

}   // namespace

StiffSolver::Engine::Engine(StiffSystem& s, StiffOptions const& options)
    : system(s),
      arrow(s.shape()),
      size(arrow.shape().size()),
      root_count(s.root_count()),
      quadrature_count(s.quadrature_count()),
      max_steps(options.max_steps)
{
    RADICI_EXPECT(size > 0 && root_count >= 0 && quadrature_count >= 0 && max_steps > 0);
    SUNContext raw = nullptr;
    if (SUNContext_Create(nullptr, &raw) != 0)
        throw NumericsError("SUNDIALS gives no context");
    context.reset(raw);
    y = new_vector(size, raw);
    tolerance = new_vector(size, raw);
    sample.reset(N_VNewEmpty_Serial(size, raw));
    cvode.reset(CVodeCreate(CV_BDF, raw));
    if (!cvode || !sample)
        throw std::bad_alloc();
    set_up_integration(options);
    set_up_roots_and_quadratures();
}

void StiffSolver::Engine::set_up_integration(StiffOptions const& options)
{
    auto const& absolute = options.absolute_tolerance;
    RADICI_EXPECT(absolute.size() == 1 || absolute.size() == static_cast<std::size_t>(size));
    for (int i = 0; i < size; ++i)
        N_VGetArrayPointer(tolerance.get())[i] =
            absolute[absolute.size() == 1 ? 0 : static_cast<std::size_t>(i)];
    must(CVodeSetErrHandlerFn(cvode.get(), keep_message, this));
    must(CVodeInit(cvode.get(), rates, 0, y.get()));
    must(CVodeSVtolerances(cvode.get(), options.relative_tolerance, tolerance.get()));
    must(CVodeSetUserData(cvode.get(), this));
    must(CVodeSetMaxStep(cvode.get(), options.max_step_d));
    must(CVodeSetMaxHnilWarns(cvode.get(), -1));
    matrix = detail::arrow_matrix(arrow, context.get());
    linear_solver = detail::arrow_solver(arrow, context.get());
    must(CVodeSetLinearSolver(cvode.get(), linear_solver.get(), matrix.get()));
    must(CVodeSetLinSysFn(cvode.get(), linear_system));
}

void StiffSolver::Engine::set_up_roots_and_quadratures()
{
    root_flags.resize(static_cast<std::size_t>(root_count));
    roots_found.reserve(static_cast<std::size_t>(root_count));
    if (root_count > 0) {
        must(CVodeRootInit(cvode.get(), root_count, root_functions));
        must(CVodeSetNoInactiveRootWarn(cvode.get()));
    }
    if (quadrature_count > 0) {
        quadrature = new_vector(quadrature_count, context.get());
        must(CVodeQuadInit(cvode.get(), integrands, quadrature.get()));
        must(CVodeSetQuadErrCon(cvode.get(), 0));
    }
}

void StiffSolver::Engine::start(double t, std::span<double const> from)
{
    RADICI_EXPECT(from.size() == static_cast<std::size_t>(size));
    add(before, since_start(), 1);
    ++before.starts;
    std::copy(from.begin(), from.end(), N_VGetArrayPointer(y.get()));
    must(CVodeReInit(cvode.get(), t, y.get()));
    if (quadrature)
        must(CVodeQuadReInit(cvode.get(), quadrature.get()));
    time = previous_time = t;
    roots_found.clear();
    thrown = nullptr;
    started = true;
}

StiffSolver::Stop StiffSolver::Engine::step(double t_end)
{
    RADICI_EXPECT(started && t_end >= time);
    roots_found.clear();
    message.clear();
    double const rounding = 4 * std::numeric_limits<double>::epsilon();
    if (t_end - time <= rounding * std::max(std::abs(time), std::abs(t_end))) {
        time = t_end;
        return Stop::time;
    }
    if (since_start().steps >= max_steps) {
        started = false;
        throw NumericsError("more than " + std::to_string(max_steps) + " steps", time);
    }
    // After a root the internal time may already lie beyond t_end: then the course is known and
    // only to be read.
    bool const known = t_end <= internal_time();
    if (!known)
        must(CVodeSetStopTime(cvode.get(), t_end));
    double reached = time;
    int const flag = CVode(cvode.get(), t_end, y.get(), &reached, known ? CV_NORMAL : CV_ONE_STEP);
    note_return(flag);
    previous_time = time;
    time = reached;
    if (quadrature)
        must(CVodeGetQuad(cvode.get(), &reached, quadrature.get()));
    if (flag == CV_ROOT_RETURN)
        return Stop::root;
    return time >= t_end ? Stop::time : Stop::step;
}

void StiffSolver::Engine::note_return(int flag)
{
    if (flag < 0) {
        started = false;
        if (thrown)
            std::rethrow_exception(std::exchange(thrown, nullptr));
        throw NumericsError(message.empty() ? CVodeGetReturnFlagName(flag) : message,
                            internal_time());
    }
    if (flag == CV_ROOT_RETURN) {
        must(CVodeGetRootInfo(cvode.get(), root_flags.data()));
        for (int i = 0; i < root_count; ++i)
            if (root_flags[static_cast<std::size_t>(i)] != 0)
                roots_found.push_back(i);
    }
}

void StiffSolver::Engine::clear()
{
    if (quadrature)
        N_VConst(0, quadrature.get());
    before = {};
    add(before, since_start(), -1);   // the next start adds it
    rate_evaluations = jacobian_evaluations = factorisations = 0;
    started = false;
}

StiffStatistics StiffSolver::Engine::statistics() const
{
    StiffStatistics sum = before;
    add(sum, since_start(), 1);
    sum.rate_evaluations = rate_evaluations;
    sum.jacobian_evaluations = jacobian_evaluations;
    sum.factorisations = factorisations;
    return sum;
}

void StiffSolver::Engine::sample_at(double t, double* out)
{
    RADICI_EXPECT(t >= previous_time && t <= time);
    if (previous_time == time) {
        std::copy_n(N_VGetArrayPointer(y.get()), size, out);
        return;
    }
    N_VSetArrayPointer(out, sample.get());
    must(CVodeGetDky(cvode.get(), t, 0, sample.get()));
}

StiffStatistics StiffSolver::Engine::since_start() const
{
    StiffStatistics s;
    CVodeGetNumSteps(cvode.get(), &s.steps);
    CVodeGetNonlinSolvStats(cvode.get(), &s.newton_iterations, &s.newton_failures);
    CVodeGetNumErrTestFails(cvode.get(), &s.error_test_failures);
    if (root_count > 0)
        CVodeGetNumGEvals(cvode.get(), &s.root_evaluations);
    return s;
}

double StiffSolver::Engine::internal_time() const
{
    double t = time;
    CVodeGetCurrentTime(cvode.get(), &t);
    return t;
}

void StiffSolver::Engine::must(int flag)
{
    if (flag < 0)
        throw NumericsError(message.empty() ? "SUNDIALS error " + std::to_string(flag) : message,
                            time);
}

int StiffSolver::Engine::rates(double t, N_Vector y, N_Vector dydt, void* data)
{
    auto& self = *static_cast<Engine*>(data);
    return self.guarded([&] {
        ++self.rate_evaluations;
        double* const out = N_VGetArrayPointer(dydt);
        self.system.rates(t, N_VGetArrayPointer(y), out);
        return all_finite(out, self.size) ? 0 : recoverable;
    });
}

int StiffSolver::Engine::linear_system(double t, N_Vector y, N_Vector, SUNMatrix,
                                       int jacobian_is_good, int* jacobian_is_new, double gamma,
                                       void* data, N_Vector, N_Vector, N_Vector)
{
    auto& self = *static_cast<Engine*>(data);
    return self.guarded([&] {
        *jacobian_is_new = jacobian_is_good ? 0 : 1;
        if (!jacobian_is_good) {
            ++self.jacobian_evaluations;
            self.arrow.set_zero();
            self.system.jacobian(t, N_VGetArrayPointer(y), self.arrow);
        }
        ++self.factorisations;
        return self.arrow.factor_newton(gamma) ? 0 : recoverable;
    });
}

int StiffSolver::Engine::root_functions(double t, N_Vector y, double* g, void* data)
{
    auto& self = *static_cast<Engine*>(data);
    return self.guarded([&] {
        self.system.roots(t, N_VGetArrayPointer(y), g);
        return 0;
    });
}

int StiffSolver::Engine::integrands(double t, N_Vector y, N_Vector dq, void* data)
{
    auto& self = *static_cast<Engine*>(data);
    return self.guarded([&] {
        double* const out = N_VGetArrayPointer(dq);
        self.system.quadratures(t, N_VGetArrayPointer(y), out);
        return all_finite(out, self.quadrature_count) ? 0 : recoverable;
    });
}

void StiffSolver::Engine::keep_message(int code, char const*, char const*, char* text, void* data)
{
    if (code < 0)
        static_cast<Engine*>(data)->message = text;
}

}   // namespace radici::reference
