#pragma once
#include <span>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "radici/study/part.hpp"

/// What a part says of itself in words, as JSON; numbers go into its columns.
namespace radici::study::detail {

/// Name of the column that holds the values of all courses, one series after the other.
inline constexpr std::string_view course_values = "COURSES";

/// All but the columns. Records by patient, then arm.
[[nodiscard]] nlohmann::json header_json(PartOrigin const& origin, int arms,
                                         std::span<SubjectRecord const> records);
[[nodiscard]] PartOrigin origin_of(nlohmann::json const& header);

[[nodiscard]] std::vector<double> values_of_courses(std::span<SubjectRecord const> records);
/// Courses whose series have their length, and give_values() fills them.
[[nodiscard]] std::vector<Course> courses_of(nlohmann::json const& list);
void give_values(std::vector<double> const& values, std::vector<Course>& courses);

[[nodiscard]] nlohmann::json json_of(RunIdentity const& run);
[[nodiscard]] RunIdentity identity_of(nlohmann::json const& json);

}   // namespace radici::study::detail
