#pragma once
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "radici/immune/lesion.hpp"
#include "radici/immune/lesion_cells.hpp"
#include "radici/immune/shared.hpp"
#include "radici/immune/untreated.hpp"
#include "radici/radiobiology/parameters.hpp"
#include "support/patient_data.hpp"
#include "support/rk4.hpp"

/// A subject small enough to be seen through: lesions of one clone with immunity and dose, coupled
/// here and stepped by the tests' own integrator.
namespace radici::test {

struct SubjectParameters {
    immune::ImmuneParameters immune;
    immune::LesionCellParameters cells;
    radiobiology::CellResponse<1> response;
    radiobiology::SignalParameters signals;

    [[nodiscard]] static SubjectParameters of(std::vector<std::string> const& layers)
    {
        auto set = patient_data(layers);
        return {immune::read_immune_parameters(set), immune::read_lesion_cells(set),
                radiobiology::read_cell_response(set), radiobiology::read_signals(set)};
    }
};

struct Fraction {
    double day;
    double dose_Gy;
    int lesion = 0;
};

class Subject {
public:
    static constexpr int cells = 6;   // x, H, M, U, U_s, W
    static constexpr int lesion_size = cells + immune::LesionImmuneState<double>::size;

    SubjectParameters p;
    immune::AntigenOverlap overlap{.lesions = 1};
    std::function<double(int lesion, double day)> dose_rate_Gy_per_d = [](int, double) {
        return 0.0;
    };
    std::function<immune::Occupancy<double>(double day)> occupancy = [](double) {
        return immune::Occupancy<double>{};
    };
    std::vector<Fraction> fractions;
    double day = 0;
    std::vector<double> y;

    /// As transplanted, with the volumes given.
    Subject(SubjectParameters parameters, std::vector<double> const& volume_mm3,
            immune::AntigenOverlap antigens = {.lesions = 1})
        : p(std::move(parameters)), overlap(antigens)
    {
        overlap.lesions = static_cast<int>(volume_mm3.size());
        y.assign(pool_offset(overlap.pools()) + lesion_size * overlap.lesions, 0.0);
        for (int i = 0; i < overlap.lesions; ++i) {
            at(i)[0] = std::log(volume_mm3[i]);
            immune::transplant_start(p.immune, volume_mm3[i]).to(at(i) + cells);
        }
    }

    [[nodiscard]] double viable(int i = 0) const { return std::exp(at(i)[0]); }
    [[nodiscard]] double volume(int i = 0) const { return viable(i) + at(i)[1] + at(i)[2]; }
    [[nodiscard]] immune::LesionImmuneState<double> lesion(int i = 0) const
    {
        return immune::LesionImmuneState<double>::from(at(i) + cells);
    }
    [[nodiscard]] immune::Pool<double> pool(int j = 0) const { return pool_of(y, j); }

    /// Steps to a day, meeting every fraction at its time.
    void advance(double to, double step_d = 0.01)
    {
        while (day < to) {
            double stop = to;
            for (auto const& f : fractions)
                if (f.day > day + 1e-12)
                    stop = std::min(stop, f.day);
            for (auto const& f : fractions)
                if (std::abs(f.day - day) < 1e-12)
                    give(f);
            int const steps = static_cast<int>(std::ceil((stop - day) / step_d - 1e-9));
            y = integrate(y, day, stop, steps,
                          [&](double t, std::vector<double> const& now) { return rates(t, now); });
            day = stop;
        }
    }

