#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "radici/numerics/lanes/expressions.hpp"

namespace radici::numerics::lanes {

/// An expression and the cell of the lane's memory that gets its value.
struct Store {
    int expression;
    int cell;
};

/// A straight line of instructions over many lanes at once, for Machine. Sums of products become
/// one instruction each, with fused multiply-add; which products are fused depends on the
/// expressions alone.
class Program {
public:
    /// Words: an operation, its result, its operands; see detail/instruction.hpp.
    [[nodiscard]] std::span<std::uint32_t const> code() const { return code_; }
    /// Numbers a lane needs for intermediate results.
    [[nodiscard]] int scratch() const { return scratch_; }
    [[nodiscard]] int instructions() const { return instructions_; }

    /// Reads of a cell see its value from before the program, even where the program stores to it.
    /// @param constant_cell  where a constant that differs between lanes lies, −1 for one that is
    ///                       the same for all; this changes where it is read, never a result
    [[nodiscard]] static Program compile(Expressions const& graph, std::span<Store const> stores,
                                         std::span<int const> constant_cell = {});

private:
    std::vector<std::uint32_t> code_;
    int scratch_ = 0;
    int instructions_ = 0;
    friend class Compiler;
};

}   // namespace radici::numerics::lanes
