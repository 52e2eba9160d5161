// Group "model" of features.csv.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "features/feature.hpp"
#include "features/lab.hpp"
#include "radici/base/error.hpp"

namespace radici::test {
namespace {

std::string const
    beam = "agent = \"ebrt\"\ndose = \"8 Gy\"\nstart = \"day 1\"",
    antibodies =
        "agent = \"9d9\"\ndose = \"200 ug\"\nstart = \"day 4\"\nevery = \"3 d\"\ntimes = 3";

TEST(Features, F55)
{
    RADICI_NOT_MET("all lines are transplanted (`history` of data/tumours); no genetically "
                   "engineered or carcinogen-driven model, "
                   "and editing history is no parameter");
}

TEST(Features, F56)
{
    std::vector<double> immune, radiation;
    for (auto const* strain : {"C57BL/6", "nude", "rag2_il2rg"}) {
        auto const setting = lab(Mice{.strain = strain, .days = 25}.with(
            arm("none") + arm("ICI", {antibodies}) + arm("beam", {beam})));
        auto const n = course(setting, 1, {0.01, 15}, log_viable);
        immune.push_back(n[0][0][1] - n[1][0][1]);
        radiation.push_back(n[0][0][0] - n[2][0][0]);
    }
    EXPECT_GT(immune[0], 0.1);
    for (std::size_t strain : {1U, 2U}) {
        EXPECT_NEAR(immune[strain], 0, 1e-4) << "no T cells, no benefit";
        EXPECT_NEAR(radiation[strain], radiation[0], 0.01 * radiation[0]);
    }
    EXPECT_GT(radiation[0], 1);
    note_shown(fmt::format("anti-CTLA-4 takes {:.2f} off ln N in C57BL/6 and nothing without T "
                           "cells; 8 Gy kills {:.2f} of ln N in all",
                           immune[0], radiation[0]));
}

TEST(Features, F57)
{
    auto give = [](char const* activity) {
        return fmt::format("agent = \"lu177_psma617\"\nactivity = \"{}\"\nstart = \"day 1\"",
                           activity);
    };
    auto const mice = lab(
        Mice{.tumour = "volume = \"300 mm3\"\n", .days = 40}.with(arm("TRT", {give("30 MBq")})));
    auto const men = lab(Patients{.days = 60}.with(arm("TRT", {give("7.4 GBq")})));
    EXPECT_EQ(mice.model->agent(0).id, men.model->agent(0).id) << "one entry";
    std::vector<double> mouse_Gy, man_Gy;
    for (auto const& record : run(mice, 4))
        mouse_Gy.push_back(record.lesion_dose_Gy[0] / 30e-3);
    for (auto const& record : run(men, 4))
        man_Gy.push_back(record.lesion_dose_Gy[0] / 7.4);
    EXPECT_GT(median(man_Gy), 0);
    EXPECT_GT(median(mouse_Gy), 0);
    EXPECT_THROW(lab(Mice{}.with(arm("TRT", {give("7.4 GBq")}))), StudyError) << "a man's activity";
    EXPECT_THROW(lab(Patients{}.with(arm("TRT", {give("30 MBq")}))), StudyError) << "a mouse's";
    EXPECT_THROW(lab(Mice{}.with(arm("TRT", {give("30 mg")}))), StudyError) << "no activity";
    EXPECT_THROW(lab(Mice{}.with(arm("TRT", {give("30")}))), StudyError) << "no unit";
    note_shown(fmt::format("lu177_psma617: tumour {:.3g} Gy/GBq in mice, {:.3g} in men; activities "
                           "of the other species are refused",
                           median(mouse_Gy), median(man_Gy)));
}

TEST(Features, F62)
{
    RADICI_NOT_MET("a doomed cell has one fate: shares of apoptosis, necrosis, senescence and "
                   "mitotic catastrophe are not in the model");
}

}   // namespace
}   // namespace radici::test
