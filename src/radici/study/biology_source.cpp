#include "radici/study/biology_source.hpp"

#include <algorithm>

#include "radici/base/nearest.hpp"

namespace radici::study {

bool in_scope(Study const& study, std::string_view scope)
{
    return scope.empty() || scope == study.patient.disease ||
           (study.tumour && (scope == study.tumour->line || scope == study.tumour->like));
}

BiologySource::BiologySource(std::vector<Layer> layers, patient::Host host)
    : layers_(std::move(layers)), host_(std::move(host))
{
    auto set = parameters();
    static_cast<void>(patient::read_biology(set, host_));
    used_ = set.used();
}

ParameterSet BiologySource::parameters() const
{
    ParameterSet set;
    for (auto const& layer : layers_)
        set.add_layer(layer.root, layer.origin);
    return set;
}

std::optional<Parameter> BiologySource::find(std::string_view path) const
{
    auto const found = std::find_if(used_.begin(), used_.end(),
                                    [&](auto const& entry) { return entry.first == path; });
    return found == used_.end() ? std::nullopt : std::optional{found->second};
}

patient::Biology BiologySource::read(std::span<ParameterValue const> values,
                                     std::string const& source) const
{
    auto set = parameters();
    for (auto const& value : values) {
        if (!find(value.name.path)) {
            std::vector<std::string> known;
            for (auto const& [path, parameter] : used_)
                known.push_back(path);
            throw StudyError({source, 0, value.name.text()},
                             {"unknown parameter", "the model has none of that name",
                              nearest_hint(value.name.path, known)});
        }
        set.put(value.name.path, value.value, value.unit, Trust::fitted, source);
    }
    return patient::read_biology(set, host_);
}

std::vector<patient::Biology> member_biologies(Ensemble const& ensemble, Study const& study,
                                               BiologySource const& source, std::string const& file)
{
    if (ensemble.species != to_text(study.species))
        throw StudyError({file, 0, "species"},
                         {ensemble.species, "the study is of species " + to_text(study.species),
                          "--ensemble none runs without one"});
    std::vector<patient::Biology> members;
    for (std::size_t i = 0; i < ensemble.members(); ++i) {
        auto values = ensemble.member(i);
        std::erase_if(values, [&](auto const& v) { return !in_scope(study, v.name.scope); });
        members.push_back(source.read(values, file));
    }
    return members;
}

}   // namespace radici::study
