#include "radici/patient/intervention.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"
#include "radici/immune/untreated.hpp"
#include "radici/patient/lesion_dose.hpp"
#include "radici/radiobiology/lq.hpp"

namespace radici::patient {
namespace {

using Clones = LivingClones<double>;

/// One lesion's states with its living clones.
struct Site {
    Clones& living;
    double* y;

    [[nodiscard]] LesionCells<double> cells() const { return lesion_cells(y, living); }
};

/// Moves a share of a clone's viable cells to the doomed.
/// @param log_survival  ≤ 0
void doom(double& alive, double& log_viable, double& doomed, double log_survival)
{
    if (alive == 0)
        return;
    double const before = std::exp(log_viable);
    log_viable += log_survival;
    if (log_viable <= immune::ln_one_cell) {
        alive = 0;
        log_viable = immune::ln_one_cell;
    }
    doomed += before - alive * std::exp(log_viable);
}

void doom_both(Site const& site, double log_survival)
{
    doom(site.living.positive, site.y[log_viable_positive], site.y[doomed_positive], log_survival);
    doom(site.living.negative, site.y[log_viable_negative], site.y[doomed_negative], log_survival);
}

class Hand {
public:
    Hand(Subject const& subject, std::span<Clones> living, std::span<double> state)
        : subject_(subject), living_(living), y_(state)
    {
        RADICI_EXPECT(state.size() == static_cast<std::size_t>(subject.layout.size()));
    }

    void operator()(Fraction const& fraction)
    {
        auto const each = [&](Site const& site) { irradiate(site, fraction); };
        for_each(fraction.lesions, each);
        auto const& layout = subject_.layout;
        auto const& adaptive = subject_.immune.adaptive;
        auto const survive = [&](double share) {
            return std::exp(
                -immune::lymphocyte_hazard_per_d(adaptive, share * fraction.dose_Gy, 0.0));
        };
        for (int j = 0; j < layout.pools; ++j) {
            double* pool = &y_[at(layout.pool(j))];
            pool[0] *= survive(fraction.node_share);
            pool[1] *= survive(fraction.blood_share);
            pool[2] *= survive(fraction.blood_share);
        }
        irradiate_line(subject_.lymphocytes, lymphocyte_chain, fraction);
        irradiate_line(subject_.platelets, platelet_chain, fraction);
    }

    void operator()(Vaccination const& vaccine)
    {
        for_each(vaccine.lesions, [&](Site const& site) {
            double const filled = site.cells().volume_mm3() + subject_.immune.guard_volume_mm3 +
                                  site.y[effectors] + site.y[exhausted] + site.y[regulatory];
            site.y[antigen] += vaccine.antigen_1e6_per_mm3 * filled;
            site.y[mature_dendritic] += vaccine.matured_share * (1 - site.y[mature_dendritic]);
        });
    }

    void operator()(CellTransfer const& transfer)
    {
        // 1 µL is 1 mm³
        double const per_uL = 1e6 * transfer.cells_1e6 / subject_.immune.adaptive.blood_volume_mm3;
        for (int j = 0; j < subject_.layout.pools; ++j)
            y_[at(subject_.layout.pool(j) + 1)] += per_uL / subject_.layout.pools;
    }

    void operator()(RegulatoryDepletion const& depletion)
    {
        for_each(depletion.lesions,
                 [&](Site const& site) { site.y[regulatory] *= 1 - depletion.share; });
    }

    void operator()(Resection const& resection)
    {
        for_each(resection.lesions, [&](Site const& site) {
            auto const immune = immune::transplant_start(subject_.immune, 0);
            std::fill_n(site.y, subject_.layout.block(), 0.0);
            site.living = {.positive = 0, .negative = 0};
            site.y[log_viable_positive] = site.y[log_viable_negative] = immune::ln_one_cell;
            immune.to(site.y + antigen);
        });
    }

    void operator()(Embolisation const& embolisation)
    {
        for_each(embolisation.lesions, [&](Site const& site) {
            doom_both(site, std::log1p(-std::min(embolisation.share, 1 - 1e-12)));
        });
    }

