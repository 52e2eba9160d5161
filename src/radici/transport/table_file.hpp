#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "radici/base/document.hpp"

namespace radici::transport {

/// The file of one table. Throws StudyError with the nearest name that has one.
/// @param kind  folder below `cross_sections`; @param what  "material" or "element", for the
/// message
[[nodiscard]] std::filesystem::path table_path(std::filesystem::path const& data_folder,
                                               std::string const& kind, std::string_view what,
                                               std::string_view name);

/// The numbers of an array.
[[nodiscard]] std::vector<double> numbers(Node const& array);

/// One file of `data/cross_sections`: columns of equal length with the name of their material and
/// their source.
class TableFile {
public:
    /// @param kind  folder below `cross_sections`: "electron" or "alpha"
    /// Throws StudyError with the nearest material that has such a table.
    static TableFile open(std::filesystem::path const& data_folder, std::string const& kind,
                          std::string_view material);
    [[nodiscard]] std::vector<double> column(std::string_view name) const;
    [[nodiscard]] double number(std::string_view name) const { return root_.at(name).number(); }
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
