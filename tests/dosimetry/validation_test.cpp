// The published numbers of validation/dosimetry.toml.
#include <fstream>

#include <gtest/gtest.h>

#include "radici/base/data_folder.hpp"
#include "radici/base/error.hpp"
#include "radici/dosimetry/validation.hpp"
#include "support/temporary_folder.hpp"

namespace radici::dosimetry {
namespace {

TEST(Validation, every_promised_row_is_within_its_tolerance)
{
    auto const library = nuclide::NuclideLibrary::load(data_folder());
    auto const rows =
        validate(library, data_folder(), RADICI_SOURCE_DIR "/validation/dosimetry.toml");
    ASSERT_GE(rows.size(), 200U);
    int sampled = 0;
    for (auto const& row : rows) {
        EXPECT_FALSE(row.source.empty());
        EXPECT_TRUE(row.promised);
        EXPECT_TRUE(row.within()) << row.name << ": ours " << row.ours << " ± " << row.sd
                                  << ", published " << row.published << " ± " << row.published_sd;
        sampled += row.sd > 0 ? 1 : 0;
    }
    EXPECT_GE(sampled, 99);   // 42 spheres, 42 shells about a point, 13 voxels, 4 of Fano's
}

TEST(Validation, sees_a_number_that_is_off)
{
    std::string const file = testing::TempDir() + "radici_validation.toml";
    std::ofstream(file)
        << "[[electron_range]]\nmaterial = \"water_i75\"\nenergy = \"1 MeV\"\n"
           "range = \"0.45 g/cm2\"\ntolerance = 0.003\nsource = \"wrong on purpose\"\n";
    auto const library = nuclide::NuclideLibrary::load(data_folder());
    auto const rows = validate(library, data_folder(), file);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_FALSE(rows.front().within());
}

/// Rows of one table of spheres with a source of 1 MeV electrons.
std::vector<ValidationRow> sphere_rows(std::string const& lists)
{
    radici::test::TemporaryFolder const folder;
    auto const file = folder.path() / "rows.toml";
    std::ofstream(file) << "[[sphere]]\nparticle = \"electron\"\nenergy = \"1 MeV\"\n"
                           "medium = \"water_i75\"\nuncertainty = \"0.5 %\"\ntolerance = 0.01\n"
                           "source = \"none\"\n"
                        << lists;
    return validate(nuclide::NuclideLibrary::load(data_folder()), data_folder(), file);
}

TEST(Validation, samples_its_spheres_and_sees_one_that_is_off)
{
    auto const rows = sphere_rows("mass_g = [0.1, 10]\nabsorbed_fraction = [0.49805, 0.92]\n"
                                  "sd = [0.00133, 0.000996]\n");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_TRUE(rows[0].within());
    EXPECT_FALSE(rows[1].within());   // EGSnrc: 0.88126
    for (auto const& row : rows) {
        EXPECT_GT(row.sd, 0);
        EXPECT_LE(row.sd, 0.005 * row.ours);
    }
    EXPECT_THROW((void)sphere_rows("mass_g = [1]\nabsorbed_fraction = [0.5, 0.9]\nsd = [0, 0]\n"),
                 StudyError);
    EXPECT_THROW((void)sphere_rows("mass_g = [1]\nabsorbed_fraction = [0.5]\nsd = [0, 0]\n"),
                 StudyError);
}

TEST(Validation, errors_of_both_sides_widen_what_is_allowed)
{
    ValidationRow row;
    row.ours = 1.059;
    row.published = 1;
    row.published_sd = 0.03;
    EXPECT_TRUE(row.within());   // 2 sd
    row.ours = 1.09;
    EXPECT_FALSE(row.within());
    row.sd = 0.04;   // together 0.05
    EXPECT_TRUE(row.within());
    row.ours = 1.101;
    EXPECT_FALSE(row.within());
}

/// Rows of one table about photons in water.
std::vector<ValidationRow> photon_rows(std::string const& lists)
{
    radici::test::TemporaryFolder const folder;
    auto const file = folder.path() / "rows.toml";
    std::ofstream(file) << "[[photon_absorption]]\nmaterial = \"water\"\ntolerance = 0.005\n"
                           "source = \"none\"\n"
                        << lists;
    return validate(nuclide::NuclideLibrary::load(data_folder()), data_folder(), file);
}

TEST(Validation, reads_lists_row_by_row_and_refuses_uneven_ones)
{
    auto const rows = photon_rows("energy_MeV = [0.1, 0.6]\ncm2_per_g = [0.02546, 0.034]\n");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_TRUE(rows[0].within());
    EXPECT_FALSE(rows[1].within());   // NIST: 0.03284
    EXPECT_THROW((void)photon_rows("energy_MeV = [0.1]\ncm2_per_g = [0.02546, 0.034]\n"),
                 StudyError);
}

TEST(Validation, refuses_a_key_that_it_does_not_know)
{
    std::string const file = testing::TempDir() + "radici_validation_key.toml";
    std::ofstream(file) << "[[cylinder]]\nnuclide = \"Y-90\"\n";
    auto const library = nuclide::NuclideLibrary::load(data_folder());
    EXPECT_THROW((void)validate(library, data_folder(), file), StudyError);
}

}   // namespace
}   // namespace radici::dosimetry
