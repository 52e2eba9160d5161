#include "radici/immune/untreated.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/error.hpp"
#include "radici/numerics/block_arrow.hpp"
#include "radici/numerics/dual.hpp"

namespace radici::immune {
namespace {

constexpr int lesion_size = LesionImmuneState<double>::size;
constexpr int pool_size = Pool<double>::size;
constexpr int interferon = 3;   // places in lesion_immune_labels
constexpr int mature_dendritic = 4;

/// Rates of all lesions and pools with frozen volumes, and their Jacobian.
/// Unknowns: [pools | lesion 0 | lesion 1 | …].
class FrozenTumours {
public:
    FrozenTumours(ImmuneParameters const& parameters, AntigenOverlap const& overlap,
                  std::span<double const> volume_mm3)
        : p_(parameters),
          overlap_(overlap),
          volume_mm3_(volume_mm3),
          shape_{.border = pool_size * overlap.pools(),
                 .blocks = overlap.lesions,
                 .block = lesion_size}
    {
    }

    [[nodiscard]] numerics::ArrowShape shape() const { return shape_; }

    [[nodiscard]] std::vector<double> start() const
    {
        std::vector<double> y(static_cast<std::size_t>(shape_.size()), 0.0);
        for (int i = 0; i < overlap_.lesions; ++i)
            transplant_start(p_, volume_mm3_[i]).to(&y[shape_.offset(i)]);
        return y;
    }

    [[nodiscard]] Pool<double> pool(std::vector<double> const& y, int j) const
    {
        double const* at = &y[static_cast<std::size_t>(j) * pool_size];
        return {at[0], at[1], at[2]};
    }

    [[nodiscard]] double met_cells(std::vector<double> const& y, int i) const
    {
        double met = 0;
        for (int j = 0; j < overlap_.pools(); ++j)
            met += overlap_.between(i, j) * homing_cells_per_uL(p_.adaptive, pool(y, j));
        return met;
    }

    void evaluate(std::vector<double> const& y, std::vector<double>& rate, numerics::BlockArrow& j)
    {
        j.set_zero();
        priming_.assign(overlap_.pools(), 0.0);
        homing_.assign(overlap_.pools(), 0.0);
        lesion_.clear();
        for (int i = 0; i < overlap_.lesions; ++i)
            add_lesion(y, i, rate, j);
        for (int k = 0; k < overlap_.pools(); ++k)
            add_pool(y, k, rate, j);
    }

private:
    /// What a lesion does to the pools, with slopes.
    struct LesionOut {
        double priming_by_dendritic;
        double homing_by_interferon;
    };

    void add_lesion(std::vector<double> const& y, int i, std::vector<double>& rate,
                    numerics::BlockArrow& j)
    {
        using D = numerics::Dual<lesion_size + 1>;   // own states, and the cells it meets
        std::array<D, lesion_size> state;
        for (int n = 0; n < lesion_size; ++n)
            state[n] = D::variable(y[shape_.offset(i) + n], n);
        LesionCoupling<D> coupling;
        coupling.met_cells_per_uL = D::variable(met_cells(y, i), lesion_size);
        auto const out = lesion_immune_rates(p_, LesionImmuneState<D>::from(state.data()),
                                             untreated_drive(D(volume_mm3_[i])), coupling);
        std::array<D, lesion_size> slope;
        out.rate.to(slope.data());
        for (int r = 0; r < lesion_size; ++r) {
            rate[shape_.offset(i) + r] = slope[r].value;
            for (int c = 0; c < lesion_size; ++c)
                j.diagonal(i, r, c) = slope[r].slope[c];
            double const by_met = slope[r].slope[lesion_size];
            for (int k = 0; by_met != 0 && k < overlap_.pools(); ++k) {
                j.right(i, r, pool_size * k + 1) = by_met * overlap_.between(i, k);
                j.right(i, r, pool_size * k + 2) =
                    by_met * overlap_.between(i, k) * p_.adaptive.memory_homing;
            }
        }
        priming_[overlap_.pool_of(i)] += out.priming.value;
        for (int k = 0; k < overlap_.pools(); ++k)
            homing_[k] += overlap_.between(i, k) * out.homing_per_d.value;
        lesion_.push_back(
            {out.priming.slope[mature_dendritic], out.homing_per_d.slope[interferon]});
    }

