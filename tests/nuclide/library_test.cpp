#include "radici/nuclide/library.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nuclide/shared_library.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/base/error.hpp"
#include "radici/nuclide/energy_audit.hpp"
#include "support/agrees.hpp"

namespace radici::nuclide {
namespace {

using test::expect_agrees;
using testing::HasSubstr;

TEST(NuclideLibrary, holds_the_54_nuclides)
{
    auto const names = shared_library().names();
    EXPECT_EQ(names.size(), 54u);
    EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
    for (auto const* name : {"Lu-177", "I-131", "Xe-131m", "Ra-223", "Ac-225", "Y-90", "Tc-99m"})
        EXPECT_THAT(names, testing::Contains(name));
}

TEST(NuclideLibrary, finds_one_nuclide_under_all_its_names)
{
    auto const& library = shared_library();
    auto const* lutetium = &library.at("Lu-177");
    EXPECT_EQ(&library.at("177Lu"), lutetium);
    EXPECT_EQ(&library.at("lu177"), lutetium);
    EXPECT_EQ(library.at("99mTc").name, "Tc-99m");
    EXPECT_EQ(library.at("xe131m").name, "Xe-131m");
    EXPECT_EQ(library.find("Lu-178"), nullptr);
    EXPECT_EQ(library.find("nonsense"), nullptr);
}

TEST(NuclideLibrary, names_the_nearest_of_an_unknown_nuclide)
{
    auto message = [](char const* name) -> std::string {
        try {
            (void)shared_library().at(name);
        } catch (StudyError const& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_EQ(message("Lu-176"), "unknown nuclide \"Lu-176\" - did you mean \"Lu-177\"?");
    EXPECT_THAT(message("178lu"), HasSubstr("did you mean \"Lu-177\"?"));
    EXPECT_EQ(message("unobtainium"), "unknown nuclide \"unobtainium\"");
}

TEST(NuclideLibrary, balances_the_energy_of_every_nuclide)
{
    for (auto const& name : shared_library().names()) {
        auto const& nuclide = shared_library().at(name);
        auto const audit = audit_energy(nuclide);
        // four evaluations do not balance better than this: see balance_tolerance in their files
        bool const loose =
            name == "Tl-209" || name == "Th-227" || name == "Pb-211" || name == "Tb-161";
        EXPECT_LT(std::abs(audit.imbalance()), loose ? 0.0055 : 0.001) << name;
        EXPECT_GT(nuclide.half_life_s, 0) << name;
        EXPECT_FALSE(nuclide.sources.empty()) << name;
    }
}

TEST(NuclideLibrary, has_the_evaluated_half_lives)
{
    struct Row {
        char const* name;
        double seconds;
        double sd;
        char const* source;
    };
    Row const rows[] = {{"Lu-177", 6.647 * 86400, 0.004 * 86400, "DDEP: 6.647(4) d"},
                        {"Y-90", 2.6684 * 86400, 0.0013 * 86400, "DDEP: 2.6684(13) d"},
                        {"I-131", 8.0233 * 86400, 0.0019 * 86400, "DDEP: 8.0233(19) d"},
                        {"Ra-223", 11.43 * 86400, 0.03 * 86400, "DDEP: 11.43(3) d"},
                        {"F-18", 1.8289 * 3600, 0.00023 * 3600, "DDEP: 1.8289 h"},
                        {"Tc-99m", 6.0067 * 3600, 0.001 * 3600, "DDEP: 6.0067(10) h"},
                        {"Po-212", 294.4e-9, 0.8e-9, "NUBASE2020: 294.4(8) ns"},
                        {"Tb-161", 6.948 * 86400, 0.005 * 86400, "NUBASE2020: 6.948(5) d"}};
    for (auto const& row : rows) {
        auto const& nuclide = shared_library().at(row.name);
        expect_agrees(nuclide.half_life_s,
                      {.value = row.seconds, .rel_tol = 1e-4, .source = row.source});
        EXPECT_LT(nuclide.half_life_sd_s, 0.01 * nuclide.half_life_s);
    }
}

TEST(NuclideLibrary, says_that_iodine_131_feeds_the_isomer)
{
    auto const& iodine = shared_library().at("I-131");
    ASSERT_FALSE(iodine.notes.empty());
    EXPECT_THAT(iodine.notes[0], HasSubstr("Xe-131m"));
    for (auto const& gamma : iodine.gammas)   // the slow transition is not among the prompt ones
        EXPECT_GT(std::abs(gamma.energy_MeV - 0.16393), 1e-5);
    for (auto const& electron : iodine.conversion)
        EXPECT_GT(std::abs(electron.level_keV - 163.93), 0.01);
    double branching = 0;
    for (auto const& mode : iodine.modes)
        if (mode.daughter == "Xe-131m")
            branching += mode.branching;
    expect_agrees(branching, {.value = 0.011, .source = "note of the evaluation"});
}

/// A data folder of its own, removed at the end.
class CopiedLibrary : public testing::Test {
protected:
    void SetUp() override
    {
        folder_ = std::filesystem::temp_directory_path() /
                  ("radici_nuclides_" + std::to_string(::getpid()) + "_" +
                   testing::UnitTest::GetInstance()->current_test_info()->name());
        std::filesystem::create_directories(folder_ / "nuclides");
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    void copy(std::string const& name, std::string const& as) const
    {
        std::filesystem::copy_file(data_folder() / "nuclides" / (name + ".toml"),
                                   folder_ / "nuclides" / (as + ".toml"));
    }

    std::filesystem::path folder_;
};

TEST_F(CopiedLibrary, reads_a_file_only_when_asked_for)
{
    copy("Lu-177", "Lu-177");
    std::ofstream{folder_ / "nuclides" / "Y-90.toml"} << "not a nuclide";
    auto const library = NuclideLibrary::load(folder_);
    EXPECT_EQ(library.names(), (std::vector<std::string>{"Lu-177", "Y-90"}));
    EXPECT_EQ(library.at("Lu-177").z, 71);
    EXPECT_THROW((void)library.at("Y-90"), StudyError);
}

TEST_F(CopiedLibrary, refuses_a_file_with_the_wrong_name)
{
    copy("Lu-177", "Lu-178");
    auto const library = NuclideLibrary::load(folder_);
    try {
        (void)library.at("Lu-178");
        FAIL();
    } catch (StudyError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("Lu-178.toml:3: name: \"Lu-177\""));
    }
}

TEST_F(CopiedLibrary, refuses_a_folder_without_nuclides)
{
    EXPECT_THROW((void)NuclideLibrary::load(folder_), StudyError);
    EXPECT_THROW((void)NuclideLibrary::load(folder_ / "nowhere"), StudyError);
}

TEST(NuclideLibrary, may_be_asked_by_many_threads)
{
    auto const library = NuclideLibrary::load(data_folder());
    auto const names = library.names();
    std::vector<std::thread> threads;
    std::vector<int> sums(4, 0);
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, i] {
            for (auto const& name : names)
                sums[static_cast<std::size_t>(i)] += library.at(name).z;
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_THAT(sums, testing::Each(sums[0]));
}

}   // namespace
}   // namespace radici::nuclide
