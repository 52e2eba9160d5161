#pragma once
#include <limits>
#include <span>
#include <vector>

#include "radici/numerics/detail/small_lu.hpp"
#include "radici/numerics/lanes/arrow_step.hpp"

namespace radici::numerics::lanes {

/// A system on its way: everything of it that is not in lanes.
struct ArrowSystem {
    int blocks = 0;
    double time = 0;
    double step = 0;              ///< of the next attempt
    double end = 0;               ///< attempts stop exactly here
    std::vector<double> border;   ///< unknowns: states, then integrals
    std::vector<double> block;    ///< unknowns of block 0, of block 1, …
    std::vector<double> border_parameters, block_parameters;   ///< in the same manner
    std::vector<double> border_constants, block_constants;     ///< one a constant of the trace
};

/// Many systems of one structure and any number of blocks, stepped side by side: a border a lane in
/// one strip, a block a lane in others. Each has its own time, step size and error control, and no
/// number of it depends on its neighbours, so it takes the same steps to the same bytes in any
/// company and at any width.
///   error   sqrt(Σ (u₆/(atol + rtol max(|y|, |y_next|)))²/n) over all states of a system ≤ 1;
///           the next step is 0.9·error^(−1/4) times as long, 0.2 to 6 times
class ArrowPack {
public:
    explicit ArrowPack(ArrowStep const& step, Width width = lanes::width());

    static constexpr int capacity = strip;
    [[nodiscard]] int size() const { return static_cast<int>(system_.size()); }

    /// Adds a system; its slot is size() − 1. Slots behind a removed one move up.
    void add(ArrowSystem system);
    void remove(int slot);

    enum class Outcome { accepted, rejected, failed };
    /// One attempt in every slot; all must have time < end. Failed: the step became too small.
    void step();
    [[nodiscard]] Outcome outcome(int slot) const { return lane_[at(slot)].outcome; }
    [[nodiscard]] double time(int slot) const { return system_[at(slot)].time; }
    /// Where the accepted step began.
    [[nodiscard]] double previous_time(int slot) const { return lane_[at(slot)].before; }

    /// Unknowns at the end of the accepted step. What is written counts from the next step on.
    [[nodiscard]] double& border(int slot, int unknown);
    [[nodiscard]] double& block(int slot, int block, int unknown);
    /// Of the accepted step, 0 ≤ theta ≤ 1; only until the next step(), add() or remove(), and
    /// until the unknown is written to.
    [[nodiscard]] double border_at(int slot, int unknown, double theta) const;
    [[nodiscard]] double block_at(int slot, int block, int unknown, double theta) const;

    [[nodiscard]] double& border_parameter(int slot, int which);
    [[nodiscard]] double& block_parameter(int slot, int block, int which);
    /// Puts a system at an earlier moment of its accepted step, for an event found there.
    void go_back(int slot, double time);
    void set_end(int slot, double end) { system_[at(slot)].end = end; }
    [[nodiscard]] double next_step(int slot) const { return system_[at(slot)].step; }
    void set_next_step(int slot, double step) { system_[at(slot)].step = step; }
    [[nodiscard]] long steps() const { return steps_; }   ///< attempts of all systems

private:
    struct Lane {
        Outcome outcome = Outcome::rejected;
        bool was_rejected = false;
        bool reaches_end = false;
        double before = 0, tried = 0;
        int first_block = 0;
    };
    struct Place {
        double* strip;
        int lane;
    };

    static std::size_t at(int i) { return static_cast<std::size_t>(i); }
    void gather();    ///< systems into lanes
    void scatter();   ///< lanes back into systems
    [[nodiscard]] Place block_place(int slot, int block) const;
    [[nodiscard]] double& cell(Place place, int which) const
    {
        return place.strip[which * strip + place.lane];
    }
    [[nodiscard]] double interpolate(HalfCells const& cells, Place place, int unknown,
                                     double theta) const;
    void begin_steps();
    void run_blocks(Program const& program);
    void run_border(Program const& program);
    void to_blocks(int border_first, int block_first, int count);
    void sum_blocks(int block_first, int border_first, int count);
    void judge();
    void accept(int slot);

    ArrowStep const* programs_;
    Width width_;
    std::vector<ArrowSystem> system_;
    std::vector<Lane> lane_;
    std::vector<int> owner_;   ///< system of each block lane
    numerics::detail::AlignedDoubles border_, blocks_, scratch_;
    std::size_t block_strips_ = 0, reserved_strips_ = 0;
    bool gathered_ = false;
    long steps_ = 0;
};

}   // namespace radici::numerics::lanes