    void operator()(Rechallenge const& rechallenge)
    {
        auto const site = this->site(rechallenge.lesion);
        auto const before = site.cells();
        double const positive = subject_.cells.positive_share;
        seed(site.living.positive, site.y[log_viable_positive], positive * rechallenge.cells_1e6);
        seed(site.living.negative, site.y[log_viable_negative],
             (1 - positive) * rechallenge.cells_1e6);
        dilute_ligand(site, before);
    }

private:
    static std::size_t at(int index) { return static_cast<std::size_t>(index); }

    [[nodiscard]] Site site(int lesion)
    {
        return {living_[at(lesion)], &y_[at(subject_.layout.lesion(lesion))]};
    }

    template <class Work>
    void for_each(Lesions const& chosen, Work&& work)
    {
        for (int i = 0; i < subject_.layout.lesions; ++i)
            if (chosen.empty() || std::find(chosen.begin(), chosen.end(), i) != chosen.end())
                work(site(i));
    }

    static void seed(double& alive, double& log_viable, double cells_1e6)
    {
        double const there = alive * std::exp(log_viable) + cells_1e6;
        alive = std::log(there) > immune::ln_one_cell ? 1 : 0;
        log_viable = alive > 0 ? std::log(there) : immune::ln_one_cell;
    }

    /// New cells bring no ligand: what is there spreads over more tissue.
    void dilute_ligand(Site const& site, LesionCells<double> const& before) const
    {
        auto const& layout = subject_.layout;
        auto const after = site.cells();
        for (int k = 0; k < layout.agents; ++k) {
            if (layout.states_of(k) != LesionStates::ligand)
                continue;
            auto const& agent = subject_.agents[at(k)];
            double const target_mm3 = target_volume_mm3(agent, after);
            double const share = target_mm3 > 0 ? target_volume_mm3(agent, before) / target_mm3 : 0;
            for (int state : {ligand_free, ligand_bound, ligand_inside, all_free, all_bound})
                site.y[layout.in_lesion(k, state)] *= share;
        }
    }

    void irradiate(Site const& site, Fraction const& fraction) const
    {
        auto const& cell = subject_.cells.response;
        double const protraction = radiobiology::protraction_of_constant_rate(
            fraction.duration_d * unit::d, cell.repair_per_d[0] / unit::d);
        auto hit = [&](double& alive, double& log_viable, double& doomed, double& sublethal) {
            auto const jump = radiobiology::fraction_jump<double, 1>(
                cell, {.low_Gy = fraction.dose_Gy, .alpha_Gy = 0}, {sublethal}, protraction);
            doom(alive, log_viable, doomed, jump.log_survival);
            sublethal = jump.damage[0];
        };
        double* y = site.y;
        hit(site.living.positive, y[log_viable_positive], y[doomed_positive],
            y[sublethal_positive]);
        hit(site.living.negative, y[log_viable_negative], y[doomed_negative],
            y[sublethal_negative]);
        y[signal_dose] += fraction.dose_Gy;
        y[dose_memory] += fraction.dose_Gy;
        double const t_cells =
            std::exp(-subject_.immune.adaptive.lesion_t_cell_alpha_per_Gy * fraction.dose_Gy);
        y[effectors] *= t_cells;
        y[exhausted] *= t_cells;
        y[regulatory] *= std::exp(-subject_.immune.regulatory.alpha_per_Gy * fraction.dose_Gy);
    }

    void irradiate_line(radiobiology::BloodLine const& line, int chain, Fraction const& fraction)
    {
        double* y = &y_[at(subject_.layout.body(chain))];
        auto const pools = radiobiology::after_fraction<double>(
            line, {.proliferating = y[0], .transit = {y[1], y[2], y[3]}, .circulating = y[4]},
            fraction.marrow_share * fraction.dose_Gy, fraction.blood_share * fraction.dose_Gy);
        y[0] = pools.proliferating;
        y[4] = pools.circulating;
    }

    Subject const& subject_;
    std::span<Clones> living_;
    std::span<double> y_;
};

}   // namespace

void apply(Intervention const& intervention, Subject const& subject, std::span<Clones> living,
           std::span<double> state)
{
    std::visit(Hand(subject, living, state), intervention);
}

}   // namespace radici::patient
