#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace radici::report {

/// The program that draws the figures. Looked for before a run starts, so that an hour of work does
/// not end with a missing program.
class Gnuplot {
public:
    /// Finds `gnuplot` in PATH and makes it draw a line.
    /// RunError where there is none or it cannot write SVG; the message says what to install.
    [[nodiscard]] static Gnuplot require();

    /// Draws all figures in one process: one SVG document for each script, in order. A script draws
    /// exactly one page (a plot or a multiplot). The program starts without the user's settings and
    /// in the C locale; nothing touches the disk.
    /// RunError with gnuplot's own message where a script is wrong.
    [[nodiscard]] std::vector<std::string> draw(std::vector<std::string> const& scripts) const;

    [[nodiscard]] std::string const& version() const { return version_; }   ///< "gnuplot 5.4 …"

private:
    std::filesystem::path program_;
    std::string version_;
};

}   // namespace radici::report
