#include "radici/numerics/lanes/expressions.hpp"

#include <algorithm>
#include <utility>

#include "radici/base/error.hpp"

namespace radici::numerics::lanes {

Expressions::Expressions()
{
    (void)literal(0.0);
    (void)literal(1.0);
}

int Expressions::make(Op op, int a, int b)
{
    auto const [place, is_new] = known_.try_emplace({op, a, b}, size());
    if (is_new)
        nodes_.push_back({op, a, b});
    return place->second;
}

int Expressions::literal(double value)
{
    auto const found = std::find(literals_.begin(), literals_.end(), value);
    auto const index = static_cast<int>(found - literals_.begin());
    if (found == literals_.end())
        literals_.push_back(value);
    RADICI_EXPECT(index < literal_capacity);
    return make(Op::literal, index);
}

int Expressions::add(int a, int b)
{
    if (a == zero())
        return b;
    if (b == zero())
        return a;
    if (node(b).op == Op::negate)
        return subtract(a, node(b).a);
    if (node(a).op == Op::negate)
        return subtract(b, node(a).a);
    return make(Op::add, std::min(a, b), std::max(a, b));
}

int Expressions::subtract(int a, int b)
{
    if (b == zero())
        return a;
    if (a == zero())
        return negate(b);
    if (a == b)
        return zero();
    if (node(b).op == Op::negate)
        return add(a, node(b).a);
    if (node(a).op == Op::negate)
        return negate(add(node(a).a, b));
    return make(Op::subtract, a, b);
}

int Expressions::multiply(int a, int b)
{
    if (a == zero() || b == zero())
        return zero();
    if (a == one())
        return b;
    if (b == one())
        return a;
    if (node(a).op == Op::negate)
        return negate(multiply(node(a).a, b));
    if (node(b).op == Op::negate)
        return negate(multiply(a, node(b).a));
    return make(Op::multiply, std::min(a, b), std::max(a, b));
}

int Expressions::negate(int a)
{
    if (a == zero())
        return a;
    if (node(a).op == Op::negate)
        return node(a).a;
    if (node(a).op == Op::subtract)
        return make(Op::subtract, node(a).b, node(a).a);
    return make(Op::negate, a);
}

int Expressions::reciprocal(int a)
{
    if (a == one())
        return a;
    if (node(a).op == Op::negate)
        return negate(reciprocal(node(a).a));
    if (node(a).op == Op::reciprocal)
        return node(a).a;
    return make(Op::reciprocal, a);
}

int Expressions::operands(Op op)
{
    switch (op) {
    case Op::cell:
    case Op::constant:
    case Op::literal:
        return 0;
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::max:
    case Op::greater:
        return 2;
    default:
        return 1;
    }
}

std::vector<int> Expressions::outputs_of(Trace const& trace, std::span<int const> input,
                                         std::span<int const> constant_value, int first_curve)
{
    std::vector<int> id;
    auto of = [&](int at) {
        return at == Trace::zero  ? zero()
               : at == Trace::one ? one()
                                  : id[static_cast<std::size_t>(at)];
    };
    for (auto const& [op, a, b] : trace.nodes) {
        switch (op) {
        case Trace::Op::input:
            id.push_back(input[static_cast<std::size_t>(a)]);
            break;
        case Trace::Op::constant:
            id.push_back(constant_value[static_cast<std::size_t>(a)]);
            break;
        case Trace::Op::add:
            id.push_back(add(of(a), of(b)));
            break;
        case Trace::Op::subtract:
            id.push_back(subtract(of(a), of(b)));
            break;
        case Trace::Op::multiply:
            id.push_back(multiply(of(a), of(b)));
            break;
        case Trace::Op::divide:
            id.push_back(multiply(of(a), reciprocal(of(b))));
            break;
        case Trace::Op::exp:
            id.push_back(exp(of(a)));
            break;
        case Trace::Op::log:
            id.push_back(log(of(a)));
            break;
        case Trace::Op::max:
            id.push_back(max(of(a), of(b)));
            break;
        case Trace::Op::curve:
            id.push_back(curve_value(of(a), first_curve + b));
            break;
        }
    }
    std::vector<int> outputs;
    for (int output : trace.outputs)
        outputs.push_back(of(output));
    return outputs;
}

}   // namespace radici::numerics::lanes
