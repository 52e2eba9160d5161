#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "radici/base/document.hpp"
#include "radici/dosimetry/emission.hpp"
#include "radici/dosimetry/kernel_energies.hpp"
#include "radici/dosimetry/kernel_run.hpp"

namespace radici::dosimetry {

/// `electron`, `photon` or `alpha`, as the files of data/kernels are named.
[[nodiscard]] std::string kernel_name(Particle particle);

/// A file of data/kernels as text: its head, and one entry. What PointKernels and SphereKernel
/// read; shares are written with four digits, absorbed fractions with five.
[[nodiscard]] std::string kernel_head(std::string_view kind, Particle particle,
                                      std::string_view program);
[[nodiscard]] std::string kernel_text(PointKernel const& kernel);
[[nodiscard]] std::string kernel_text(SphereRow const& row);

/// `name = [ … ]` with so many significant digits, in lines of 120 columns.
[[nodiscard]] std::string kernel_column(std::string_view name, std::vector<double> const& values,
                                        int digits);

/// StudyError where `format` of a file of kernels is not the one that is read.
void require_format(Node const& root, std::int64_t format);

/// The text below a first line that holds its SHA-256.
[[nodiscard]] std::string sealed(std::string const& text);
/// A file that `sealed` made, first line included. StudyError where the SHA-256 is another's.
[[nodiscard]] std::string read_sealed(std::filesystem::path const& file);

/// A file of data/kernels as it is read. Its head is checked; every StudyError names the file and
/// the line.
class KernelFile {
public:
    /// @param kind  "point" or "sphere"
    [[nodiscard]] static KernelFile open(std::filesystem::path const& data_folder,
                                         std::string_view kind, Particle particle);
    /// All entries, at least four; energies rise.
    [[nodiscard]] std::vector<Node> entries() const;
    /// Their energies and ranges.
    [[nodiscard]] KernelEnergies energies() const;
    [[nodiscard]] Node root() const { return root_; }
    /// CSDA range of an entry, > 0 and rising; 0 for photons, which have none.
    [[nodiscard]] double range_cm(Node const& entry) const;
    [[nodiscard]] static std::vector<double> column(Node const& entry, std::string_view name);
    /// Of so many numbers.
    [[nodiscard]] static std::vector<double> column(Node const& entry, std::string_view name,
                                                    std::size_t size);
    /// Complains of a key that nobody read.
    void finish() const { root_.finish(); }

private:
    KernelFile(Document document, Particle particle)
        : document_(std::move(document)), root_(document_.root()), particle_(particle)
    {
    }
    Document document_;
    Node root_;
    Particle particle_;
};

}   // namespace radici::dosimetry
