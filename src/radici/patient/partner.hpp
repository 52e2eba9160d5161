#pragma once
#include <cstddef>
#include <vector>

#include "radici/base/constants.hpp"
#include "radici/kinetics/partner_drug.hpp"
#include "radici/patient/coupling.hpp"

namespace radici::patient {

/// A partner drug in one subject.
struct PartnerInBody {
    double loss_per_d = 0;
    double half_effect = 1;   ///< usual doses
    kinetics::PartnerEffect effect;
    /// One a lesion: share of the effect that reaches it. A drug injected into some lesions has
    /// nearly all and nearly nothing of it there, numbers that stand nowhere else: the rates of all
    /// lesions of a subject are one program, into which 1, 0 and equal numbers would be folded.
    std::vector<double> reach;
};

inline constexpr double nearly_all = 1 - 2.7e-13, nearly_nothing = 3.1e-13;

/// Share of its full effect that an amount has, o = D/(D + half effect).
template <class T>
[[nodiscard]] T partner_share(PartnerInBody const& drug, T const& doses)
{
    return doses / (doses + drug.half_effect);
}

/// What all partner drugs do to one lesion at one moment; factors multiply, rates add.
template <class T>
struct PartnerEffects {
    T repair_factor = T(1), alpha_factor = T(1), growth_factor = T(1);
    T proliferation_factor = T(1), kill_factor = T(1);
    T kill_per_d = T(0), natural_killer_per_d = T(0);
};

/// @param share  of each drug's full effect, LesionInput::partner
template <class T>
[[nodiscard]] PartnerEffects<T> partner_effects(std::vector<PartnerInBody> const& drugs, int lesion,
                                                LesionInput<T> const& input)
{
    PartnerEffects<T> all;
    for (std::size_t k = 0; k < drugs.size(); ++k) {
        auto const& effect = drugs[k].effect;
        T const share = drugs[k].reach[static_cast<std::size_t>(lesion)] * input.partner[k];
        auto change = [&share](T& factor, double full) {
            factor = factor * (1 + share * (full - 1));
        };
        change(all.repair_factor, effect.repair_factor);
        change(all.alpha_factor, effect.alpha_factor);
        change(all.growth_factor, effect.growth_factor);
        change(all.proliferation_factor, effect.proliferation_factor);
        change(all.kill_factor, effect.kill_factor);
        all.kill_per_d += share * effect.kill_per_d;
        all.natural_killer_per_d += share * effect.natural_killer_per_d;
    }
    return all;
}

}   // namespace radici::patient
