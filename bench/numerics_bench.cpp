// What one Newton matrix costs: the block arrow of a patient (40 shared unknowns, 25 a lesion)
// against the same matrix as a dense one (Eigen's PartialPivLU), and the derivative sweep that
// fills it.
#include <cmath>
#include <vector>

#include <Eigen/LU>
#include <benchmark/benchmark.h>

#include "radici/base/random.hpp"
#include "radici/numerics/block_arrow.hpp"
#include "radici/numerics/dual.hpp"
#include "radici/numerics/stiff.hpp"

namespace {

using namespace radici::numerics;

/// As a lesion's Jacobian: six border columns and rows touched, `fill` of the entries inside a
/// block.
BlockArrow patient_like(int lesions, double fill)
{
    radici::RandomStream random(7, 0, "bench");
    BlockArrow a({.border = 40, .blocks = lesions, .block = 25});
    for (int i = 0; i < 40; ++i)
        for (int j = 0; j < 40; ++j)
            if (random.uniform() < fill || i == j)
                a.border(i, j) = -random.exponential();
    for (int b = 0; b < lesions; ++b)
        for (int i = 0; i < 25; ++i) {
            for (int j = 0; j < 25; ++j)
                if (random.uniform() < fill || i == j)
                    a.diagonal(b, i, j) = random.normal();
            for (int k = 0; k < 6; ++k) {
                a.right(b, i, 5 * k) = random.normal();
                a.bottom(b, 6 * k, i) = random.normal();
            }
        }
    return a;
}

Eigen::MatrixXd dense(BlockArrow const& a, double gamma)
{
    int const n = a.shape().size();
    Eigen::MatrixXd m(n, n);
    Eigen::VectorXd unit = Eigen::VectorXd::Zero(n);
    for (int c = 0; c < n; ++c) {
        unit(c) = 1;
        a.multiply(unit.data(), &m(0, c));
        unit(c) = 0;
    }
    return Eigen::MatrixXd::Identity(n, n) - gamma * m;
}

void BM_ArrowFactor(benchmark::State& state)
{
    auto a =
        patient_like(static_cast<int>(state.range(0)), 0.01 * static_cast<double>(state.range(1)));
    for (auto _ : state)
        benchmark::DoNotOptimize(a.factor_newton(0.05));
}
BENCHMARK(BM_ArrowFactor)->ArgsProduct({{1, 8, 32}, {20, 100}})->ArgNames({"lesions", "fill%"});

void BM_ArrowSolve(benchmark::State& state)
{
    auto a = patient_like(static_cast<int>(state.range(0)), 1);
    std::vector<double> const b(static_cast<std::size_t>(a.shape().size()), 1.0);
    std::vector<double> x(b);
    if (!a.factor_newton(0.05))
        state.SkipWithError("singular");
    for (auto _ : state) {
        std::copy(b.begin(), b.end(), x.begin());
        a.solve(x.data());
        benchmark::DoNotOptimize(x.data());
    }
}
BENCHMARK(BM_ArrowSolve)->Arg(1)->Arg(8)->Arg(32)->ArgName("lesions");

void BM_EigenDenseFactor(benchmark::State& state)
{
    auto const m = dense(patient_like(static_cast<int>(state.range(0)), 1), 0.05);
    Eigen::PartialPivLU<Eigen::MatrixXd> lu(m.rows());
    for (auto _ : state) {
        lu.compute(m);
        benchmark::DoNotOptimize(lu.matrixLU().data());
    }
}
BENCHMARK(BM_EigenDenseFactor)->Arg(1)->Arg(8)->Arg(32)->ArgName("lesions");

void BM_EigenDenseSolve(benchmark::State& state)
{
    auto const m = dense(patient_like(static_cast<int>(state.range(0)), 1), 0.05);
    Eigen::PartialPivLU<Eigen::MatrixXd> const lu(m);
    Eigen::VectorXd const b = Eigen::VectorXd::Ones(m.rows());
    Eigen::VectorXd x(b);
    for (auto _ : state) {
        x = lu.solve(b);
        benchmark::DoNotOptimize(x.data());
    }
}
BENCHMARK(BM_EigenDenseSolve)->Arg(1)->Arg(8)->Arg(32)->ArgName("lesions");

/// The kind of arithmetic a lesion's rates are made of.
template <class T>
T rates(std::vector<T> const& y)
{
    using std::exp, std::log, std::pow;
    T sum(0.0);
    for (std::size_t i = 0; i + 2 < y.size(); ++i)
        sum += y[i] * y[i + 1] / (1.0 + y[i + 2]) - 0.1 * pow(y[i], 4.0) / (1.0 + pow(y[i], 4.0)) +
               log(1.0 + y[i]);
    return sum;
}

template <int N>
void BM_DualSweep(benchmark::State& state)
{
    std::vector<Dual<N>> y;
    for (int i = 0; i < 25; ++i)
        y.push_back(Dual<N>::variable(0.1 * i + 0.1, i % N));
    for (auto _ : state)
        benchmark::DoNotOptimize(rates(y));
    state.SetItemsProcessed(state.iterations() * N);   // columns of the Jacobian
}
BENCHMARK(BM_DualSweep<1>);
BENCHMARK(BM_DualSweep<4>);
BENCHMARK(BM_DualSweep<8>);
BENCHMARK(BM_DualSweep<16>);
BENCHMARK(BM_DualSweep<31>);
BENCHMARK(BM_DualSweep<32>);

void BM_PlainRates(benchmark::State& state)
{
    std::vector<double> y;
    for (int i = 0; i < 25; ++i)
        y.push_back(0.1 * i + 0.1);
    for (auto _ : state)
        benchmark::DoNotOptimize(rates(y));
}
BENCHMARK(BM_PlainRates);

/// What the solver itself costs: linear, so that rates and Jacobian are cheap; 8 blocks of 25.
struct LinearArrow : StiffSystem {
    BlockArrow a = patient_like(8, 0.2);
    LinearArrow()
    {
        for (int b = 0; b < 8; ++b)
            for (int i = 0; i < 25; ++i)
                a.diagonal(b, i, i) -= 20.0 * (i + 1);
        for (int i = 0; i < 40; ++i)
            a.border(i, i) -= 60;
    }
    ArrowShape shape() const override { return a.shape(); }
    void rates(double, double const* y, double* d) override { a.multiply(y, d); }
    void jacobian(double, double const*, BlockArrow& j) override { fill(j); }
    void fill(BlockArrow& j) const
    {
        for (int i = 0; i < 40; ++i)
            for (int k = 0; k < 40; ++k)
                j.border(i, k) = a.border(i, k);
        for (int b = 0; b < 8; ++b)
            for (int i = 0; i < 25; ++i) {
                for (int k = 0; k < 25; ++k)
                    j.diagonal(b, i, k) = a.diagonal(b, i, k);
                for (int k = 0; k < 6; ++k) {
                    j.right(b, i, 5 * k) = a.right(b, i, 5 * k);
                    j.bottom(b, 6 * k, i) = a.bottom(b, 6 * k, i);
                }
            }
    }
};

void BM_StiffLinear(benchmark::State& state)
{
    LinearArrow system;
    StiffSolver solver(system, {.relative_tolerance = 1e-4, .absolute_tolerance = {1e-6}});
    std::vector<double> const start(static_cast<std::size_t>(system.shape().size()), 1.0);
    for (auto _ : state) {
        solver.start(0, start);
        benchmark::DoNotOptimize(solver.advance(10));
    }
    auto const s = solver.statistics();
    auto const per_start = [&s](long n) {
        return static_cast<double>(n) / static_cast<double>(s.starts);
    };
    state.counters["steps"] = per_start(s.steps);
    state.counters["factorisations"] = per_start(s.factorisations);
    state.counters["newton"] = per_start(s.newton_iterations);
}
BENCHMARK(BM_StiffLinear);

}   // namespace
