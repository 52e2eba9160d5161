#pragma once
#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "radici/study/results.hpp"

/// What figures and tables ask of a result again and again.
namespace radici::report::detail {

[[nodiscard]] std::optional<std::size_t> column_index(study::RunResult const& result,
                                                      std::string_view name);

/// The item of that name, or none.
template <class Items>
[[nodiscard]] auto find_named(Items const& items, std::string_view name)
{
    auto const found = std::find_if(items.begin(), items.end(),
                                    [&](auto const& item) { return item.name == name; });
    return found == items.end() ? nullptr : &*found;
}

/// Names of a list of every arm (rates, survival, toxicity), in the order in which they first
/// appear.
template <class Member>
[[nodiscard]] std::vector<std::string> names_in(study::RunResult const& result, Member list)
{
    std::vector<std::string> names;
    for (auto const& arm : result.arms)
        for (auto const& item : arm.*list)
            if (std::find(names.begin(), names.end(), item.name) == names.end())
                names.push_back(item.name);
    return names;
}

/// A column of one arm, one value a patient; NaN where there is none. Empty where there are no
/// rows.
[[nodiscard]] std::vector<double> column_of(study::RunResult const& result, std::size_t which,
                                            int arm);

[[nodiscard]] std::vector<study::Course const*> courses_of(study::RunResult const& result, int arm);

/// At most `most` of 0 … count−1, evenly spaced, first and last among them.
[[nodiscard]] std::vector<std::size_t> thinned(std::size_t count, std::size_t most);

/// The value at a position of the grid, NaN beyond the series' end.
[[nodiscard]] double at(study::Series const& series, std::size_t position);

using Wanted = std::function<bool(study::Series const&)>;

/// 5, 50 and 95 % quantiles, at some positions of the grid, over all wanted series of an arm's
/// sampled patients.
[[nodiscard]] study::Band sampled_band(study::RunResult const& result, int arm,
                                       std::vector<std::size_t> const& positions,
                                       Wanted const& wanted);

/// Sum of the lesion volumes of a course in mm³ at a position; NaN after its end. A volume series
/// without a region is such a sum itself and not counted again.
[[nodiscard]] double tumour_volume(study::Course const& course, std::size_t position);

}   // namespace radici::report::detail
