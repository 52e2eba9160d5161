#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <tuple>
#include <vector>

#include "radici/numerics/lanes/trace.hpp"

namespace radici::numerics::lanes {

/// Expressions without copies: asking twice for the same operation on the same operands gives the
/// same number. Identities of 0 and 1 are used, signs move outwards, a quotient is a product with a
/// reciprocal; nothing else is rearranged, so that results do not depend on what a graph holds
/// besides.
class Expressions {
public:
    enum class Op : std::uint8_t {
        cell,       ///< a: which number of the lane's memory
        constant,   ///< a: which
        literal,    ///< a: index into `literals`
        add,
        subtract,
        multiply,
        negate,
        reciprocal,
        exp,
        log,
        max,
        greater,       ///< 1 where a > b, else 0
        curve_value,   ///< b: which curve
        curve_slope
    };
    struct Node {
        Op op = Op::literal;
        int a = -1, b = -1;
    };

    Expressions();
    [[nodiscard]] Node const& node(int id) const { return nodes_[static_cast<std::size_t>(id)]; }
    [[nodiscard]] int size() const { return static_cast<int>(nodes_.size()); }
    [[nodiscard]] std::vector<double> const& literals() const { return literals_; }
    static constexpr int literal_capacity = 64;   ///< more is a fault of the caller

    [[nodiscard]] int zero() const { return 0; }
    [[nodiscard]] int one() const { return 1; }
    [[nodiscard]] int literal(double value);
    [[nodiscard]] int cell(int which) { return make(Op::cell, which); }
    [[nodiscard]] int constant(int which) { return make(Op::constant, which); }
    [[nodiscard]] int add(int a, int b);
    [[nodiscard]] int subtract(int a, int b);
    [[nodiscard]] int multiply(int a, int b);
    [[nodiscard]] int negate(int a);
    [[nodiscard]] int reciprocal(int a);
    [[nodiscard]] int exp(int a) { return make(Op::exp, a); }
    [[nodiscard]] int log(int a) { return make(Op::log, a); }
    [[nodiscard]] int max(int a, int b) { return make(Op::max, a, b); }
    [[nodiscard]] int greater(int a, int b) { return make(Op::greater, a, b); }
    [[nodiscard]] int curve_value(int a, int curve) { return make(Op::curve_value, a, curve); }
    [[nodiscard]] int curve_slope(int a, int curve) { return make(Op::curve_slope, a, curve); }

    /// The outputs of a trace.
    /// @param input, constant  expression of each input and each constant
    /// @param first_curve      where its curves stand among those of the program
    [[nodiscard]] std::vector<int> outputs_of(Trace const& trace, std::span<int const> input,
                                              std::span<int const> constant, int first_curve);

    /// How many operands a node has that are nodes.
    [[nodiscard]] static int operands(Op op);

private:
    int make(Op op, int a, int b = -1);
    std::vector<Node> nodes_;
    std::vector<double> literals_;
    std::map<std::tuple<Op, int, int>, int> known_;
};

}   // namespace radici::numerics::lanes
