#pragma once
#include <limits>
#include <string>
#include <vector>

#include "radici/base/document.hpp"
#include "radici/base/random.hpp"

namespace radici::study {

/// How one quantity differs between patients. Numbers are in the unit the distribution was read in.
class Distribution {
public:
    enum class Shape { fixed, lognormal, normal, uniform, poisson };

    [[nodiscard]] static Distribution fixed(double value);
    /// @param median  > 0
    /// @param cv      coefficient of variation, cv = √(e^σ² − 1) with σ the standard deviation of
    /// the logarithm; ≥ 0
    [[nodiscard]] static Distribution lognormal(double median, double cv);
    [[nodiscard]] static Distribution normal(double mean, double sd);
    [[nodiscard]] static Distribution uniform(double low, double high);
    [[nodiscard]] static Distribution poisson(double mean);
    /// The same distribution with draws outside [low, high] drawn again.
    [[nodiscard]] Distribution within(double low, double high) const;

    /// One draw. A draw outside the limits is made again, at most 10,000 times; then NumericsError.
    [[nodiscard]] double sample(RandomStream& stream) const;
    /// Probability that a first draw lies within the limits.
    [[nodiscard]] double share_within() const;
    /// Median before the limits are applied (for a Poisson count its mean).
    [[nodiscard]] double centre() const;

    [[nodiscard]] Shape shape() const { return shape_; }
    [[nodiscard]] double first() const { return first_; }   ///< value, median, mean or lower end
    [[nodiscard]] double second() const
    {
        return second_;
    }                                                     ///< cv, standard deviation or upper end
    [[nodiscard]] double low() const { return low_; }     ///< −∞ where there is none
    [[nodiscard]] double high() const { return high_; }   ///< +∞ where there is none

    bool operator==(Distribution const&) const = default;

private:
    Distribution(Shape shape, double first, double second)
        : shape_(shape), first_(first), second_(second)
    {
    }
    [[nodiscard]] double draw(RandomStream& stream) const;
    [[nodiscard]] double cumulative(double x) const;
    [[nodiscard]] double below(double x) const;
    [[nodiscard]] bool is_one_point() const;

    Shape shape_;
    double first_;
    double second_;
    double low_ = -std::numeric_limits<double>::infinity();
    double high_ = std::numeric_limits<double>::infinity();
};

/// One of several names, each with its probability: `{ choice = { male = 0.6, female = 0.4 } }`.
struct Choice {
    std::vector<std::string> names;
    std::vector<double> shares;   ///< same length, ≥ 0, sum 1

    [[nodiscard]] std::string const& sample(RandomStream& stream) const;
    bool operator==(Choice const&) const = default;
};

/// What a key accepts: the unit its numbers are kept in and the range of sensible values in that
/// unit.
struct Range {
    std::string unit;   ///< "-" for pure numbers
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool integer = false;   ///< a count: poisson or a whole number
};

/// Reads `"12 mL"`, `{ lognormal = "12 mL", cv = 0.8 }`, `{ normal = "80 kg", sd = "12 kg" }`, `{
/// uniform = ["1 mL", "9 mL"] }`,
/// `{ poisson = 8 }`, each table with optional `min` and `max`. The range of the key bounds the
/// draws too. StudyError for another shape, a spread below 0, a centre outside the range, or limits
/// that keep less than 1 % of the draws.
[[nodiscard]] Distribution read_distribution(Node const& node, Range const& range);

/// Reads `"male"` or `{ choice = { male = 0.6, female = 0.4 } }`; StudyError for other names or
/// shares that do not add up to 1.
[[nodiscard]] Choice read_choice(Node const& node, std::vector<std::string> const& names);

/// The distribution as it stands in a study file, in the unit of the range.
[[nodiscard]] std::string to_toml(Distribution const& distribution, std::string const& unit);
[[nodiscard]] std::string to_toml(Choice const& choice);

}   // namespace radici::study