    [[nodiscard]] std::vector<double> rates(double t, std::vector<double> const& now) const
    {
        int const n = overlap.lesions;
        std::vector<double> rate(now.size());
        std::vector<immune::Pool<double>> pools, pool_rate(overlap.pools());
        for (int j = 0; j < overlap.pools(); ++j)
            pools.push_back(pool_of(now, j));
        std::vector<double> priming(n), homing(n);
        auto const antibodies = occupancy(t);
        for (int i = 0; i < n; ++i) {
            double const* s = &now[offset(i)];
            double* r = &rate[offset(i)];
            double const viable = std::exp(s[0]);
            double const dose_rate = dose_rate_Gy_per_d(i, t);
            auto const damage =
                damage_rates(p.response, radiobiology::DoseRates<double>{dose_rate, 0},
                             std::array<double, 1>{s[3]});
            immune::LesionDrive<double> const drive{.volume_mm3 = viable + s[1] + s[2],
                                                    .viable_1e6 = viable,
                                                    .doomed_1e6 = s[1],
                                                    .doomed_for_dna_1e6 = s[1],
                                                    .icd_deaths_1e6_per_d =
                                                        p.cells.doomed_death_per_d * s[1],
                                                    .living_1e6 = viable + s[1],
                                                    .recognised_1e6 = viable + s[1],
                                                    .dose_rate_Gy_per_d = dose_rate,
                                                    .recent_dose_Gy = s[4],
                                                    .memory_dose_Gy = s[5]};
            immune::LesionCoupling<double> const coupling{
                .met_cells_per_uL =
                    immune::met_cells_per_uL(p.immune.adaptive, overlap, i, pools.data()),
                .occupancy = antibodies};
            auto const out = lesion_immune_rates(
                p.immune, immune::LesionImmuneState<double>::from(s + cells), drive, coupling);
            auto const clone = clone_rates<double>(
                p.cells, growth_per_d(p.cells, out.density.guarded_mm3), viable, s[1],
                {damage.hazard_per_d, out.kill_per_d + out.natural_killer_per_d});
            auto const signal =
                signal_rates(p.signals, dose_rate, radiobiology::DoseSignals<double>{s[4], s[5]});
            r[0] = clone.log_viable_per_d;
            r[1] = clone.doomed_1e6_per_d;
            r[2] = debris_rate_1e6_per_d(p.cells, clone.debris_1e6_per_d, s[2]);
            r[3] = damage.damage_per_d[0];
            r[4] = signal.recent_Gy;
            r[5] = signal.memory_Gy;
            out.rate.to(r + cells);
            priming[i] = out.priming;
            homing[i] = out.homing_per_d;
        }
        shared_immune_rates<double>(p.immune.adaptive, overlap, priming.data(), homing.data(),
                                    pools.data(), {.ctla4_occupancy = antibodies.ctla4},
                                    pool_rate.data());
        for (int j = 0; j < overlap.pools(); ++j) {
            rate[pool_offset(j)] = pool_rate[j].node_per_uL;
            rate[pool_offset(j) + 1] = pool_rate[j].blood_per_uL;
            rate[pool_offset(j) + 2] = pool_rate[j].memory_per_uL;
        }
        return rate;
    }

private:
    [[nodiscard]] static int pool_offset(int j) { return immune::Pool<double>::size * j; }
    [[nodiscard]] int offset(int i) const { return pool_offset(overlap.pools()) + lesion_size * i; }
    [[nodiscard]] double* at(int i) { return &y[offset(i)]; }
    [[nodiscard]] double const* at(int i) const { return &y[offset(i)]; }
    [[nodiscard]] static immune::Pool<double> pool_of(std::vector<double> const& y, int j)
    {
        double const* s = &y[pool_offset(j)];
        return {s[0], s[1], s[2]};
    }

    void give(Fraction const& f)
    {
        double* s = at(f.lesion);
        auto const jump =
            fraction_jump(p.response, radiobiology::Doses<double>{.low_Gy = f.dose_Gy},
                          std::array<double, 1>{s[3]});
        double const before = std::exp(s[0]);
        s[0] += jump.log_survival;
        s[1] += before - std::exp(s[0]);
        s[3] = jump.damage[0];
        s[4] += f.dose_Gy;
        s[5] += f.dose_Gy;
    }
};

}   // namespace radici::test
