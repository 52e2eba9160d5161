#include "reference/simulate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "radici/patient/lesion_dose.hpp"
#include "radici/patient/tolerances.hpp"
#include "reference/coupled_system.hpp"

namespace radici::reference {

using namespace patient;
namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

constexpr double never = std::numeric_limits<double>::infinity();

/// An infusion that runs until a day.
struct Running {
    double until_d;
    Dose dose;
};

class Simulation {
public:
    Simulation(Subject const& subject, std::span<double const> start, double death_threshold,
               Schedule const& schedule, Observer& observer, StiffOptions const& options)
        : subject_(subject),
          schedule_(schedule),
          observer_(observer),
          run_(initial_run(subject, start, death_threshold)),
          system_(subject, run_),
          solver_(system_, options)
    {
        solver_.start(0, start);
    }

    StiffStatistics run()
    {
        while (alive_) {
            meet_events();
            double const next = next_event_d();
            if (next == never)
                break;
            advance_to(next);
        }
        return solver_.statistics();
    }

private:
    static RunState initial_run(Subject const& subject, std::span<double const> start,
                                double death_threshold)
    {
        auto const& layout = subject.layout;
        RunState run;
        for (int i = 0; i < layout.lesions; ++i) {
            double const* lesion = start.data() + layout.lesion(i);
            run.living.push_back(living_clones(lesion));
        }
        run.agent_infusion_MBq_per_d.assign(at(layout.agents), 0);
        run.ligand_infusion_nmol_per_d.assign(at(layout.ligands), 0);
        run.antibody_infusion_mg_per_d.assign(at(layout.antibodies), 0);
        run.antibody_first_dose_d.assign(at(layout.antibodies), not_given);
        run.death_threshold = death_threshold;
        return run;
    }

    [[nodiscard]] Snapshot snapshot()
    {
        return {.day = solver_.time(),
                .subject = &subject_,
                .state = solver_.state(),
                .quadrature = solver_.quadrature()};
    }

    [[nodiscard]] double next_event_d() const
    {
        double next = never;
        if (visit_ < schedule_.visits.size())
            next = schedule_.visits[visit_];
        if (dose_ < schedule_.doses.size())
            next = std::min(next, schedule_.doses[dose_].day);
        for (auto const& infusion : running_)
            next = std::min(next, infusion.until_d);
        if (solver_.time() < schedule_.horizon_d)
            next = std::min(next, schedule_.horizon_d);
        return next > schedule_.horizon_d ? never : next;
    }

    /// Everything that is due now: visits first, then infusions that end, then doses.
    void meet_events()
    {
        double const now = solver_.time();
        for (; visit_ < schedule_.visits.size() && schedule_.visits[visit_] <= now && alive_;
             ++visit_) {
            observer_.visit(snapshot());
            alive_ = !observer_.over();
        }
        if (!alive_)
            return;
        bool changed = false;
        for (auto const& infusion : running_)
            if (infusion.until_d <= now) {
                change_infusion(infusion.dose, -1);
                changed = true;
            }
        std::erase_if(running_, [now](Running const& infusion) { return infusion.until_d <= now; });
        for (; dose_ < schedule_.doses.size() && schedule_.doses[dose_].day <= now; ++dose_) {
            Dose const& dose = schedule_.doses[dose_];
            if (!observer_.allows(dose, snapshot()))
                continue;
            give(dose);
            observer_.given(dose);
            changed = true;
        }
        if (changed)
            solver_.start(now, solver_.state());
    }

    [[nodiscard]] double ligand_of(Dose const& dose) const
    {
        return dose.radioactive()
                   ? given_nmol(subject_.agents[at(dose.agent)], dose.amount, dose.ligand_nmol)
                   : 0;
    }

    void change_infusion(Dose const& dose, int sign)
    {
        auto change = [&](double& running, double amount) {
            double const rate = sign * amount / dose.infusion_d;
            running += rate;
            if (std::abs(running) < 1e-9 * std::abs(rate))
                running = 0;
        };
        change(dose.radioactive() ? run_.agent_infusion_MBq_per_d[at(dose.agent)]
                                  : run_.antibody_infusion_mg_per_d[at(dose.agent)],
               dose.amount);
        if (double const ligand = ligand_of(dose); ligand > 0)
            change(run_.ligand_infusion_nmol_per_d[at(subject_.layout.ligand_number(dose.agent))],
                   ligand);
    }

    void give(Dose const& dose)
    {
        auto const& layout = subject_.layout;
        if (dose.means == Means::intervention) {
            apply(schedule_.interventions[at(dose.agent)], subject_, run_.living, solver_.state());
            return;
        }
        if (dose.means == Means::partner) {
            solver_.state()[at(layout.partner(dose.agent))] += dose.amount;
            return;
        }
        if (!dose.radioactive() && run_.antibody_first_dose_d[at(dose.agent)] == not_given)
            run_.antibody_first_dose_d[at(dose.agent)] = solver_.time();
        if (dose.infusion_d > 0) {
            change_infusion(dose, +1);
            running_.push_back({solver_.time() + dose.infusion_d, dose});
            return;
        }
        int const plasma = dose.radioactive() ? layout.agent_offset[at(dose.agent)]
                                              : layout.antibody_offset[at(dose.agent)];
        solver_.state()[at(plasma)] += dose.amount;
        if (double const ligand = ligand_of(dose); ligand > 0)
            solver_.state()[at(layout.ligand_offset[at(dose.agent)])] += ligand;
    }

    void advance_to(double day)
    {
        while (alive_ && solver_.time() < day) {
            if (solver_.advance(day) == StiffSolver::Stop::time)
                continue;
            for (int root : solver_.roots_found())
                meet_root(root);
            if (alive_)
                solver_.start(solver_.time(), solver_.state());
        }
    }

    void meet_root(int root)
    {
        int const lesion = root / 2;
        if (lesion == subject_.layout.lesions) {
            alive_ = false;
            observer_.died(snapshot());
            return;
        }
        auto& living = run_.living[at(lesion)];
        (root % 2 == 0 ? living.positive : living.negative) = 0;
        int const state = root % 2 == 0 ? log_viable_positive : log_viable_negative;
        solver_.state()[at(subject_.layout.lesion(lesion) + state)] = immune::ln_one_cell;
    }

    Subject const& subject_;
    Schedule const& schedule_;
    Observer& observer_;
    RunState run_;
    CoupledSystem system_;
    StiffSolver solver_;
    std::vector<Running> running_;
    std::size_t visit_ = 0, dose_ = 0;
    bool alive_ = true;
};

}   // namespace

StiffStatistics simulate(Subject const& subject, std::span<double const> start,
                         double death_threshold, Schedule const& schedule, Observer& observer,
                         SimulationOptions const& options, double absolute_factor)
{
    StiffOptions stiff{.relative_tolerance = options.relative_tolerance,
                       .absolute_tolerance = absolute_tolerances(subject.layout)};
    for (double& tolerance : stiff.absolute_tolerance)
        tolerance *= absolute_factor;
    return Simulation(subject, start, death_threshold, schedule, observer, stiff).run();
}

}   // namespace radici::reference
