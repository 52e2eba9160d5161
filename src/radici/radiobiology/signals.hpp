#pragma once
#include "radici/base/constants.hpp"

/// Two pools of dose that signalling reads: physical dose averaged over the cells, all radiations
/// and sources.
///   dU_s/dt = Ḋ − μ_s U_s      recent dose, half-time 1.5 h: how hard, not how much
///   dW/dt   = Ḋ − W/τ          dose memory, 14 d
/// They are not the damage U of repair.hpp: that vanishes with β, and slow repair of one clone
/// would stretch it.
namespace radici::radiobiology {

struct SignalParameters {
    double recent_half_time_h = 1.5;
    double memory_time_d = 14;

    [[nodiscard]] double recent_loss_per_d() const
    {
        return constant::ln2 / (recent_half_time_h / 24);
    }
};

template <class T>
struct DoseSignals {
    T recent_Gy{};   ///< U_s
    T memory_Gy{};   ///< W
};

/// Rates of the two pools, in Gy/d.
template <class T>
[[nodiscard]] DoseSignals<T> signal_rates(SignalParameters const& parameters,
                                          T const& dose_rate_Gy_per_d, DoseSignals<T> const& pool)
{
    return {.recent_Gy = dose_rate_Gy_per_d - parameters.recent_loss_per_d() * pool.recent_Gy,
            .memory_Gy = dose_rate_Gy_per_d - pool.memory_Gy / parameters.memory_time_d};
}

/// A fraction raises both at once.
template <class T>
[[nodiscard]] DoseSignals<T> after_fraction(DoseSignals<T> const& pool, T const& dose_Gy)
{
    return {.recent_Gy = pool.recent_Gy + dose_Gy, .memory_Gy = pool.memory_Gy + dose_Gy};
}

}   // namespace radici::radiobiology
