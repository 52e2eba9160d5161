#include "radici/study/distant_lesions.hpp"

#include <algorithm>

namespace radici::study {
namespace {

/// The lesions that a local treatment is aimed at; nothing where it is systemic. Empty: all.
std::optional<patient::Lesions> target_of(Regimen const& give)
{
    if (give.kind == AgentKind::partner && !give.lesions.empty())
        return give.lesions;
    if (!give.treatment)
        return std::nullopt;
    return std::visit(
        [](auto const& treatment) -> std::optional<patient::Lesions> {
            using Treatment = std::decay_t<decltype(treatment)>;
            if constexpr (std::is_same_v<Treatment, patient::CellTransfer> ||
                          std::is_same_v<Treatment, patient::Rechallenge>)
                return std::nullopt;
            else if constexpr (std::is_same_v<Treatment, patient::RegulatoryDepletion>)
                return treatment.lesions.empty() ? std::nullopt : std::optional{treatment.lesions};
            else
                return treatment.lesions;
        },
        *give.treatment);
}

}   // namespace

DistantLesions::DistantLesions(Arm const& arm)
{
    for (auto const& give : arm.gives) {
        radiates_ |= give.kind == AgentKind::radiopharmaceutical ||
                     (give.treatment && std::holds_alternative<patient::Fraction>(*give.treatment));
        if (auto const target = target_of(give)) {
            all_aimed_at_ |= target->empty();
            aimed_at_.insert(aimed_at_.end(), target->begin(), target->end());
        }
    }
}

bool DistantLesions::aimed_at(int lesion) const
{
    return all_aimed_at_ ||
           std::find(aimed_at_.begin(), aimed_at_.end(), lesion) != aimed_at_.end();
}

void DistantLesions::look(std::vector<double> const& diameter_mm)
{
    if (radiates_ && !all_aimed_at_)
        looks_.push_back(diameter_mm);
}

std::optional<bool> DistantLesions::responded(std::span<double const> dose_Gy) const
{
    if (looks_.empty())
        return std::nullopt;
    std::vector<std::size_t> distant;
    for (std::size_t i = 0; i < dose_Gy.size(); ++i)
        if (looks_.front()[i] > 0 && dose_Gy[i] < most_Gy && !aimed_at(static_cast<int>(i)))
            distant.push_back(i);
    if (distant.empty())
        return std::nullopt;
    auto sum_mm = [&](std::vector<double> const& look) {
        double sum = 0;
        for (auto const i : distant)
            sum += look[i];
        return sum;
    };
    double const enough_mm = (1 - response_fall) * sum_mm(looks_.front());
    return std::any_of(looks_.begin(), looks_.end(),
                       [&](auto const& look) { return sum_mm(look) <= enough_mm; });
}

}   // namespace radici::study
