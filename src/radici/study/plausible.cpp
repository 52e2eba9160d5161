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
        return value;
    case Basis::per_kg:
        return value * reference_weight_kg(species);
    case Basis::per_m2:
        return value * reference_surface_m2;
    }
    return value;
}

Basis basis_of(kinetics::UsualAmount const& usual)
{
    return usual.basis == kinetics::PerBody::per_kg ? Basis::per_kg : Basis::flat;
}

char const* basis_text(Basis basis)
{
    switch (basis) {
    case Basis::flat:
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
             (basis_of(*best) != amount.basis && basis_of(candidate) == amount.basis)))
            best = &candidate;
    return best;
}

}   // namespace

std::string to_text(Amount const& amount, AgentKind kind)
{
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
    bool const same = basis_of(*match) == amount.basis;
    auto comparable = [&](double value, Basis basis) {
        return same ? value : for_reference_body(value, basis, species);
    };
    double const usual_value = comparable(match->amount.value, basis_of(*match));
    double const ratio = comparable(amount.value, amount.basis) / usual_value;
    double const used =
        comparable(match->amount.high.value_or(match->amount.value), basis_of(*match)) /
        usual_value;
    auto const text = to_text(Amount{match->amount.value, basis_of(*match)}, kind);
    if (ratio > most)
        return {Verdict::implausible, fmt::format("over {:g} times the usual {}", most, text)};
    if (ratio < least)
        return {Verdict::implausible, fmt::format("under 1/{:g} of the usual {}", 1 / least, text)};
    if (ratio > many && ratio > used)
        return {Verdict::doubtful, fmt::format("over {:g} times the usual {}", many, text)};
    return {};
}

}   // namespace radici::study
