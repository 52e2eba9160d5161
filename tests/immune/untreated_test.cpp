#include "radici/immune/untreated.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "immune/subject.hpp"
#include "radici/base/random.hpp"

using namespace radici;
using namespace radici::immune;
using radici::test::patient_data;

namespace {

ImmuneParameters man(std::string const& disease)
{
    auto set = patient_data({"human", disease});
    return read_immune_parameters(set);
}

/// Largest rate beside its state at a point, from the equations themselves.
double imbalance(ImmuneParameters const& p, AntigenOverlap const& overlap, UntreatedState const& at,
                 std::vector<double> const& volume)
{
    double worst = 0;
    auto const look = [&](double rate, double state) {
        worst = std::max(worst, std::abs(rate) / (std::abs(state) + 1e-6));
    };
    std::vector<double> priming, homing;
    for (int i = 0; i < overlap.lesions; ++i) {
        LesionCoupling<double> const coupling{
            .met_cells_per_uL = met_cells_per_uL(p.adaptive, overlap, i, at.pool.data())};
        auto const out = lesion_immune_rates(p, at.lesion[i], untreated_drive(volume[i]), coupling);
        std::array<double, LesionImmuneState<double>::size> y, rate;
        at.lesion[i].to(y.data());
        out.rate.to(rate.data());
        for (std::size_t n = 0; n < y.size(); ++n)
            look(rate[n], y[n]);
        priming.push_back(out.priming);
        homing.push_back(out.homing_per_d);
        EXPECT_DOUBLE_EQ(out.kill_per_d, at.kill_per_d[i]);
    }
    std::vector<Pool<double>> rate(at.pool.size());
    shared_immune_rates(p.adaptive, overlap, priming.data(), homing.data(), at.pool.data(),
                        SharedDrive<double>{}, rate.data());
    for (std::size_t j = 0; j < rate.size(); ++j) {
        look(rate[j].node_per_uL, at.pool[j].node_per_uL);
        look(rate[j].blood_per_uL, at.pool[j].blood_per_uL);
        look(rate[j].memory_per_uL, at.pool[j].memory_per_uL);
    }
    return worst;
}

}   // namespace

TEST(UntreatedFixedPoint, is_a_balance_for_any_overlap)
{
    std::vector<double> const volume{400, 3000, 20000};
    std::vector<double> const some{1, 0.4, 0, 0.4, 1, 0.7, 0, 0.7, 1};
    for (auto const& disease : test::human_diseases())
        for (double const hot : {1.0, 8.0}) {
            auto p = man(disease);
            p.danger.antigenicity *= hot;
            for (AntigenOverlap const& overlap :
                 {AntigenOverlap{.lesions = 3}, AntigenOverlap{.lesions = 3, .omega = some}}) {
                auto const start = untreated_fixed_point(p, overlap, volume);
                EXPECT_LT(imbalance(p, overlap, start, volume), 1e-8);
                for (auto const& lesion : start.lesion) {
                    EXPECT_EQ(lesion.danger.interferon, 0);
                    EXPECT_NEAR(lesion.visibility.mhc, 1, 1e-9);
                    EXPECT_NEAR(lesion.visibility.fas, 0, 1e-12);
                    EXPECT_NEAR(lesion.myeloid_suppression, 1, 1e-9);
                    EXPECT_GT(lesion.t_cells.effectors_1e6, 0);
                }
            }
        }
}

