#include "radici/study/plausible.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "radici/kinetics/usual_amount.hpp"

namespace radici::study {
namespace {

constexpr double most = 10, least = 1.0 / 50, many = 3;
constexpr double reference_surface_m2 = 1.85;

double reference_weight_kg(std::string const& species)
{
    return species == "mouse" ? 0.025 : 75;
}

double for_reference_body(double value, Basis basis, std::string const& species)
{
    switch (basis) {
    case Basis::flat:
    case Basis::auc:
        return value;
    case Basis::per_kg:
        return value * reference_weight_kg(species);
    case Basis::per_m2:
        return value * reference_surface_m2;
    }
    return value;
}

char const* basis_text(Basis basis)
{
    switch (basis) {
    case Basis::flat:
    case Basis::auc:
        return "";
    case Basis::per_kg:
        return "/kg";
    case Basis::per_m2:
        return "/m2";
    }
    return "";
}

/// The usual amount in the same basis where there is one, else the first.
kinetics::UsualAmount const* best_match(Amount const& amount,
                                        std::span<kinetics::UsualAmount const> usual,
                                        std::string const& species)
{
    kinetics::UsualAmount const* best = nullptr;
    for (auto const& candidate : usual)
        if (candidate.species == species &&
            (best == nullptr ||
             (basis_of(best->basis) != amount.basis && basis_of(candidate.basis) == amount.basis)))
            best = &candidate;
    return best;
}

}   // namespace

Basis basis_of(kinetics::PerBody per)
{
    switch (per) {
    case kinetics::PerBody::flat:
        return Basis::flat;
    case kinetics::PerBody::per_kg:
        return Basis::per_kg;
    case kinetics::PerBody::per_m2:
        return Basis::per_m2;
    case kinetics::PerBody::auc:
        return Basis::auc;
    }
    return Basis::flat;
}

std::string to_text(Amount const& amount, AgentKind kind)
{
    if (amount.basis == Basis::auc)
        return fmt::format("{:.6g} AUC", amount.value);
    struct Prefix {
        char const* unit;
        double factor;
    };
    static constexpr std::array activities = {Prefix{"Bq", 1e-6}, Prefix{"kBq", 1e-3},
                                              Prefix{"MBq", 1}, Prefix{"GBq", 1e3},
                                              Prefix{"TBq", 1e6}};
    static constexpr std::array masses = {Prefix{"µg", 1e-3}, Prefix{"mg", 1}};
    auto const prefixes = kind == AgentKind::radiopharmaceutical
                              ? std::span<Prefix const>{activities}
                              : std::span<Prefix const>{masses};
    Prefix best = prefixes.front();
    for (auto const& prefix : prefixes)
        if (std::abs(amount.value) >= prefix.factor)
            best = prefix;
    return fmt::format("{:.6g} {}{}", amount.value / best.factor, best.unit,
                       basis_text(amount.basis));
}

Judgement judge(Amount const& amount, AgentKind kind, std::span<kinetics::UsualAmount const> usual,
                std::string const& species)
{
    using Verdict = Judgement::Verdict;
    auto const* match = best_match(amount, usual, species);
    if (match == nullptr)
        return {};
    bool const same = basis_of(match->basis) == amount.basis;
    auto comparable = [&](double value, Basis basis) {
        return same ? value : for_reference_body(value, basis, species);
    };
    double const usual_value = comparable(match->amount.value, basis_of(match->basis));
    double const ratio = comparable(amount.value, amount.basis) / usual_value;
    double const used =
        comparable(match->amount.high.value_or(match->amount.value), basis_of(match->basis)) /
        usual_value;
    auto const text = to_text(Amount{match->amount.value, basis_of(match->basis)}, kind);
    if (ratio > most)
        return {Verdict::implausible, fmt::format("over {:g} times the usual {}", most, text)};
    if (ratio < least)
        return {Verdict::implausible, fmt::format("under 1/{:g} of the usual {}", 1 / least, text)};
    if (ratio > many && ratio > used)
        return {Verdict::doubtful, fmt::format("over {:g} times the usual {}", many, text)};
    return {};
}

}   // namespace radici::study
