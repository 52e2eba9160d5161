// Every radiopharmaceutical and every antibody of man, given to a few patients.
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "radici/study/reader.hpp"
#include "radici/study/simulate_patients.hpp"

namespace radici::study {
namespace {

std::filesystem::path const data = std::filesystem::path{RADICI_SOURCE_DIR} / "data";

kinetics::AgentLibrary const& agents()
{
    static auto const library = kinetics::AgentLibrary::load(data);
    return library;
}

/// `activity = "7400 MBq"`: what the file calls usual in man, else 100 MBq or 1 mg/kg.
std::string usual_amount(std::vector<kinetics::UsualAmount> const& usual, bool radioactive)
{
    std::string const key = radioactive ? "activity" : "dose", unit = radioactive ? "MBq" : "mg";
    for (auto const& one : usual)
        if (one.species == "human")
            return fmt::format("{} = \"{:.6g} {}{}\"", key, one.amount.value, unit,
                               one.basis == kinetics::PerBody::per_kg ? "/kg" : "");
    return fmt::format("{} = \"{}\"", key, radioactive ? "100 MBq" : "1 mg/kg");
}

std::vector<SubjectRecord> patients_given(std::string const& agent, std::string const& amount)
{
    constexpr int patients = 4;
    auto const file = std::filesystem::path{testing::TempDir()} / (agent + "_alone.toml");
    std::ofstream{file} << fmt::format(
        "[study]\nname = \"{0}\"\nspecies = \"human\"\npatients = {1}\nhorizon = \"6 months\"\n"
        "seed = 1\n[patient]\ndisease = \"mcrpc\"\n[[arm]]\nname = \"alone\"\n[[arm.give]]\n"
        "agent = \"{0}\"\nstart = \"day 1\"\n{2}\n",
        agent, patients, amount);
    auto const document = open_study(file, {});
    return simulate_patients(prepare(read_study(document, agents(), data), agents(), data), 0,
                             patients);
}

TEST(EveryAgent, reaches_the_end_in_every_patient)
{
    for (std::string const& id : agents().names()) {
        auto const amount = usual_amount(agents().at(id).usual, true);
        for (auto const& record : patients_given(id, amount)) {
            EXPECT_EQ(record.failure, "") << id;
            for (double const dose_Gy : record.lesion_dose_Gy) {
                EXPECT_GE(dose_Gy, 0) << id;
                EXPECT_LT(dose_Gy, 2000) << id << ", " << amount;
            }
        }
    }
}

TEST(EveryAntibody, reaches_the_end_in_every_patient)
{
    for (std::string const& id : agents().inhibitors()) {
        auto const& antibody = agents().antibody(id);
        if (antibody.species != "human")
            continue;
        for (auto const& record : patients_given(id, usual_amount(antibody.usual, false)))
            EXPECT_EQ(record.failure, "") << id;
    }
}

}   // namespace
}   // namespace radici::study