    void add_pool(std::vector<double> const& y, int k, std::vector<double>& rate,
                  numerics::BlockArrow& j)
    {
        using D = numerics::Dual<pool_size + 3>;   // own states, priming, homing, recalled memory
        double recalled = 0;
        for (int m = 0; m < overlap_.pools(); ++m)
            recalled += overlap_.between(k, m) * pool(y, m).memory_per_uL;
        Pool<double> const now = pool(y, k);
        PoolDrive<D> drive;
        drive.priming = D::variable(priming_[k], 3);
        drive.homing_per_d = D::variable(homing_[k], 4);
        drive.recalled_memory_per_uL = D::variable(recalled, 5);
        auto const out =
            pool_rates<D>(p_.adaptive,
                          {D::variable(now.node_per_uL, 0), D::variable(now.blood_per_uL, 1),
                           D::variable(now.memory_per_uL, 2)},
                          drive);
        std::array<D, pool_size> const slope{out.node_per_uL, out.blood_per_uL, out.memory_per_uL};
        for (int r = 0; r < pool_size; ++r) {
            int const row = pool_size * k + r;
            rate[row] = slope[r].value;
            for (int c = 0; c < pool_size; ++c)
                j.border(row, pool_size * k + c) += slope[r].slope[c];
            for (int m = 0; m < overlap_.pools(); ++m)
                j.border(row, pool_size * m + 2) += slope[r].slope[5] * overlap_.between(k, m);
            for (int i = 0; i < overlap_.lesions; ++i) {
                if (overlap_.pool_of(i) == k)
                    j.bottom(i, row, mature_dendritic) =
                        slope[r].slope[3] * lesion_[i].priming_by_dendritic;
                j.bottom(i, row, interferon) =
                    slope[r].slope[4] * overlap_.between(i, k) * lesion_[i].homing_by_interferon;
            }
        }
    }

    ImmuneParameters const& p_;
    AntigenOverlap const& overlap_;
    std::span<double const> volume_mm3_;
    numerics::ArrowShape shape_;
    std::vector<double> priming_, homing_;   ///< by pool
    std::vector<LesionOut> lesion_;
};

/// The largest rate beside the size of its state, in 1/d.
double residual(std::vector<double> const& y, std::vector<double> const& rate)
{
    double worst = 0;
    for (std::size_t n = 0; n < y.size(); ++n)
        worst = std::max(worst, std::abs(rate[n]) / (std::abs(y[n]) + 1e-9));
    return worst;
}

}   // namespace

LesionImmuneState<double> transplant_start(ImmuneParameters const& parameters, double volume_mm3)
{
    auto const& treg = parameters.regulatory;
    LesionImmuneState<double> state;
    state.visibility.mhc = 1;
    state.visibility.pdl1 = parameters.visibility.pdl1_baseline;
    state.regulatory_1e6 =
        treg.source_1e6_per_mm3_d * (volume_mm3 + parameters.guard_volume_mm3) / treg.loss_per_d;
    state.myeloid_suppression = 1;
    return state;
}

UntreatedState untreated_fixed_point(ImmuneParameters const& parameters,
                                     AntigenOverlap const& overlap,
                                     std::span<double const> volume_mm3)
{
    RADICI_EXPECT(static_cast<int>(volume_mm3.size()) == overlap.lesions);
    FrozenTumours tumours{parameters, overlap, volume_mm3};
    auto y = tumours.start();
    auto const shape = tumours.shape();
    numerics::BlockArrow jacobian{shape};
    std::vector<double> rate(y.size()), step(y.size());
    tumours.evaluate(y, rate, jacobian);

    double const converged_per_d = 1e-10;
    double left = residual(y, rate);
    double h_d = 1;
    int steps = 0;
    for (; left > converged_per_d; ++steps) {
        if (steps == 500)
            throw NumericsError("the untreated tumour finds no immune balance", 0);
        std::transform(rate.begin(), rate.end(), step.begin(), [&](double r) { return h_d * r; });
        if (!jacobian.factor_newton(h_d))
            throw NumericsError("the untreated tumour's immune balance is singular", 0);
        jacobian.solve(step.data());
        for (std::size_t n = 0; n < y.size(); ++n)
            y[n] = std::max(y[n] + step[n], 0.1 * y[n]);   // a step may shrink a state, not lose it
        tumours.evaluate(y, rate, jacobian);
        double const now = residual(y, rate);
        h_d *= std::clamp(left / now, 0.3, 3.0);
        left = now;
    }

    for (double& state : y)   // what the linear solves leave of states that are empty at rest
        if (state < 1e-15)
            state = 0;

    UntreatedState result;
    result.steps = steps;
    for (int j = 0; j < overlap.pools(); ++j)
        result.pool.push_back(tumours.pool(y, j));
    for (int i = 0; i < overlap.lesions; ++i) {
        result.lesion.push_back(LesionImmuneState<double>::from(&y[shape.offset(i)]));
        LesionCoupling<double> coupling;
        coupling.met_cells_per_uL = tumours.met_cells(y, i);
        result.kill_per_d.push_back(lesion_immune_rates(parameters, result.lesion.back(),
                                                        untreated_drive(volume_mm3[i]), coupling)
                                        .kill_per_d);
    }
    return result;
}

}   // namespace radici::immune
