#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "radici/base/document.hpp"

namespace radici::nuclide::detail {

/// A finite number in [low, high], or a StudyError at its place.
[[nodiscard]] double number_within(Node const& node, double low, double high);
[[nodiscard]] int integer_within(Node const& node, int low, int high);

inline constexpr double most_energy_MeV = 20;
inline constexpr double most_quanta = 100;   ///< per decay; outer Auger families reach 12

/// The rows of one table of a nuclide file: a source, the names of the columns, and as many values
/// in each row.
class EmissionRows {
public:
    using Columns = std::vector<std::string_view>;

    /// @param sources  keys of the file's `[source]`
    /// @param modes    how many modes the nuclide has
    EmissionRows(Node const& table, Columns columns, std::vector<std::string> const& sources,
                 int modes);

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    void go_to(std::size_t row);

    // of the current row
    [[nodiscard]] Node const& cell(std::string_view column) const;
    [[nodiscard]] double energy(std::string_view column = "energy_MeV") const;
    [[nodiscard]] double intensity() const;
    [[nodiscard]] double intensity_sd() const;
    [[nodiscard]] double level_keV() const;
    [[nodiscard]] int mode() const;

private:
    void check_columns(Node const& node) const;

    Columns columns_;
    int modes_;
    std::vector<Node> rows_;
    std::vector<Node> cells_;
};

}   // namespace radici::nuclide::detail
