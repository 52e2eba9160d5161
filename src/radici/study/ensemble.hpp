#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace radici::study {

/// `b78:tumour_cells.growth_rate`: a parameter of data/, and the disease or tumour line that alone
/// it holds for ("": all).
struct ParameterName {
    std::string scope, path;

    [[nodiscard]] static ParameterName of(std::string_view text);
    [[nodiscard]] std::string text() const { return scope.empty() ? path : scope + ':' + path; }
    auto operator<=>(ParameterName const&) const = default;
};

/// A parameter that stands over that of data/.
struct ParameterValue {
    ParameterName name;
    double value = 0;
    std::string unit;
};

/// Sets of parameters that agree with the data equally well: members of equal weight.
struct Ensemble {
    struct Parameter {
        ParameterName name;
        std::string unit;
        std::vector<double> values;   ///< one a member
    };
    std::string species;
    std::string command;   ///< that made it
    std::vector<Parameter> parameters;

    [[nodiscard]] std::size_t members() const
    {
        return parameters.empty() ? 0 : parameters.front().values.size();
    }
    [[nodiscard]] std::vector<ParameterValue> member(std::size_t index) const;
    /// SHA-256 over species, names, units and values; what decides the numbers of a run.
    [[nodiscard]] std::string hash() const;
};

/// As a file: TOML with its own hash.
[[nodiscard]] std::string ensemble_toml(Ensemble const& ensemble);

/// StudyError where the file is none, a parameter lacks a member, stands twice or is no finite
/// number, or the hash in it is not that of its values.
[[nodiscard]] Ensemble read_ensemble(std::filesystem::path const& file);

/// data/ensembles/<species>.toml where there is one; "" otherwise.
[[nodiscard]] std::filesystem::path default_ensemble(std::filesystem::path const& data_folder,
                                                     std::string_view species);

}   // namespace radici::study
