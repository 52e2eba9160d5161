// Makes data/kernels from our own Monte Carlo; one seed, one result.
//   make_kernels FOLDER [electron|photon|alpha|voxels|organs ...]
// Voxel tables are folded from the point kernels of the data folder.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "make_organ_kernels.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/base/file.hpp"
#include "radici/dosimetry/kernel_file.hpp"
#include "radici/dosimetry/kernel_run.hpp"
#include "radici/dosimetry/voxel_table.hpp"

namespace {

using namespace radici;
using dosimetry::Particle;

/// Point kernels and spheres of one particle.
void make(Particle particle, std::filesystem::path const& folder)
{
    auto const data = data_folder();
    auto const media = transport::TrackMedia::load(data, {"water"}, transport::lowest_cut_MeV);
    std::string const program = "radici " RADICI_VERSION, name = dosimetry::kernel_name(particle);
    std::string point = dosimetry::kernel_head("point", particle, program);
    std::string sphere = dosimetry::kernel_head("sphere", particle, program);
    auto const entries = dosimetry::kernel_entries(particle);
    for (std::size_t n = 0; n < entries.size(); ++n) {
        double const range_cm = dosimetry::kernel_range_cm(data, particle, entries[n].energy_MeV);
        auto const run =
            dosimetry::make_kernel(media, range_cm, entries[n], dosimetry::kernel_seed);
        point += dosimetry::kernel_text(run.point);
        sphere += dosimetry::kernel_text(run.sphere);
        std::fprintf(stderr, "%s %zu of %zu: %g MeV\n", name.c_str(), n + 1, entries.size(),
                     entries[n].energy_MeV);
    }
    write_atomically(folder / ("point_" + name + ".toml"), point);
    write_atomically(folder / ("sphere_" + name + ".toml"), sphere);
}

void make_voxel_tables(std::filesystem::path const& folder)
{
    auto const data = data_folder();
    auto const library = nuclide::NuclideLibrary::load(data);
    auto const kernels = dosimetry::PointKernelSet::load(data);
    std::filesystem::create_directories(folder / "voxel");
    for (std::string const& name : dosimetry::VoxelTable::stored_nuclides()) {
        auto const table = dosimetry::VoxelTable::make(library, name, kernels, data);
        write_atomically(folder / "voxel" / (name + ".toml"),
                         table.to_text("radici " RADICI_VERSION));
        std::fprintf(stderr, "voxels %s\n", name.c_str());
    }
}

}   // namespace

int main(int count, char** words)
try {
    std::vector<std::string> const wanted(words + std::min(count, 2), words + count);
    if (count < 2) {
        std::fprintf(stderr, "make_kernels FOLDER [electron|photon|alpha|voxels|organs ...]\n");
        return 2;
    }
    std::filesystem::create_directories(words[1]);
    auto const is_wanted = [&wanted](std::string const& name) {
        return wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end();
    };
    for (Particle const particle : {Particle::alpha, Particle::electron, Particle::photon})
        if (is_wanted(dosimetry::kernel_name(particle)))
            make(particle, words[1]);
    if (is_wanted("voxels"))
        make_voxel_tables(words[1]);
    if (is_wanted("organs"))
        tools::make_organ_kernels(words[1]);
    return 0;
} catch (std::exception const& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
