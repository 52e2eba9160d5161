#pragma once
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "radici/base/error.hpp"
#include "radici/immune/lesion_cells.hpp"
#include "radici/numerics/lanes/arrow_pack.hpp"
#include "radici/patient/lesion_dose.hpp"
#include "radici/patient/simulate.hpp"

namespace radici::patient::detail {

using numerics::lanes::ArrowPack;
using numerics::lanes::ArrowSystem;

inline constexpr double never = std::numeric_limits<double>::infinity();
inline constexpr long most_steps = 100000;

/// An infusion that runs until a day.
struct Running {
    double until_d;
    Dose dose;
};

/// The first step after an event of a kind, learnt from the last one.
struct FirstStep {
    double length_d;
    void learn(double tried_d, double next_d) { length_d = std::min(next_d, 3 * tried_d); }
};

/// One subject in a slot of a pack: its events, and what an observer sees.
class Passenger {
public:
    explicit Passenger(Case& a_case)
        : case_(&a_case),
          layout_(&a_case.subject->layout),
          living_(at(layout_->lesions)),
          state_(at(layout_->size())),
          quadrature_(at(activity_integrals(*layout_) + dose_integrals * layout_->lesions))
    {
        for (int i = 0; i < layout_->lesions; ++i)
            living_[at(i)] = living_clones(a_case.start.data() + layout_->lesion(i));
    }

    [[nodiscard]] ArrowSystem system(SubjectTrace const& trace) const
    {
        auto const& start = case_->start;
        auto const lesions = start.begin() + layout_->border();
        ArrowSystem system;
        system.blocks = layout_->lesions;
        system.step = 1e-3;
        system.border.assign(start.begin(), lesions);
        system.border.resize(at(layout_->border() + activity_integrals(*layout_)));
        system.border_parameters.assign(at(body_parameters(*layout_)), 0.0);
        std::fill_n(system.border_parameters.end() - layout_->antibodies, layout_->antibodies,
                    not_given);
        for (int i = 0; i < layout_->lesions; ++i) {
            auto const first = start.begin() + layout_->lesion(i);
            system.block.insert(system.block.end(), first, first + layout_->block());
            system.block.insert(system.block.end(), dose_integrals, 0.0);
            system.block_parameters.push_back(living_[at(i)].positive);
            system.block_parameters.push_back(living_[at(i)].negative);
        }
        system.border_constants = trace.body.constants;
        system.block_constants = trace.lesion_constants;
        return system;
    }

    /// At day 0, once in its slot. False: nothing is to be simulated.
    [[nodiscard]] bool begin(ArrowPack& pack, int slot)
    {
        look(pack, slot, 0);
        return !case_->observer->over() && meet_events(pack, slot, 0);
    }

    /// After an attempt. False: the subject has reached its end.
    [[nodiscard]] bool go_on(ArrowPack& pack, int slot)
    {
        if (++case_->steps > most_steps)
            return fail("more than " + std::to_string(most_steps) + " steps", pack.time(slot));
        if (pack.outcome(slot) == ArrowPack::Outcome::failed)
            return fail("the step became too small", pack.time(slot));
        if (pack.outcome(slot) == ArrowPack::Outcome::rejected)
            return true;
        double const reached = pack.time(slot);
        if (after_event_ != nullptr) {
            after_event_->learn(reached - pack.previous_time(slot), pack.next_step(slot));
            after_event_ = nullptr;
        }
        auto const root = first_root(pack, slot);
        double const until = root.lesion == none ? reached : root.day;
        look(pack, slot, until);
        if (case_->observer->over())
            return false;
        if (root.lesion != none)
            return meet_root(pack, slot, root);
        return reached < end_ || meet_events(pack, slot, reached);
    }

private:
    static std::size_t at(int index) { return static_cast<std::size_t>(index); }

    static constexpr int none = -1;
    struct Root {
        int lesion = none;   ///< layout.lesions: the death of the subject
        LesionState clone = log_viable_positive;
        double day = never;
    };

    bool fail(std::string const& what, double day)
    {
        case_->failure = NumericsError(what, day).what();
        return false;
    }

