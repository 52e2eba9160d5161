// Makes data/kernels from our own Monte Carlo; one seed, one result.
//   make_kernels FOLDER [electron|photon|alpha|organs ...]
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

}   // namespace

int main(int count, char** words)
try {
    std::vector<std::string> const wanted(words + std::min(count, 2), words + count);
    if (count < 2) {
        std::fprintf(stderr, "make_kernels FOLDER [electron|photon|alpha|organs ...]\n");
        return 2;
    }
    std::filesystem::create_directories(words[1]);
    for (Particle const particle : {Particle::alpha, Particle::electron, Particle::photon})
        if (wanted.empty() || std::find(wanted.begin(), wanted.end(),
                                        dosimetry::kernel_name(particle)) != wanted.end())
            make(particle, words[1]);
    if (wanted.empty() || std::find(wanted.begin(), wanted.end(), "organs") != wanted.end())
        tools::make_organ_kernels(words[1]);
    return 0;
} catch (std::exception const& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
