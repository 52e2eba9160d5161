#include "radici/radiobiology/parameters.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/patient_data.hpp"

using namespace radici;
using namespace radici::radiobiology;
using radici::test::patient_data;

namespace {

template <class Read>
std::string complaint(std::string const& layer, Read&& read)
{
    auto set = patient_data({"human", "mcrpc"});
    set.add_layer(Document::parse(layer, "study.toml").root(), "study.toml");
    try {
        read(set);
    } catch (StudyError const& e) {
        return e.what();
    }
    return "read without complaint";
}

}   // namespace

TEST(RadiobiologyParameters, of_every_organ_at_risk_are_there)
{
    auto set = patient_data({"human", "gep_net"});
    for (auto const* region : {"kidney", "salivary", "liver", "lung"}) {
        auto const risk = read_organ_risk(set, region);
        EXPECT_GT(risk.response.repair_per_d, 0) << region;
        EXPECT_NEAR(complication_probability(risk.complication, risk.complication.half_dose), 0.5,
                    1e-12);
        EXPECT_LT(complication_probability(risk.complication, 0.0 * unit::Gy_eqd2), 0.01) << region;
    }
    EXPECT_THROW(static_cast<void>(read_organ_risk(set, "moon")), StudyError);
}

TEST(RadiobiologyParameters, name_the_place_of_what_is_wrong)
{
    auto const cell = [](ParameterSet& set) { static_cast<void>(read_cell_response(set)); };
    auto const blood = [](ParameterSet& set) { static_cast<void>(read_blood(set)); };
    auto const kidney = [](ParameterSet& set) {
        static_cast<void>(read_organ_risk(set, "kidney"));
    };
    EXPECT_THAT(
        complaint("[radiobiology]\nrepair_half_time = \"0 h\"\n", cell),
        testing::AllOf(testing::StartsWith("study.toml:2:"), testing::HasSubstr("it must be > 0")));
    EXPECT_THAT(complaint("[radiobiology]\nlow_let_beta = \"-0.02 1/Gy2\"\n", cell),
                testing::HasSubstr("it must be ≥ 0"));
    EXPECT_THAT(complaint("[radiobiology]\nlow_let_alpha = \"0.06 Gy\"\n", cell),
                testing::HasSubstr("low_let_alpha"));
    EXPECT_THAT(complaint("[blood]\nlymphocyte_time_in_blood = 0.95\n", blood),
                testing::HasSubstr("sum to more than 1"));
    EXPECT_THAT(complaint("[organs.kidney]\nfive_percent_dose = \"30 Gy\"\n", kidney),
                testing::HasSubstr("below half_dose"));
}
