#pragma once
#include <filesystem>

namespace radici::tools {

/// Organ kernels of all reference bodies: FOLDER/organs/BODY.toml.
void make_organ_kernels(std::filesystem::path const& folder);

}   // namespace radici::tools
