// data/kernels/voxel: what the tables hold, made anew, and that broken ones are refused.
#include "radici/dosimetry/voxel_table.hpp"

#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>

#include "radici/base/data_folder.hpp"
#include "radici/base/document.hpp"
#include "radici/base/file.hpp"
#include "radici/base/hash.hpp"
#include "radici/dosimetry/kernel_file.hpp"
#include "support/message_of.hpp"
#include "support/temporary_folder.hpp"

namespace radici::dosimetry {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

TEST(VoxelTable, every_stored_table_loads_and_was_made_from_the_files_that_are_there)
{
    for (std::string const& name : VoxelTable::stored_nuclides()) {
        auto const table = VoxelTable::load(data_folder(), name);
        EXPECT_EQ(table.nuclide, name);
        EXPECT_EQ(table.chain.front(), name);
        EXPECT_EQ(table.extent, VoxelTable::stored_extent);
        ASSERT_EQ(table.lattices.size(), VoxelTable::stored_widths_mm.size());
        for (std::size_t n = 0; n < table.lattices.size(); ++n)
            EXPECT_EQ(table.lattices[n].width_mm, VoxelTable::stored_widths_mm[n]);
        EXPECT_EQ(table.made_from.size(), 3 + table.chain.size());
        for (auto const& from : table.made_from)
            EXPECT_EQ(sha256_of_file(data_folder() / from.file), from.sha256)
                << name << ": " << from.file << " has changed: ./dev kernels voxels";
    }
}

TEST(VoxelTable, every_label_of_an_agent_has_one)
{
    int agents = 0;
    for (auto const& entry : std::filesystem::directory_iterator(data_folder() / "agents")) {
        auto const root = Document::open(entry.path()).root();
        EXPECT_THAT(VoxelTable::stored_nuclides(), Contains(root.at("nuclide").text()))
            << entry.path();
        ++agents;
    }
    EXPECT_GE(agents, 3);
}

TEST(VoxelTable, made_anew_has_the_same_bytes)
{
    auto const library = nuclide::NuclideLibrary::load(data_folder());
    auto const kernels = PointKernelSet::load(data_folder());
    for (auto const* name : {"Lu-177", "Ra-223", "Ga-68"}) {
        auto const stored =
            read_text(data_folder() / "kernels" / "voxel" / (std::string(name) + ".toml"));
        auto const program = Document::parse(stored, name).root().at("program").text();
        EXPECT_EQ(VoxelTable::make(library, name, kernels, data_folder()).to_text(program), stored);
    }
}

TEST(VoxelTable, doses_fall_with_distance_and_scale_with_mass)
{
    auto const table = VoxelTable::load(data_folder(), "Lu-177");
    for (auto const& lattice : table.lattices) {
        auto const& s = lattice.s_mGy_per_MBq_s;
        EXPECT_GT(s[0].beta, 10 * s[1].beta);
        EXPECT_GT(s[1].beta, s[2].beta);
        EXPECT_GT(s[2].beta, s[3].beta);
        EXPECT_GT(s[1].photon, s.back().photon);
    }
    // Of a cube of 6 mm betas lose about 5 %, of 4.8 mm a quarter more: together under 3 % of 1.95.
    EXPECT_NEAR(table.at(4.8).s_mGy_per_MBq_s[0].beta / table.at(6).s_mGy_per_MBq_s[0].beta,
                std::pow(6 / 4.8, 3), 0.03 * 1.95);
}

TEST(VoxelTable, names_what_there_is)
{
    EXPECT_THAT(test::message_of([] { (void)VoxelTable::load(data_folder(), "Lu-178"); }),
                HasSubstr("did you mean \"Lu-177\"?"));
    auto const table = VoxelTable::load(data_folder(), "Y-90");
    EXPECT_THAT(test::message_of([&] { (void)table.at(5); }),
                HasSubstr("the table has 2.21, 3, 4, 4.42, 4.8, 6 mm"));
}

class BrokenVoxelTable : public ::testing::Test {
protected:
    enum class Seal { kept, renewed };

    /// What is said of a copy of Y-90's file in which `with` stands for the first `what` of it.
    std::string message_of(std::string const& what, std::string const& with,
                           Seal seal = Seal::renewed)
    {
        auto text = read_text(data_folder() / "kernels" / "voxel" / "Y-90.toml");
        auto const at = text.find(what);
        EXPECT_NE(at, std::string::npos) << what;
        text.replace(at, what.size(), with);
        if (seal == Seal::renewed)
            text = sealed(text.substr(text.find('\n') + 1));
        auto const folder = folder_.path() / "kernels" / "voxel";
        std::filesystem::create_directories(folder);
        write_atomically(folder / "Y-90.toml", text);
        return test::message_of([&] { (void)VoxelTable::load(folder_.path(), "Y-90"); });
    }
    /// The first number of the betas of the smallest voxels.
    static std::string first_beta()
    {
        auto const table = VoxelTable::load(data_folder(), "Y-90");
        return fmt_beta(table.lattices[0].s_mGy_per_MBq_s[0].beta);
    }
    static std::string fmt_beta(double value)
    {
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), "%.4g,", value);
        return text.data();
    }

private:
    test::TemporaryFolder folder_;
};

TEST_F(BrokenVoxelTable, is_refused_where_a_digit_is_another)
{
    EXPECT_THAT(message_of("extent = 5", "extent = 5 ", Seal::kept),
                HasSubstr("Y-90.toml:1: sha256: the numbers are not those that were written"));
    EXPECT_EQ(message_of("extent = 5", "extent = 5"), "nothing was thrown");
}

TEST_F(BrokenVoxelTable, is_refused_where_energy_is_made_or_lost)
{
    auto const table = VoxelTable::load(data_folder(), "Y-90");
    double const s = table.lattices[0].s_mGy_per_MBq_s[0].beta;
    auto const message = message_of(first_beta(), fmt_beta(1.01 * s));
    EXPECT_THAT(message, HasSubstr("all is absorbed somewhere"));
    EXPECT_THAT(message, HasSubstr("lattice[0].beta: "));
    EXPECT_THAT(message, HasSubstr("Y-90.toml:"));
    EXPECT_THAT(message_of("beta_outside_MeV = ", "beta_outside_MeV = 1"),
                HasSubstr("all is absorbed somewhere"));
}

TEST_F(BrokenVoxelTable, is_refused_where_the_form_is_another)
{
    EXPECT_THAT(message_of("format = 1", "format = 2"), HasSubstr("this program reads 1"));
    EXPECT_THAT(message_of("extent = 5", "extent = 6"), HasSubstr("there must be 84"));
    EXPECT_THAT(message_of("extent = 5", "extent = 50"), HasSubstr("1 to 40 voxels"));
    EXPECT_THAT(message_of(first_beta(), "nan,"), HasSubstr("a finite number is expected"));
    EXPECT_THAT(message_of(first_beta(), "-1,"), HasSubstr("S values are >= 0"));
    EXPECT_THAT(message_of("width_mm = 3", "width_mm = 2"), HasSubstr("they are > 0 and rise"));
    EXPECT_THAT(message_of("medium = ", "media = "), HasSubstr("medium"));
    EXPECT_THAT(message_of("tag = ", "colour = \"blue\"\ntag = "), HasSubstr("colour"));
}

}   // namespace
}   // namespace radici::dosimetry
