#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "radici/base/parameter.hpp"
#include "radici/patient/biology.hpp"
#include "radici/study/ensemble.hpp"
#include "radici/study/study.hpp"

namespace radici::study {

/// Whether a parameter with this scope holds for a study: no scope, its disease or its tumour line.
[[nodiscard]] bool in_scope(Study const& study, std::string_view scope);

/// Where the biology of a study comes from, to be read again with some parameters put in place of
/// those of data/. Not to be used by two threads at once: nodes remember what was asked for.
class BiologySource {
public:
    struct Layer {
        Node root;
        std::string origin;
    };
    BiologySource() = default;
    /// @param layers  lowest first. StudyError as read_biology.
    BiologySource(std::vector<Layer> layers, patient::Host host);

    /// @param values  those that hold for this study; a path that its biology has not is an error
    /// @param source  of the values, for messages
    [[nodiscard]] patient::Biology read(std::span<ParameterValue const> values,
                                        std::string const& source) const;
    /// What the biology is made of, with the values of data/.
    [[nodiscard]] std::vector<std::pair<std::string, Parameter>> const& used() const
    {
        return used_;
    }
    [[nodiscard]] std::optional<Parameter> find(std::string_view path) const;

private:
    [[nodiscard]] ParameterSet parameters() const;

    std::vector<Layer> layers_;
    patient::Host host_;
    std::vector<std::pair<std::string, Parameter>> used_;
};

/// The biology of every member of an ensemble, as far as it holds for a study. StudyError where a
/// parameter without a scope is none of the study's, or a unit is another.
[[nodiscard]] std::vector<patient::Biology> member_biologies(Ensemble const& ensemble,
                                                             Study const& study,
                                                             BiologySource const& source,
                                                             std::string const& file);

}   // namespace radici::study
