#pragma once
#include <functional>
#include <utility>

#include "reference/stiff.hpp"

namespace radici::test {

/// A StiffSystem put together from lambdas.
struct LambdaSystem : reference::StiffSystem {
    explicit LambdaSystem(numerics::ArrowShape s) : arrow(s) {}

    numerics::ArrowShape shape() const override { return arrow; }
    void rates(double t, double const* y, double* dydt) override { f(t, y, dydt); }
    void jacobian(double t, double const* y, numerics::BlockArrow& j) override { df(t, y, j); }
    int root_count() const override { return root_functions; }
    void roots(double t, double const* y, double* g) override { root(t, y, g); }
    int quadrature_count() const override { return integrands; }
    void quadratures(double t, double const* y, double* q) override { dq(t, y, q); }

    numerics::ArrowShape arrow;
    int root_functions = 0;
    int integrands = 0;
    std::function<void(double, double const*, double*)> f, root, dq;
    std::function<void(double, double const*, numerics::BlockArrow&)> df;
};

/// dy/dt = −rate·y, one unknown.
struct Decay : LambdaSystem {
    explicit Decay(double rate = 1) : LambdaSystem({.border = 1, .blocks = 0, .block = 0})
    {
        f = [rate](double, double const* y, double* dydt) { dydt[0] = -rate * y[0]; };
        df = [rate](double, double const*, numerics::BlockArrow& j) { j.border(0, 0) = -rate; };
    }
};

}   // namespace radici::test
