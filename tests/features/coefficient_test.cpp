// F03 of features.csv, with the rows of absorbed_dose.csv: absorbed dose per activity in patients.
// An effective dose (whole body) is not among them.
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "features/feature.hpp"
#include "radici/kinetics/agent_library.hpp"
#include "radici/kinetics/dose_coefficients.hpp"

namespace radici::test {
namespace {

std::filesystem::path const data = RADICI_SOURCE_DIR "/data";

struct Row {
    std::string agent, region, source;
    double mean = 0, low = 0, high = 0;
    bool has_spread = false, verified = false;
};

/// Mean ± 2 sd; the range where that is all there is; 20 % where there is neither.
std::vector<Row> rows()
{
    std::ifstream file{RADICI_SOURCE_DIR "/tests/features/absorbed_dose.csv"};
    std::vector<Row> all;
    std::string line, cell;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::vector<std::string> cells;
        for (std::istringstream in{line}; std::getline(in, cell, ',');)
            cells.push_back(cell);
        Row row{.agent = cells.at(0),
                .region = cells.at(1),
                .source = cells.at(7),
                .mean = std::stod(cells.at(2)),
                .has_spread = !cells.at(3).empty(),
                .verified = cells.at(6) == "verified"};
        double const half = row.has_spread ? 2 * std::stod(cells[3]) : 0.2 * row.mean;
        bool const range = !row.has_spread && !cells[4].empty();
        row.low = range ? std::stod(cells[4]) : row.mean - half;
        row.high = range ? std::stod(cells[5]) : row.mean + half;
        all.push_back(row);
    }
    return all;
}

/// Gy/GBq by region of one agent, the mean lesion included.
std::map<std::string, double> coefficients(kinetics::Radiopharmaceutical const& agent)
{
    static auto const nuclides = nuclide::NuclideLibrary::load(data);
    static auto const body = dosimetry::ReferenceBody::load(data, "adult-male");
    static auto const kernels = dosimetry::SphereKernels::load(data);
    double const decay = decay_per_d(nuclides, agent);
    std::map<std::string, double> Gy_per_GBq;
    for (auto const& [region, dose] :
         dose_coefficients(agent, decay, dosimetry::OrganDose::make(nuclides, agent.nuclide, body)))
        Gy_per_GBq[region] = 1e3 * dose.total();
    auto const sphere = dosimetry::SphereSelfDose::make(nuclides, agent.nuclide,
                                                        dosimetry::Daughters::in_place, kernels);
    auto const& typical = agent.typical_lesion;
    if (typical.volume_mL > 0)
        Gy_per_GBq["tumour"] =
            1e3 * mean_over_median(agent.lesion) *
            lesion_Gy_per_MBq(agent, decay, sphere, typical.volume_mL, typical.target_positive);
    return Gy_per_GBq;
}

TEST(Features, F03)
{
    auto const library = kinetics::AgentLibrary::load(data);
    std::map<std::string, std::map<std::string, double>> ours;
    std::string off;   // rows from memory
    int verified = 0, remembered = 0;
    for (Row const& row : rows()) {
        if (!ours.contains(row.agent))
            ours[row.agent] = coefficients(library.at(row.agent));
        ASSERT_TRUE(ours[row.agent].contains(row.region)) << row.agent << ' ' << row.region;
        double const dose = ours[row.agent][row.region];
        if (row.verified || row.has_spread) {
            EXPECT_GE(dose, row.low) << row.agent << ' ' << row.region << ' ' << row.source;
            EXPECT_LE(dose, row.high) << row.agent << ' ' << row.region << ' ' << row.source;
            ++verified;
            continue;
        }
        ++remembered;
        if (dose < row.low || dose > row.high)
            off += fmt::format(" {} {} {:.3g} against {:.3g} Gy/GBq,", row.agent, row.region, dose,
                               row.mean);
    }
    EXPECT_EQ(verified, 20);
    note_shown(fmt::format("all {} rows that are verified or have a spread; of {} from memory "
                           "without one, allowed 20 % or their range,{}",
                           verified, remembered,
                           off.empty() ? " all" : " off:" + off.substr(0, off.size() - 1)));
}

}   // namespace
}   // namespace radici::test
