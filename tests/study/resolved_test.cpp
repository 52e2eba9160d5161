#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "radici/base/file.hpp"
#include "radici/study/grammar.hpp"
#include "radici/study/reader.hpp"
#include "study/sample_study.hpp"

namespace radici::study {
namespace {

using test::read_text_study;
using test::sample_animals;
using test::sample_study;
using testing::HasSubstr;

TEST(ResolvedToml, reads_back_as_the_same_study)
{
    std::vector<std::string> texts{sample_study()};
    for (auto const& entry : std::filesystem::directory_iterator(RADICI_SOURCE_DIR "/studies"))
        texts.push_back(read_text(entry.path()));
    ASSERT_GE(texts.size(), 4u);
    for (auto const& text : texts) {
        auto const once = resolved_toml(read_text_study(text));
        auto again = read_text_study(once);
        // Everything is the study's own now; the numbers are the same to the last bit.
        for (auto& [key, quantity] : again.patient.quantities) {
            auto const original = read_text_study(text).patient.quantities.at(key);
            EXPECT_EQ(quantity.distribution, original.distribution) << key;
            quantity = original;
        }
        again.patient.sex_origin = read_text_study(text).patient.sex_origin;
        EXPECT_EQ(resolved_toml(again), once);
    }
}

TEST(ResolvedToml, shows_where_each_value_comes_from)
{
    auto const text = resolved_toml(read_text_study(sample_study()));
    EXPECT_THAT(text, HasSubstr("height = \"175 cm\"   # study file"));
    auto const trial =
        resolved_toml(read_text_study(read_text(RADICI_SOURCE_DIR "/studies/NCT04525638.toml")));
    EXPECT_THAT(trial, HasSubstr("# preset, assumed: "));
}

TEST(ResolvedToml, keeps_a_tumour_dose_and_remarks_on_the_activity_found)
{
    auto study = read_text_study(sample_study());
    auto& give = study.arms[0].gives[0];
    give.amount.reset();
    give.tumour_dose_Gy = 25;
    EXPECT_THAT(resolved_toml(study), HasSubstr("tumour_dose = \"25 Gy\"\n"));
    give.amount = Amount{.value = 7400, .basis = Basis::flat};
    EXPECT_THAT(resolved_toml(study),
                HasSubstr("tumour_dose = \"25 Gy\"   # activity \"7400 MBq\"\n"));
}

/// Everything that is read is used: a value that is changed in the file changes the study. [fit]
/// is not of the study; runs pass it over.
TEST(ResolvedToml, holds_every_key_of_the_grammar)
{
    auto text = resolved_toml(read_text_study(sample_study())) +
                resolved_toml(read_text_study(sample_animals("volume = \"90 mm3\""))) +
                resolved_toml(read_text_study(sample_animals("cells = 1e6\nage = \"8 d\"")));
    auto selected = sample_study();
    selected.insert(selected.find("[endpoints]"),
                    "[select]\nsuvmax = \">= 15\"\nsuv_every_lesion = \">= 10\"\n");
    text += resolved_toml(read_text_study(selected));
    for (auto const& key : Grammar::study().keys())
        EXPECT_TRUE(key.path == "fit" || key.path.starts_with("fit.") ||
                    text.find(key.name) != std::string::npos)
            << key.path;
}

}   // namespace
}   // namespace radici::study
