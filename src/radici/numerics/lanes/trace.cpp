#include "radici/numerics/lanes/trace.hpp"

#include <bit>

#include "radici/base/error.hpp"

namespace radici::numerics::lanes {
namespace {

thread_local Trace* active = nullptr;

Trace& here()
{
    RADICI_EXPECT(active != nullptr);
    return *active;
}

}   // namespace

void Trace::clear()
{
    nodes.clear();
    constants.clear();
    curves.clear();
    outputs.clear();
    known_.clear();
}

int Trace::add(Op op, int a, int b)
{
    nodes.push_back({op, a, b});
    return static_cast<int>(nodes.size()) - 1;
}

int Trace::constant(double value)
{
    auto const [place, is_new] = known_.try_emplace(std::bit_cast<std::uint64_t>(value), 0);
    if (is_new) {
        constants.push_back(value);
        place->second = add(Op::constant, static_cast<int>(constants.size()) - 1);
    }
    return place->second;
}

Recording::Recording(Trace& trace) : before_(active)
{
    active = &trace;
}

Recording::~Recording()
{
    active = before_;
}

Traced::Traced(double constant)
    : id_(constant == 0   ? Trace::zero
          : constant == 1 ? Trace::one
                          : here().constant(constant))
{
}

Traced Traced::input(int which)
{
    return Traced(here().add(Trace::Op::input, which), 0);
}

Traced Traced::curve(UniformCurve const& curve, Traced x)
{
    auto& trace = here();
    std::size_t which = 0;
    while (which < trace.curves.size() && trace.curves[which] != &curve)
        ++which;
    if (which == trace.curves.size())
        trace.curves.push_back(&curve);
    return Traced(trace.add(Trace::Op::curve, x.id_, static_cast<int>(which)), 0);
}

void Traced::output() const
{
    here().outputs.push_back(id_);
}

Traced operator+(Traced a, Traced b)
{
    if (a.id_ == Trace::zero)
        return b;
    if (b.id_ == Trace::zero)
        return a;
    return Traced(here().add(Trace::Op::add, a.id_, b.id_), 0);
}

Traced operator-(Traced a, Traced b)
{
    if (b.id_ == Trace::zero)
        return a;
    return Traced(here().add(Trace::Op::subtract, a.id_, b.id_), 0);
}

Traced operator*(Traced a, Traced b)
{
    if (a.id_ == Trace::zero || b.id_ == Trace::zero)
        return {};
    if (a.id_ == Trace::one)
        return b;
    if (b.id_ == Trace::one)
        return a;
    return Traced(here().add(Trace::Op::multiply, a.id_, b.id_), 0);
}

Traced operator/(Traced a, Traced b)
{
    if (a.id_ == Trace::zero)
        return {};
    if (b.id_ == Trace::one)
        return a;
    return Traced(here().add(Trace::Op::divide, a.id_, b.id_), 0);
}

Traced exp(Traced x)
{
    return x.id_ == Trace::zero ? Traced(1.0) : Traced(here().add(Trace::Op::exp, x.id_), 0);
}

Traced log(Traced x)
{
    return x.id_ == Trace::one ? Traced() : Traced(here().add(Trace::Op::log, x.id_), 0);
}

Traced max(Traced a, Traced b)
{
    return Traced(here().add(Trace::Op::max, a.id_, b.id_), 0);
}

}   // namespace radici::numerics::lanes