    /// Visits up to a day of the last step.
    void look(ArrowPack& pack, int slot, double until)
    {
        auto const& visits = case_->schedule.visits;
        for (; visit_ < visits.size() && visits[visit_] <= until && !case_->observer->over();
             ++visit_)
            case_->observer->visit(snapshot(pack, slot, visits[visit_]));
    }

    /// The subject at a day of the last step.
    Snapshot snapshot(ArrowPack& pack, int slot, double day)
    {
        double const before = pack.previous_time(slot), length = pack.time(slot) - before;
        bool const now = day >= pack.time(slot) || length <= 0;
        double const theta = now ? 1 : (day - before) / length;
        auto border = [&](int k) {
            return now ? pack.border(slot, k) : pack.border_at(slot, k, theta);
        };
        auto block = [&](int i, int k) {
            return now ? pack.block(slot, i, k) : pack.block_at(slot, i, k, theta);
        };
        int const shared = layout_->border(), own = layout_->block();
        int const activities = activity_integrals(*layout_);
        for (int k = 0; k < shared; ++k)
            state_[at(k)] = border(k);
        for (int k = 0; k < activities; ++k)
            quadrature_[at(k)] = border(shared + k);
        for (int i = 0; i < layout_->lesions; ++i) {
            for (int k = 0; k < own; ++k)
                state_[at(layout_->lesion(i) + k)] = block(i, k);
            for (int k = 0; k < dose_integrals; ++k)
                quadrature_[at(activities + dose_integrals * i + k)] = block(i, own + k);
        }
        return {.day = day, .subject = case_->subject, .state = state_, .quadrature = quadrature_};
    }

    /// Everything that is due now but visits: infusions that end, then doses.
    bool meet_events(ArrowPack& pack, int slot, double now)
    {
        for (auto const& infusion : running_)
            if (infusion.until_d <= now)
                change_infusion(pack, slot, infusion.dose, -1);
        std::erase_if(running_, [now](Running const& infusion) { return infusion.until_d <= now; });
        auto const& doses = case_->schedule.doses;
        for (; dose_ < doses.size() && doses[dose_].day <= now; ++dose_)
            if (case_->observer->allows(doses[dose_], snapshot(pack, slot, now))) {
                give(pack, slot, doses[dose_], now);
                case_->observer->given(doses[dose_]);
            }
        end_ = case_->schedule.horizon_d;
        if (now >= end_)
            return false;
        if (dose_ < doses.size())
            end_ = std::min(end_, doses[dose_].day);
        for (auto const& infusion : running_)
            end_ = std::min(end_, infusion.until_d);
        pack.set_end(slot, end_);
        return true;
    }

    [[nodiscard]] double ligand_of(Dose const& dose) const
    {
        return dose.radioactive() ? given_nmol(case_->subject->agents[at(dose.agent)], dose.amount,
                                               dose.ligand_nmol)
                                  : 0;
    }

    void change_infusion(ArrowPack& pack, int slot, Dose const& dose, int sign)
    {
        auto change = [&](int parameter, double amount) {
            double const rate = sign * amount / dose.infusion_d;
            double& running = pack.border_parameter(slot, parameter);
            running += rate;
            if (std::abs(running) < 1e-9 * std::abs(rate))
                running = 0;
        };
        int const drugs = layout_->agents + layout_->ligands;
        change(dose.radioactive() ? dose.agent : drugs + dose.agent, dose.amount);
        if (double const ligand = ligand_of(dose); ligand > 0)
            change(layout_->agents + layout_->ligand_number(dose.agent), ligand);
        start_gently(pack, slot, dose);
    }

    /// Changes the states at once.
    void intervene(ArrowPack& pack, int slot, Intervention const& intervention, double now)
    {
        static_cast<void>(snapshot(pack, slot, now));
        apply(intervention, *case_->subject, living_, state_);
        for (int k = 0; k < layout_->border(); ++k)
            pack.border(slot, k) = state_[at(k)];
        for (int i = 0; i < layout_->lesions; ++i) {
            for (int k = 0; k < layout_->block(); ++k)
                pack.block(slot, i, k) = state_[at(layout_->lesion(i) + k)];
            pack.block_parameter(slot, i, 0) = living_[at(i)].positive;
            pack.block_parameter(slot, i, 1) = living_[at(i)].negative;
        }
        start_gently(pack, slot, after_intervention_);
    }

