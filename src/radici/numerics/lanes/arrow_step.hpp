#pragma once
#include <array>
#include <span>
#include <vector>

#include "radici/numerics/lanes/machine.hpp"
#include "radici/numerics/lanes/rodas.hpp"
#include "radici/numerics/lanes/trace.hpp"

namespace radici::numerics::lanes {

/// What is known of one constant of a trace: the same number in every system, or one a lane.
struct LaneConstant {
    bool varies = false;
    double shared = 0;   ///< where it does not vary
};

/// One half of a system of block-arrow shape (block_arrow.hpp) as a trace.
///   block    inputs   its states, what it sees of the border, its parameters
///            outputs  the rates of its states and integrals, what the border sees of it
///   border   inputs   its states, the sums over blocks of what it sees of them, the time, its
///                     parameters
///            outputs  the rates of its states and integrals, what the blocks see of it (which may
///                     depend on its states and parameters alone)
/// Integrals are unknowns whose value nobody reads; they have no say in the step size.
struct ArrowHalf {
    Trace const* trace = nullptr;   ///< read by ArrowStep's constructor alone
    int states = 0;
    int integrals = 0;
    int parameters = 0;                       ///< change with events
    std::vector<double> absolute_tolerance;   ///< one a state
    std::vector<LaneConstant> constants;      ///< one a constant of the trace
    [[nodiscard]] int unknowns() const { return states + integrals; }
};

/// Where a lane's numbers lie.
struct HalfCells {
    int y = 0, next = 0;
    std::array<int, rodas::stages> u{};
    int seen = 0;        ///< inputs of a block from the border, at this stage
    int seen_step = 0;   ///< how they move with the solution of this stage
    int given = 0;       ///< what a block gives to the border (its sum in the border)
    int given_step = 0;
    int response = 0;   ///< entries of ∂(given)/∂(seen) through the block (their sums)
    int parameters = 0, constants = 0;
    int step = 0, time = 0, error = 0;
    int count = 0;   ///< of all cells
};

/// One step of RODAS for many systems of one structure, as programs: the driver runs them in order
/// and carries what crosses between the border and its blocks.
///   border.begin; block[0]; border[0]; block[1]; border[1]; … block[5]; border[5]; block.end
/// The linear systems are solved exactly: each block is eliminated with what it sees and gives as
/// its border, and the border is eliminated with the summed responses.
class ArrowStep {
public:
    ArrowStep(ArrowHalf const& block, ArrowHalf const& border, int seen, int given,
              double relative_tolerance);

    [[nodiscard]] HalfCells const& block_cells() const { return block_cells_; }
    [[nodiscard]] HalfCells const& border_cells() const { return border_cells_; }
    [[nodiscard]] int seen() const { return seen_; }
    [[nodiscard]] int given() const { return given_; }
    [[nodiscard]] int responses() const { return responses_; }
    [[nodiscard]] ArrowHalf const& block() const { return block_; }
    [[nodiscard]] ArrowHalf const& border() const { return border_; }

    Program border_begin, block_end;
    std::array<Program, rodas::stages> block_stage, border_stage;
    /// Scratch numbers a lane, for the largest of the programs.
    [[nodiscard]] int scratch() const;
    [[nodiscard]] Tables const& block_tables() const { return tables_[0]; }
    [[nodiscard]] Tables const& border_tables() const { return tables_[1]; }

private:
    ArrowHalf block_, border_;
    int seen_, given_, responses_ = 0;
    HalfCells block_cells_, border_cells_;
    std::vector<Tables> tables_;
};

}   // namespace radici::numerics::lanes
