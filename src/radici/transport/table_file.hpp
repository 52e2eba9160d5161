#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "radici/base/document.hpp"

namespace radici::transport {

/// One file of `data/cross_sections`: columns of equal length with the name of their material and
/// their source.
class TableFile {
public:
    /// @param kind  folder below `cross_sections`: "electron", "alpha", "photon", "buildup"
    /// Throws StudyError with the nearest material that has such a table.
    static TableFile open(std::filesystem::path const& data_folder, std::string const& kind,
                          std::string_view material);
    [[nodiscard]] std::vector<double> column(std::string_view name) const;
    [[nodiscard]] Location where() const { return root_.where(); }
    void finish() const { root_.finish(); }

private:
    explicit TableFile(Document document) : document_(std::move(document)), root_(document_.root())
    {
    }
    Document document_;
    Node root_;
};

}   // namespace radici::transport
