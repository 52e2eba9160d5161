// The published numbers of validation/dosimetry.toml.
#include <fstream>

#include <gtest/gtest.h>

#include "radici/base/data_folder.hpp"
#include "radici/base/error.hpp"
#include "radici/dosimetry/validation.hpp"

namespace radici::dosimetry {
namespace {

TEST(Validation, every_promised_row_is_within_its_tolerance)
{
    auto const library = nuclide::NuclideLibrary::load(data_folder());
    auto const rows =
        validate(library, data_folder(), RADICI_SOURCE_DIR "/validation/dosimetry.toml");
    ASSERT_GE(rows.size(), 50U);
    int silent = 0;
    for (auto const& row : rows) {
        EXPECT_FALSE(row.source.empty());
        if (row.promised)
            EXPECT_TRUE(row.within())
                << row.name << ": ours " << row.ours << ", published " << row.published;
        else
            ++silent;
    }
    EXPECT_EQ(silent, 1);   // 364 keV photons in 10 mg: the kernel has no electron transport
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

TEST(Validation, refuses_a_key_that_it_does_not_know)
{
    std::string const file = testing::TempDir() + "radici_validation_key.toml";
    std::ofstream(file) << "[[cylinder]]\nnuclide = \"Y-90\"\n";
    auto const library = nuclide::NuclideLibrary::load(data_folder());
    EXPECT_THROW((void)validate(library, data_folder(), file), StudyError);
}

}   // namespace
}   // namespace radici::dosimetry
