#include "radici/kinetics/antibody.hpp"

#include <algorithm>
#include <limits>

#include "radici/base/error.hpp"

namespace radici::kinetics {

AntibodyPk typical_pk(Antibody const& antibody, std::span<std::string const> given_too)
{
    AntibodyPk pk = antibody.pk;
    for (auto const& [companion, change] : antibody.change_beside)
        if (std::find(given_too.begin(), given_too.end(), companion) != given_too.end())
            pk.change = change;
    return pk;
}

AntibodyPk patient_pk(Antibody const& antibody, double weight_kg, AntibodyDraw const& draw,
                      std::span<std::string const> given_too)
{
    RADICI_EXPECT(weight_kg > 0);
    AntibodyPopulation const& spread = antibody.population;
    AntibodyPk pk = typical_pk(antibody, given_too);

    double const relative = weight_kg / spread.reference_weight_kg;
    auto by_weight = [relative](double exponent) { return std::pow(relative, exponent); };
    double const r = spread.correlation_clearance_volume;
    double const z_volume = r * draw.clearance + std::sqrt(1 - r * r) * draw.central_volume;

    pk.clearance_L_per_d *= by_weight(spread.weight_exponent_clearance) *
                            std::exp(spread.sd_ln_clearance * draw.clearance);
    for (double& exchange : pk.exchange_L_per_d)
        exchange *= by_weight(spread.weight_exponent_exchange);
    pk.volume_L[0] *= by_weight(spread.weight_exponent_central);
    pk.volume_L[1] *= by_weight(spread.weight_exponent_peripheral);
    pk.volume_L[2] *= by_weight(spread.weight_exponent_peripheral);
    pk.volume_L[0] *= std::exp(spread.sd_ln_central_volume * z_volume);
    pk.volume_L[1] *= std::exp(spread.sd_ln_peripheral_volume * draw.peripheral_volume);
    pk.change += spread.sd_change * draw.change;
    if (pk.change_form == ClearanceChange::proportional)
        pk.change = std::max(pk.change, -0.95);   // clearance stays positive
    return pk;
}

namespace {

/// Coefficients of one rate matrix of the linear part, 1/d.
struct Rates {
    double out = 0;
    std::array<double, 2> to{}, back{};
};

Rates linear_rates(AntibodyPk const& pk, double days)
{
    Rates rates;
    rates.out = pk.clearance_L_per_d * clearance_factor(pk, days) / pk.volume_L[0];
    for (int k = 1; k < pk.compartments; ++k) {
        auto const i = static_cast<std::size_t>(k - 1);
        rates.to[i] = pk.exchange_L_per_d[i] / pk.volume_L[0];
        rates.back[i] = pk.exchange_L_per_d[i] / pk.volume_L[i + 1];
    }
    return rates;
}

}   // namespace

double terminal_half_life_d(AntibodyPk const& pk, double days_since_first_dose)
{
    // A mode exp(−s·t) of the linear part obeys f(s) = out − s − Σ_k to_k·s/(back_k − s) = 0. From
    // 0 to the smallest `back` f falls from `out` to minus infinity, so the slowest mode is found
    // by bisection.
    Rates const rates = linear_rates(pk, days_since_first_dose);
    if (pk.compartments == 1)
        return constant::ln2 / rates.out;
    double low = 0;
    double high = std::numeric_limits<double>::infinity();
    for (int k = 1; k < pk.compartments; ++k)
        high = std::min(high, rates.back[static_cast<std::size_t>(k - 1)]);
    for (int step = 0; step < 200 && high - low > 1e-15 * high; ++step) {
        double const s = 0.5 * (low + high);
        double f = rates.out - s;
        for (int k = 1; k < pk.compartments; ++k) {
            auto const i = static_cast<std::size_t>(k - 1);
            f -= rates.to[i] * s / (rates.back[i] - s);
        }
        (f > 0 ? low : high) = s;
    }
    return constant::ln2 / (0.5 * (low + high));
}

double steady_state_trough_mg_per_L(AntibodyPk const& pk, double dose_mg, double interval_d)
{
    RADICI_EXPECT(dose_mg >= 0 && interval_d > 0);
    // Periodic state by giving doses until the trough stands still. Classical Runge-Kutta; the step
    // resolves the fastest rate (exchange, and the saturable path near an empty plasma).
    double const late = std::numeric_limits<double>::infinity();
    double fastest = pk.clearance_L_per_d / pk.volume_L[0];
    if (pk.saturable_max_mg_per_d > 0)
        fastest += pk.saturable_max_mg_per_d / pk.saturable_half_mg_per_L / pk.volume_L[0];
    for (int k = 1; k < pk.compartments; ++k) {
        auto const i = static_cast<std::size_t>(k - 1);
        fastest += pk.exchange_L_per_d[i] / std::min(pk.volume_L[0], pk.volume_L[i + 1]);
    }
    int const steps = std::max(20, static_cast<int>(std::ceil(interval_d * fastest / 0.2)));
    double const h = interval_d / steps;

    using State = std::array<double, max_antibody_compartments>;
    State amount{};
    auto slope = [&pk, late](State const& a) {
        State rate{};
        antibody_rates(pk, late, a.data(), rate.data());
        return rate;
    };
    auto moved = [](State a, double by, State const& rate) {
        for (std::size_t i = 0; i < a.size(); ++i)
            a[i] += by * rate[i];
        return a;
    };
    double trough = 0;
    for (int dose = 0; dose < 2000; ++dose) {
        amount[0] += dose_mg;
        for (int step = 0; step < steps; ++step) {
            State const k1 = slope(amount);
            State const k2 = slope(moved(amount, h / 2, k1));
            State const k3 = slope(moved(amount, h / 2, k2));
            State const k4 = slope(moved(amount, h, k3));
            for (std::size_t i = 0; i < amount.size(); ++i)
                amount[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
        }
        double const next = amount[0] / pk.volume_L[0];
        if (std::abs(next - trough) <= 1e-10 * next)
            return next;
        trough = next;
    }
    return trough;
}

}   // namespace radici::kinetics
