#pragma once
#include <optional>
#include <string>
#include <vector>

#include "radici/base/error.hpp"
#include "radici/numerics/interpolation.hpp"

namespace radici::transport {

/// A positive function tabulated over a positive argument: numerics::MonotoneCurve of ln y over ln
/// x, with errors that name the file. At a knot the table comes back to rounding.
class LogTable {
public:
    LogTable() = default;
    /// @param x      strictly rising, > 0, at least two
    /// @param y      > 0, as many
    /// @param what   what x is, for messages: "electron energy (MeV)"
    /// @param where  the file that the numbers come from
    /// Throws StudyError (at `where`) where these promises are broken.
    LogTable(std::vector<double> const& x, std::vector<double> const& y, std::string what,
             Location where);

    /// Throws StudyError where x lies outside the table (a rounding's width is let pass).
    [[nodiscard]] double at(double x) const;
    [[nodiscard]] double first_x() const;
    [[nodiscard]] double last_x() const;

private:
    std::optional<numerics::MonotoneCurve> curve_;   ///< of the logarithms
    std::string what_;
    Location where_;
};

}   // namespace radici::transport
