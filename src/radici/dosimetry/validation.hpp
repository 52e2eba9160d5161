#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "radici/nuclide/library.hpp"

namespace radici::dosimetry {

/// One of our numbers beside a published one.
struct ValidationRow {
    std::string name;
    double ours = 0, published = 0;
    double sd = 0;             ///< standard error of ours, 0: nothing was sampled
    double published_sd = 0;   ///< one standard deviation, 0: none is given
    double tolerance = 0;      ///< relative
    std::string source;
    bool promised =
        true;           ///< false: outside our documented range of validity, shown and not judged
    std::string note;   ///< why not
    /// Within tolerance plus two standard deviations of the difference.
    [[nodiscard]] bool within() const;
};

/// Computes every row of a file like `validation/dosimetry.toml`, in its order.
[[nodiscard]] std::vector<ValidationRow> validate(nuclide::NuclideLibrary const& library,
                                                  std::filesystem::path const& data_folder,
                                                  std::filesystem::path const& file);

}   // namespace radici::dosimetry