TEST(UntreatedFixedPoint, is_where_time_takes_a_naive_host)
{
    // frozen volumes, stepped for 20 years by the tests' own integrator (memory lives 1000 d)
    auto p = man("mcrpc");
    std::vector<double> const volume{3000};
    auto const start = untreated_fixed_point(p, {.lesions = 1}, volume);
    constexpr int n = LesionImmuneState<double>::size;
    std::array<double, n + 3> y{};
    transplant_start(p, volume[0]).to(y.data());
    y = test::integrate(y, 0, 7300, 73000, [&](double, auto const& now) {
        Pool<double> const pool{now[n], now[n + 1], now[n + 2]};
        auto const out = lesion_immune_rates(
            p, LesionImmuneState<double>::from(now.data()), untreated_drive(volume[0]),
            {.met_cells_per_uL = homing_cells_per_uL(p.adaptive, pool)});
        std::array<double, n + 3> rate;
        out.rate.to(rate.data());
        auto const shared = pool_rates<double>(p.adaptive, pool,
                                               {.priming = out.priming,
                                                .recalled_memory_per_uL = pool.memory_per_uL,
                                                .homing_per_d = out.homing_per_d});
        rate[n] = shared.node_per_uL;
        rate[n + 1] = shared.blood_per_uL;
        rate[n + 2] = shared.memory_per_uL;
        return rate;
    });
    auto const there = LesionImmuneState<double>::from(y.data());
    EXPECT_NEAR(there.t_cells.effectors_1e6 / start.lesion[0].t_cells.effectors_1e6, 1, 1e-4);
    EXPECT_NEAR(there.danger.antigen_1e6 / start.lesion[0].danger.antigen_1e6, 1, 1e-4);
    EXPECT_NEAR(y[n + 1] / start.pool[0].blood_per_uL, 1, 1e-4);
    EXPECT_NEAR(y[n + 2] / start.pool[0].memory_per_uL, 1, 1e-3);
}

TEST(UntreatedFixedPoint, of_most_drawn_patients_leaves_the_tumour_growing)
{
    // the spread of the data files; κ above 0.9·growth is drawn anew, and rarely (below 20 %)
    for (auto const& disease : test::human_diseases()) {
        auto set = patient_data({"human", disease});
        auto const base = read_immune_parameters(set);
        auto const cells = read_lesion_cells(set);
        auto const spread = [&](std::string_view key, std::string_view unit) {
            return set.get(key, unit).sd_ln.value_or(0);
        };
        double const antigenicity = spread("immune.antigenicity", "-");
        double const pdl1 = spread("immune.pdl1_baseline", "-");
        double const source = spread("immune.regulatory_source", "1e6 cells/mm3/d");
        double const growth = spread("tumour_cells.growth_rate", "1/d");
        EXPECT_GT(antigenicity, 0);
        int refused = 0;
        int const patients = 300;
        for (int n = 0; n < patients; ++n) {
            RandomStream draw{1, static_cast<std::uint64_t>(n), "untreated"};
            auto p = base;
            p.danger.antigenicity *= std::exp(antigenicity * draw.normal());
            p.visibility.pdl1_baseline *= std::exp(pdl1 * draw.normal());
            p.regulatory.source_1e6_per_mm3_d *= std::exp(source * draw.normal());
            auto own = cells;
            own.growth_per_d *= std::exp(growth * draw.normal());
            std::vector<double> volume;
            for (int i = 0; i < 1 + n % 16; ++i)
                volume.push_back(3000 * std::exp(draw.normal()));
            auto const start =
                untreated_fixed_point(p, {.lesions = static_cast<int>(volume.size())}, volume);
            bool grows = true;
            for (std::size_t i = 0; i < volume.size(); ++i)
                grows = grows && start.kill_per_d[i] <
                                     0.9 * growth_per_d(own, volume[i] + p.guard_volume_mm3);
            refused += !grows;
        }
        EXPECT_LT(refused, patients / 5) << disease;
    }
}

TEST(UntreatedFixedPoint, without_lymphocytes_is_empty)
{
    auto const p = without_lymphocytes(man("mcrpc"));
    std::vector<double> const volume{1000};
    auto const start = untreated_fixed_point(p, {.lesions = 1}, volume);
    EXPECT_EQ(start.kill_per_d[0], 0);
    EXPECT_EQ(start.pool[0].blood_per_uL, 0);
    EXPECT_GT(start.lesion[0].danger.antigen_1e6, 0);
}

TEST(TransplantStart, has_regulatory_cells_at_rest_and_nothing_else_of_immunity)
{
    auto set = patient_data({"mouse"});
    auto const p = read_immune_parameters(set);
    auto const start = transplant_start(p, 60);
    EXPECT_NEAR(start.regulatory_1e6, 61 * 2.7e-4 / 0.1, 1e-12);
    EXPECT_EQ(start.t_cells.effectors_1e6, 0);
    EXPECT_EQ(start.danger.antigen_1e6, 0);
    EXPECT_EQ(start.visibility.mhc, 1);
    EXPECT_EQ(start.visibility.pdl1, p.visibility.pdl1_baseline);
}
