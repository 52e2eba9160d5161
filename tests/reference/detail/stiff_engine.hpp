#pragma once
#include <exception>
#include <span>
#include <string>
#include <vector>

#include "reference/detail/sundials_parts.hpp"
#include "reference/stiff.hpp"

namespace radici::reference {
namespace detail {
// What a callback tells CVODES.
inline constexpr int recoverable = 1;
inline constexpr int unrecoverable = -1;
}   // namespace detail

/// Everything CVODES holds a pointer to; so it never moves.
struct StiffSolver::Engine {
    Engine(StiffSystem& s, StiffOptions const& options);
    Engine(Engine const&) = delete;
    Engine& operator=(Engine const&) = delete;
    ~Engine() = default;

    void set_up_integration(StiffOptions const& options);
    void set_up_roots_and_quadratures();
    void start(double t, std::span<double const> y);
    Stop step(double t_end);
    void note_return(int flag);
    void clear();
    StiffStatistics since_start() const;
    StiffStatistics statistics() const;
    void sample_at(double t, double* out);
    double internal_time() const;
    void must(int flag);

    /// Runs a function of the system for CVODES, which is C: an exception waits here until CVODES
    /// has returned.
    template <class Function>
    int guarded(Function&& function) noexcept
    {
        try {
            return function();
        } catch (...) {
            thrown = std::current_exception();
            return detail::unrecoverable;
        }
    }

    static int rates(double t, N_Vector y, N_Vector dydt, void* self);
    static int linear_system(double t, N_Vector y, N_Vector f, SUNMatrix, int jacobian_is_good,
                             int* jacobian_is_new, double gamma, void* self, N_Vector, N_Vector,
                             N_Vector);
    static int root_functions(double t, N_Vector y, double* g, void* self);
    static int integrands(double t, N_Vector y, N_Vector dq, void* self);
    static void keep_message(int code, char const*, char const*, char* text, void* self);

    StiffSystem& system;
    BlockArrow arrow;
    int size, root_count, quadrature_count;
    long max_steps;
    detail::Context context;
    detail::Vector y, tolerance, quadrature, sample;
    detail::Matrix matrix;
    detail::LinearSolver linear_solver;
    detail::Cvode cvode;
    std::exception_ptr thrown;
    std::string message;
    double time = 0, previous_time = 0;
    bool started = false;
    StiffStatistics before;   ///< CVODES' own counts up to the last start
    long rate_evaluations = 0, jacobian_evaluations = 0, factorisations = 0;
    std::vector<int> root_flags, roots_found;
};

}   // namespace radici::reference
