#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "radici/base/document.hpp"
#include "radici/base/parameter.hpp"

namespace radici::test {

/// Layers of data/patients by name, the lowest first: {"human", "mcrpc"}.
inline ParameterSet patient_data(std::vector<std::string> const& layers)
{
    ParameterSet set;
    for (auto const& name : layers)
        set.add_layer(Document::open(std::filesystem::path{RADICI_SOURCE_DIR} / "data/patients" /
                                     (name + ".toml"))
                          .root(),
                      name);
    return set;
}

/// The diseases of man of data/patients.
inline std::vector<std::string> human_diseases()
{
    return {"gep_net", "liver_met_net", "lung_net", "mcc", "mcrpc", "rcc", "sclc"};
}

}   // namespace radici::test
