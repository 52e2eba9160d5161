#pragma once
#include <algorithm>
#include <utility>
#include <vector>

#include "radici/patient/lesion_dose.hpp"
#include "radici/patient/run_state.hpp"
#include "reference/coupled_system.hpp"
#include "trial_cases.hpp"

namespace radici::bench {

/// Takes one case from event to event with any solver of one initial-value problem:
///   start(day, state)     forgets its history
///   advance(day, stop)    goes to a day, never looking beyond `stop`; true where a root came first
///   time, state, quadrature, roots_found
template <class Solver>
class CourseByEvents {
public:
    template <class... Options>
    CourseByEvents(TrialCase const& a_case, patient::Observer& observer, Options&&... options)
        : case_(a_case),
          observer_(observer),
          run_(initial_run(a_case)),
          system_(a_case.subject, run_),
          solver_(system_, std::forward<Options>(options)...)
    {
        solver_.start(0, a_case.start);
    }

    void run()
    {
        double const horizon = case_.schedule.horizon_d;
        while (alive_) {
            meet_events();
            if (solver_.time() >= horizon)
                return;
            double stop = horizon;
            if (dose_ < case_.schedule.doses.size())
                stop = std::min(stop, case_.schedule.doses[dose_].day);
            for (auto const& infusion : running_)
                stop = std::min(stop, infusion.first);
            double out = stop;
            if (visit_ < case_.schedule.visits.size())
                out = std::min(out, case_.schedule.visits[visit_]);
            if (solver_.advance(out, stop))
                meet_roots();
        }
    }

private:
    static patient::RunState initial_run(TrialCase const& a_case)
    {
        auto const& layout = a_case.subject.layout;
        patient::RunState run;
        for (int i = 0; i < layout.lesions; ++i)
            run.living.push_back(patient::living_clones(a_case.start.data() + layout.lesion(i)));
        run.agent_infusion_MBq_per_d.assign(static_cast<std::size_t>(layout.agents), 0);
        run.ligand_infusion_nmol_per_d.assign(static_cast<std::size_t>(layout.ligands), 0);
        auto const antibodies = static_cast<std::size_t>(layout.antibodies);
        run.antibody_infusion_mg_per_d.assign(antibodies, 0);
        run.antibody_first_dose_d.assign(antibodies, patient::not_given);
        run.death_threshold = a_case.death_threshold;
        return run;
    }

    [[nodiscard]] patient::Snapshot now()
    {
        return {.day = solver_.time(),
                .subject = &case_.subject,
                .state = solver_.state(),
                .quadrature = solver_.quadrature()};
    }

    void meet_events()
    {
        double const day = solver_.time();
        auto const& visits = case_.schedule.visits;
        for (; visit_ < visits.size() && visits[visit_] <= day; ++visit_)
            observer_.visit(now());
        bool changed = false;
        for (auto const& [until, dose] : running_)
            if (until <= day) {
                infuse(*dose, -1);
                changed = true;
            }
        std::erase_if(running_, [day](auto const& infusion) { return infusion.first <= day; });
        auto const& doses = case_.schedule.doses;
        for (; dose_ < doses.size() && doses[dose_].day <= day; ++dose_) {
            give(doses[dose_]);
            changed = true;
        }
        if (changed)
            solver_.start(day, solver_.state());
    }

    [[nodiscard]] double ligand_of(patient::Dose const& dose) const
    {
        auto const which = static_cast<std::size_t>(dose.agent);
        return dose.radioactive()
                   ? patient::given_nmol(case_.subject.agents[which], dose.amount, dose.ligand_nmol)
                   : 0;
    }

    void infuse(patient::Dose const& dose, int sign)
    {
        auto const which = static_cast<std::size_t>(dose.agent);
        auto change = [&](double& running, double amount) {
            double const rate = amount / dose.infusion_d;
            running += sign * rate;
            if (running < 1e-9 * rate)
                running = 0;
        };
        change(dose.radioactive() ? run_.agent_infusion_MBq_per_d[which]
                                  : run_.antibody_infusion_mg_per_d[which],
               dose.amount);
        if (double const ligand = ligand_of(dose); ligand > 0) {
            int const number = case_.subject.layout.ligand_number(dose.agent);
            change(run_.ligand_infusion_nmol_per_d[static_cast<std::size_t>(number)], ligand);
        }
    }

    void give(patient::Dose const& dose)
    {
        auto const& layout = case_.subject.layout;
        auto const which = static_cast<std::size_t>(dose.agent);
        if (!dose.radioactive() && run_.antibody_first_dose_d[which] == patient::not_given)
            run_.antibody_first_dose_d[which] = solver_.time();
        if (dose.infusion_d > 0) {
            infuse(dose, +1);
            running_.emplace_back(solver_.time() + dose.infusion_d, &dose);
            return;
        }
        int const plasma =
            dose.radioactive() ? layout.agent_offset[which] : layout.antibody_offset[which];
        solver_.state()[static_cast<std::size_t>(plasma)] += dose.amount;
        if (double const ligand = ligand_of(dose); ligand > 0)
            solver_.state()[static_cast<std::size_t>(layout.ligand_offset[which])] += ligand;
    }

    void meet_roots()
    {
        auto const& layout = case_.subject.layout;
        for (int root : solver_.roots_found()) {
            int const lesion = root / 2;
            if (lesion == layout.lesions) {
                alive_ = false;
                observer_.died(now());
                return;
            }
            bool const positive = root % 2 == 0;
            auto& living = run_.living[static_cast<std::size_t>(lesion)];
            (positive ? living.positive : living.negative) = 0;
            int const clone =
                positive ? patient::log_viable_positive : patient::log_viable_negative;
            solver_.state()[static_cast<std::size_t>(layout.lesion(lesion) + clone)] =
                immune::ln_one_cell;
        }
        solver_.start(solver_.time(), solver_.state());
    }

    TrialCase const& case_;
    patient::Observer& observer_;
    patient::RunState run_;
    reference::CoupledSystem system_;
    Solver solver_;
    std::vector<std::pair<double, patient::Dose const*>> running_;   ///< until a day
    std::size_t visit_ = 0, dose_ = 0;
    bool alive_ = true;
};

}   // namespace radici::bench