    void give(ArrowPack& pack, int slot, Dose const& dose, double now)
    {
        if (dose.means == Means::intervention)
            return intervene(pack, slot, case_->schedule.interventions[at(dose.agent)], now);
        if (dose.means == Means::partner) {
            pack.border(slot, layout_->partner(dose.agent)) += dose.amount;
            return start_gently(pack, slot, dose);
        }
        if (!dose.radioactive()) {
            double& first = pack.border_parameter(slot, layout_->agents + layout_->ligands +
                                                            layout_->antibodies + dose.agent);
            first = std::min(first, now);
        }
        if (dose.infusion_d > 0) {
            change_infusion(pack, slot, dose, +1);
            running_.push_back({now + dose.infusion_d, dose});
            return;
        }
        pack.border(slot, dose.radioactive() ? layout_->agent_offset[at(dose.agent)]
                                             : layout_->antibody_offset[at(dose.agent)]) +=
            dose.amount;
        if (double const ligand = ligand_of(dose); ligand > 0)
            pack.border(slot, layout_->ligand_offset[at(dose.agent)]) += ligand;
        start_gently(pack, slot, dose);
    }

    void start_gently(ArrowPack& pack, int slot, Dose const& dose)
    {
        start_gently(pack, slot, dose.radioactive() ? after_activity_ : after_antibody_);
    }
    void start_gently(ArrowPack& pack, int slot, FirstStep& first)
    {
        pack.set_next_step(slot, std::min(pack.next_step(slot), first.length_d));
        after_event_ = &first;
    }

    /// What crosses its bound first in the last step.
    [[nodiscard]] Root first_root(ArrowPack& pack, int slot) const
    {
        Root first;
        auto consider = [&](int lesion, LesionState clone, auto&& value) {
            if (value(1.0) > 0)
                return;
            double const day = crossing(pack, slot, value);
            if (day < first.day)
                first = {lesion, clone, day};
        };
        for (int i = 0; i < layout_->lesions; ++i)
            for (auto clone : {log_viable_positive, log_viable_negative})
                if ((clone == log_viable_positive ? living_[at(i)].positive
                                                  : living_[at(i)].negative) > 0)
                    consider(i, clone, [&](double theta) {
                        return (theta == 1 ? pack.block(slot, i, clone)
                                           : pack.block_at(slot, i, clone, theta)) -
                               immune::ln_one_cell;
                    });
        int const hazard = layout_->body(death_hazard);
        consider(layout_->lesions, log_viable_positive, [&](double theta) {
            return case_->death_threshold -
                   (theta == 1 ? pack.border(slot, hazard) : pack.border_at(slot, hazard, theta));
        });
        return first;
    }

    /// The last day known at which a value is positive that is not at the end of the step.
    template <class Value>
    [[nodiscard]] static double crossing(ArrowPack const& pack, int slot, Value&& value)
    {
        double above = 0, below = 1;
        for (int i = 0; i < 20; ++i) {
            double const middle = 0.5 * (above + below);
            (value(middle) > 0 ? above : below) = middle;
        }
        double const before = pack.previous_time(slot);
        return before + above * (pack.time(slot) - before);
    }

    bool meet_root(ArrowPack& pack, int slot, Root const& root)
    {
        if (root.lesion == layout_->lesions) {
            case_->observer->died(snapshot(pack, slot, root.day));
            return false;
        }
        pack.go_back(slot, root.day);
        bool const positive = root.clone == log_viable_positive;
        auto& living = living_[at(root.lesion)];
        (positive ? living.positive : living.negative) = 0;
        pack.block_parameter(slot, root.lesion, positive ? 0 : 1) = 0;
        pack.block(slot, root.lesion, root.clone) = immune::ln_one_cell;
        return root.day < end_ || meet_events(pack, slot, root.day);
    }

    Case* case_;
    Layout const* layout_;
    std::vector<LivingClones<double>> living_;
    std::vector<double> state_, quadrature_;
    std::vector<Running> running_;
    std::size_t visit_ = 0, dose_ = 0;
    double end_ = 0;
    FirstStep after_activity_{1e-3}, after_antibody_{1e-2}, after_intervention_{1e-3};
    FirstStep* after_event_ = nullptr;
};

}   // namespace radici::patient::detail
