#include "trial_engines.hpp"

#include "course_by_events.hpp"
#include "dense_cvode.hpp"
#include "radici/base/error.hpp"
#include "radici/patient/tolerances.hpp"
#include "reference/simulate.hpp"

namespace radici::bench {
namespace {

/// StiffSolver as CourseByEvents asks for it; it reads visits by stopping there.
class ArrowCvodes {
public:
    ArrowCvodes(reference::StiffSystem& system, reference::StiffOptions const& options)
        : solver_(system, options)
    {
    }
    void start(double day, std::span<double const> state) { solver_.start(day, state); }
    [[nodiscard]] bool advance(double day, double)
    {
        return solver_.advance(day) == reference::StiffSolver::Stop::root;
    }
    [[nodiscard]] double time() const { return solver_.time(); }
    [[nodiscard]] std::span<double> state() { return solver_.state(); }
    [[nodiscard]] std::span<double const> quadrature() const { return solver_.quadrature(); }
    [[nodiscard]] std::vector<int> const& roots_found() const { return solver_.roots_found(); }

private:
    reference::StiffSolver solver_;
};

template <class Solver>
std::vector<Endpoints> by_events(Arm const& arm, double relative_tolerance, double absolute_factor)
{
    std::vector<Endpoints> all;
    for (auto const& one : arm) {
        auto absolute = patient::absolute_tolerances(one.subject.layout);
        for (double& tolerance : absolute)
            tolerance *= absolute_factor;
        Recorder recorder;
        CourseByEvents<Solver> course(
            one, recorder,
            reference::StiffOptions{.relative_tolerance = relative_tolerance,
                                    .absolute_tolerance = std::move(absolute)});
        course.run();
        all.push_back(std::move(recorder.endpoints));
    }
    return all;
}

}   // namespace

std::vector<Endpoints> by_dense_cvode(Arm const& arm, double relative_tolerance)
{
    return by_events<DenseCvode>(arm, relative_tolerance, 1);
}

std::vector<Endpoints> by_arrow_cvodes(Arm const& arm, double relative_tolerance,
                                       double absolute_factor)
{
    return by_events<ArrowCvodes>(arm, relative_tolerance, absolute_factor);
}

std::vector<Endpoints> by_arrow_cvodes(Arm const& arm, double relative_tolerance)
{
    std::vector<Endpoints> all;
    for (auto const& one : arm) {
        Recorder recorder;
        reference::simulate(one.subject, one.start, one.death_threshold, one.schedule, recorder,
                            {.relative_tolerance = relative_tolerance});
        all.push_back(std::move(recorder.endpoints));
    }
    return all;
}

std::vector<Endpoints> by_lanes(Arm const& arm, patient::StepLibrary& library,
                                patient::SimulationOptions const& options)
{
    std::vector<Recorder> recorders(arm.size());
    std::vector<patient::Case> cases;
    for (std::size_t i = 0; i < arm.size(); ++i)
        cases.push_back({.subject = &arm[i].subject,
                         .start = arm[i].start,
                         .death_threshold = arm[i].death_threshold,
                         .schedule = arm[i].schedule,
                         .observer = &recorders[i]});
    patient::simulate(cases, library, options);
    std::vector<Endpoints> all;
    for (std::size_t i = 0; i < arm.size(); ++i) {
        if (!cases[i].failure.empty())
            throw NumericsError(cases[i].failure);
        all.push_back(std::move(recorders[i].endpoints));
    }
    return all;
}

}   // namespace radici::bench
