#include <algorithm>

#include <gtest/gtest.h>

#include "radici/study/draw_person.hpp"
#include "radici/study/reader.hpp"
#include "radici/study/setting.hpp"
#include "radici/study/simulate_patients.hpp"
#include "radici/study/uptake_image.hpp"
#include "study/sample_study.hpp"

namespace radici::study {
namespace {

Setting setting_of(std::string const& text)
{
    std::filesystem::path const data = RADICI_SOURCE_DIR "/data";
    return prepare(test::read_text_study(text), kinetics::AgentLibrary::load(data), data);
}

std::string men(std::string const& give, std::string const& more = "")
{
    return "[study]\nname = \"men\"\npatients = 6\nhorizon = \"200 d\"\n[patient]\ndisease = "
           "\"mcrpc\"\n" +
           more +
           "[[arm]]\nname = \"one\"\n[[arm.give]]\nagent = \"lu177_psma617\"\nactivity = \"7.4 "
           "GBq\"\nstart = \"day 1\"\n" +
           give;
}

std::string drug(std::string const& lines)
{
    return "[[arm]]\nname = \"two\"\n[[arm.give]]\nstart = \"day 1\"\n" + lines;
}

TEST(PartnerDrugs, are_known_by_what_they_are)
{
    auto const setting = setting_of(men(drug("agent = \"chemotherapy\"\ndose = \"5 AUC\"\n")));
    EXPECT_EQ(setting.study.arms[1].gives[0].agent, "carboplatin");
    EXPECT_EQ(setting.arms[1].drugs.partners.size(), 1U);
}

TEST(PartnerDrugs, of_one_kind_in_one_place_are_one_drug_in_the_body)
{
    auto const cycle = [](int day) {
        return "[[arm.give]]\nagent = \"etoposide\"\ndose = \"100 mg/m2\"\nstart = \"day " +
               std::to_string(day) + "\"\nevery = \"1 d\"\ntimes = 3\n";
    };
    auto const setting =
        setting_of(men(drug("agent = \"carboplatin\"\ndose = \"5 AUC\"\n") + cycle(1) + cycle(22)));
    EXPECT_EQ(setting.arms[1].drugs.partners.size(), 2U);
    EXPECT_EQ(setting.arms[1].drug_of_regimen, (std::vector<int>{0, 1, 1}));
}

TEST(PartnerDrugs, change_what_becomes_of_a_patient)
{
    auto const setting = setting_of(
        men(drug("agent = \"carboplatin\"\ndose = \"5 AUC\"\nevery = \"3 wk\"\ntimes = 4\n") +
            "[[arm]]\nname = \"three\"\n"));
    auto const records = simulate_patients(setting, 0, 3);
    for (std::size_t patient = 0; patient < 3; ++patient) {
        auto const& treated = records[3 * patient + 1];
        auto const& untreated = records[3 * patient + 2];
        ASSERT_EQ(treated.failure, "");
        EXPECT_LT(treated.total_volume_mm3[8], untreated.total_volume_mm3[8]);
        EXPECT_LT(treated.outcome.lowest_platelets, untreated.outcome.lowest_platelets);
    }
}

TEST(PartnerDrugs, are_refused_where_no_usual_dose_is_known)
{
    EXPECT_NE(test::fault_of(men(drug("agent = \"olaparib\"\ndose = \"2 AUC\"\n")))
                  .find("no usual dose of this sort of olaparib"),
              std::string::npos);
    EXPECT_NE(test::fault_of(men(drug("agent = \"enzalutamide\"\ndose = \"160 g\"\n")))
                  .find("implausible"),
              std::string::npos);
}

TEST(Select, enrols_those_alone_who_show_the_target)
{
    auto const all = setting_of(men(""));
    std::vector<double> hottest;
    for (int index = 0; index < 40; ++index) {
        auto const suv =
            lesion_suv(all, draw_person(all.study, all.model->biology(), index), 1.0 / 24);
        hottest.push_back(*std::max_element(suv.begin(), suv.end()));
    }
    std::sort(hottest.begin(), hottest.end());
    EXPECT_GT(hottest.front(), 0);
    double const median = hottest[20];
    auto const some =
        setting_of(men("", "[select]\nsuvmax = \">= " + std::to_string(median) + "\"\n"));
    int screened_out = 0;
    for (auto const& record : simulate_patients(some, 0, 20)) {
        ASSERT_EQ(record.failure, "");
        screened_out += record.screened_out;
    }
    // each enrolment draws until one of two qualifies: 20 enrolled turn away about as many
    EXPECT_GT(screened_out, 6);
    EXPECT_LT(screened_out, 60);
}

TEST(Select, wants_a_lower_bound_and_a_radiopharmaceutical)
{
    EXPECT_NE(test::fault_of(men("", "[select]\nsuvmax = \"15\"\n")).find("a lower bound"),
              std::string::npos);
}

}   // namespace
}   // namespace radici::study
