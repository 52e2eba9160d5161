#include "reference/stiff.hpp"

#include "reference/detail/stiff_engine.hpp"

namespace radici::reference {

StiffSolver::StiffSolver(StiffSystem& system, StiffOptions const& options)
    : engine_(std::make_unique<Engine>(system, options))
{
}
StiffSolver::StiffSolver(StiffSolver&&) noexcept = default;
StiffSolver& StiffSolver::operator=(StiffSolver&&) noexcept = default;
StiffSolver::~StiffSolver() = default;

void StiffSolver::start(double t, std::span<double const> y)
{
    engine_->start(t, y);
}

void StiffSolver::clear()
{
    engine_->clear();
}

StiffSolver::Stop StiffSolver::advance(double t_end)
{
    Stop stop = Stop::step;
    while (stop == Stop::step)
        stop = engine_->step(t_end);
    return stop;
}

StiffSolver::Stop StiffSolver::step(double t_end)
{
    return engine_->step(t_end);
}

double StiffSolver::time() const
{
    return engine_->time;
}

std::span<double> StiffSolver::state()
{
    return {N_VGetArrayPointer(engine_->y.get()), static_cast<std::size_t>(engine_->size)};
}

std::span<double const> StiffSolver::quadrature() const
{
    if (!engine_->quadrature)
        return {};
    return {N_VGetArrayPointer(engine_->quadrature.get()),
            static_cast<std::size_t>(engine_->quadrature_count)};
}

std::vector<int> const& StiffSolver::roots_found() const
{
    return engine_->roots_found;
}

void StiffSolver::at(double t, double* y)
{
    engine_->sample_at(t, y);
}

double StiffSolver::previous_time() const
{
    return engine_->previous_time;
}

StiffStatistics StiffSolver::statistics() const
{
    return engine_->statistics();
}

}   // namespace radici::reference
