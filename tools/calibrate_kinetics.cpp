// Solves the rates that the files of data/agents mark with `calibrated_to`, and prints them beside
// those in the files.
//   calibrate_kinetics [AGENT...]        docs/methods/kinetics.md says what is solved and why
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "radici/base/data_folder.hpp"
#include "radici/kinetics/agent_library.hpp"
#include "radici/kinetics/calibration.hpp"

namespace {

using namespace radici;

void report(kinetics::Radiopharmaceutical const& agent, std::filesystem::path const& data,
            nuclide::NuclideLibrary const& nuclides)
{
    auto const body =
        dosimetry::ReferenceBody::load(data, agent.species == "mouse" ? "mouse-25g" : "adult-male");
    auto const organs = dosimetry::OrganDose::make(nuclides, agent.nuclide, body);
    auto const sphere = kinetics::sphere_of(nuclides, agent, dosimetry::SphereKernels::load(data));
    double const decay = kinetics::decay_per_d(nuclides, agent);

    std::printf("%s\n", agent.id.c_str());
    auto const solved = kinetics::calibrate(agent, decay, organs, sphere);
    for (std::size_t i = 0; i < agent.anchors.size(); ++i) {
        auto const& flow =
            agent.body.transfers[static_cast<std::size_t>(agent.anchors[i].transfer)];
        std::string const to =
            flow.to < 0 ? "out" : agent.body.compartment[static_cast<std::size_t>(flow.to)];
        std::printf("  %-14s > %-14s %12.6g 1/d   in the file %12.6g 1/d   for %s %g Gy/GBq\n",
                    agent.body.compartment[static_cast<std::size_t>(flow.from)].c_str(), to.c_str(),
                    solved.per_d[i], flow.per_d, agent.anchors[i].region.c_str(),
                    1e3 * agent.anchors[i].Gy_per_MBq);
    }
    std::printf("  lesion exchange or uptake        %12.6g 1/d   in the file %12.6g 1/d\n",
                solved.lesion_inflow_per_d, agent.lesion.inflow_per_d);
    std::printf("  coefficients of the file, Gy/GBq:");
    for (auto const& [region, dose] : kinetics::dose_coefficients(agent, decay, organs))
        std::printf(" %s %.4g", region.c_str(), 1e3 * dose.total());
    auto const& typical = agent.typical_lesion;
    std::printf(" tumour (median of %g mL) %.4g\n\n", typical.volume_mL,
                1e3 * kinetics::lesion_Gy_per_MBq(agent, decay, sphere, typical.volume_mL,
                                                  typical.target_positive));
}

}   // namespace

int main(int count, char** words)
try {
    auto const data = data_folder();
    auto const library = kinetics::AgentLibrary::load(data);
    auto const nuclides = nuclide::NuclideLibrary::load(data);
    std::vector<std::string> agents(words + 1, words + count);
    if (agents.empty())
        agents = library.names();
    for (std::string const& agent : agents)
        report(library.at(agent), data, nuclides);
    return 0;
} catch (std::exception const& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
