#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "immune/subject.hpp"
#include "support/agrees.hpp"

using namespace radici;
using namespace radici::immune;
using radici::test::expect_agrees;
using radici::test::patient_data;

namespace {

/// The message of reading human mCRPC with one number of the study changed.
std::string complaint(std::string const& layer)
{
    auto set = patient_data({"human", "mcrpc"});
    set.add_layer(Document::parse(layer, "study.toml").root(), "study.toml");
    try {
        static_cast<void>(read_immune_parameters(set));
        static_cast<void>(read_lesion_cells(set));
    } catch (StudyError const& e) {
        return e.what();
    }
    return "read without complaint";
}

/// Every preset over the species it belongs to.
std::vector<std::vector<std::string>> all_layers()
{
    std::vector<std::vector<std::string>> layers{{"mouse"}};
    for (auto const& disease : test::human_diseases())
        layers.push_back({"human", disease});
    return layers;
}

}   // namespace

TEST(PatientData, has_no_number_that_nobody_reads)
{
    for (auto const& layers : all_layers()) {
        auto set = patient_data(layers);
        static_cast<void>(read_immune_parameters(set));
        static_cast<void>(radiobiology::read_cell_response(set));
        static_cast<void>(radiobiology::read_repair_defect(set));
        static_cast<void>(radiobiology::read_signals(set));
        static_cast<void>(radiobiology::read_bystander(set));
        static_cast<void>(radiobiology::read_blood(set));
        std::vector<std::string> used;
        for (auto const& [path, parameter] : set.used())
            used.push_back(path);
        for (auto const& layer : layers)
            for (auto const* section : {"immune", "radiobiology", "blood"}) {
                auto const file =
                    std::filesystem::path{RADICI_SOURCE_DIR} / "data/patients" / (layer + ".toml");
                auto const table = Document::open(file).root().find(section);
                if (!table)
                    continue;
                for (auto const& [key, node] : table->entries()) {
                    auto const path = std::string{section} + "." + key;
                    if (node.has("value")) {
                        EXPECT_THAT(used, testing::Contains(path)) << layer;
                        continue;
                    }
                    for (auto const& [inner, leaf] : node.entries())
                        EXPECT_THAT(used, testing::Contains(path + "." + inner)) << layer;
                }
            }
    }
}

TEST(ImmuneParameters, of_every_disease_and_the_mouse_are_complete)
{
    for (auto const& layers : all_layers()) {
        auto set = patient_data(layers);
        EXPECT_NO_THROW(static_cast<void>(read_immune_parameters(set)));
        EXPECT_NO_THROW(static_cast<void>(read_lesion_cells(set)));
        EXPECT_NO_THROW(static_cast<void>(radiobiology::read_cell_response(set)));
        EXPECT_NO_THROW(static_cast<void>(radiobiology::read_repair_defect(set)));
        EXPECT_NO_THROW(static_cast<void>(radiobiology::read_signals(set)));
        EXPECT_NO_THROW(static_cast<void>(radiobiology::read_bystander(set)));
        EXPECT_NO_THROW(static_cast<void>(radiobiology::read_blood(set)));
    }
}

TEST(ImmuneParameters, come_in_the_units_of_the_model)
{
    auto set = patient_data({"human", "mcrpc"});
    auto const p = read_immune_parameters(set);
    EXPECT_NEAR(p.danger.antigen_half_1e6_per_mm3, 0.064, 1e-12);    // 6.4e4 cells/mm3
    EXPECT_NEAR(p.regulatory.source_1e6_per_mm3_d, 2.5e-4, 1e-15);   // the disease's, not man's
    EXPECT_NEAR(p.adaptive.priming_half_volume_mm3, 3e4, 1e-8);
    EXPECT_NEAR(p.adaptive.blood_volume_mm3, 5e6, 1e-6);
    EXPECT_NEAR(p.danger.sting_signalling, 0.02, 1e-15);
    auto const cell = radiobiology::read_cell_response(set);
    EXPECT_NEAR(cell.repair_per_d[0], 24 * 0.462098120373, 1e-9);   // half-time 1.5 h
    auto const kidney = radiobiology::read_organ_risk(set, "kidney");
    EXPECT_NEAR(kidney.response.repair_per_d, 24 * 0.247552564486, 1e-9);   // 2.8 h
    auto const blood = radiobiology::read_blood(set);
    EXPECT_NEAR(blood.lymphocytes.baseline_1e9_per_L, 1.5, 1e-12);
    EXPECT_NEAR(blood.transit.elsewhere(), 0.81, 1e-12);
    EXPECT_EQ(blood.platelets.blood_kill_low_per_Gy, 0);
}

TEST(ImmuneParameters, name_the_place_of_what_is_wrong)
{
    EXPECT_THAT(
        complaint("[immune]\nhoming = \"70 Gy\"\n"),
        testing::AllOf(testing::StartsWith("study.toml:2:"), testing::HasSubstr("immune.homing")));
    EXPECT_THAT(complaint("[immune]\nhoming = \"-70 1/d\"\n"),
                testing::HasSubstr("it must be ≥ 0"));
    EXPECT_THAT(complaint("[immune]\nantigen_loss = \"0 1/d\"\n"),
                testing::HasSubstr("it must be > 0"));
    EXPECT_THAT(complaint("[immune]\nsting_signalling = 1.5\n"), testing::HasSubstr("0-1"));
    EXPECT_THAT(complaint("[immune]\nregulatory_alpha = \"0.2 1/Gy\"\n"),
                testing::HasSubstr("below lesion_t_cell_alpha"));
    EXPECT_THAT(complaint("[immune]\nmemory_making = \"0.05 1/d\"\n"),
                testing::HasSubstr("part of blood_loss"));
    EXPECT_THAT(complaint("[tumour_cells]\ncarrying_volume = \"10 mm3\"\n"),
                testing::HasSubstr("exceed reference_volume"));
    auto empty = ParameterSet{};
    EXPECT_THROW(static_cast<void>(read_immune_parameters(empty)), StudyError);
}
