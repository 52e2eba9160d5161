#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "radici/nuclide/nuclide.hpp"

namespace radici::nuclide {

/// The nuclides of `data/nuclides`, one file each. A file is read, checked and audited when its
/// nuclide is first asked for; copies share what has been read, and `at` may be called from several
/// threads.
class NuclideLibrary {
public:
    /// Lists `data_folder/nuclides`; StudyError where there is no such folder or no file in it.
    [[nodiscard]] static NuclideLibrary load(std::filesystem::path const& data_folder);

    /// The nuclide of that name, in any form that parse_nuclide_name() reads; the reference lives
    /// as long as the library. StudyError: no such nuclide (with the nearest name), or a file that
    /// does not hold what it should.
    [[nodiscard]] Nuclide const& at(std::string_view name) const;
    /// The same, or a null pointer where the nuclide has no file.
    [[nodiscard]] Nuclide const* find(std::string_view name) const;
    /// "Ac-225", …, "Zr-89", sorted.
    [[nodiscard]] std::vector<std::string> names() const;

private:
    struct Shelf;
    explicit NuclideLibrary(std::shared_ptr<Shelf> shelf);
    std::shared_ptr<Shelf> shelf_;
};

/// Reads and audits one file (see energy_audit.hpp). StudyError with file, line and key where it is
/// not sound.
[[nodiscard]] Nuclide read_nuclide(std::filesystem::path const& file);
/// The same from text; `name` is what messages call it.
[[nodiscard]] Nuclide parse_nuclide(std::string_view toml, std::string const& name);

}   // namespace radici::nuclide
