#include "report/sample_result.hpp"

#include "support/rows_in_memory.hpp"

namespace radici::test {
namespace {

using study::no_value;

study::ArmResult combination()
{
    using enum study::Timeline::Kind;
    study::ArmResult arm;
    arm.name = "RLT, \"ipi\" & <nivo>";
    arm.patients = 2;
    arm.failed = 0;
    arm.schedule = {
        {radiopharmaceutical, "lu177_psma617", "177Lu-PSMA-617", "7.5 GBq", {0, 42}, {1, 0.5}},
        {antibody, "nivolumab", "nivolumab", "1 mg/kg", {0, 21, 42}, {}}};
    arm.rates = {{"orr", {0.5, 0.0126, 0.9874}, 1, 2}};
    arm.survival = {{"os",
                     study::Survival::Scale::months,
                     {60.875, 30.4375, no_value},
                     {{6, {0.5, 0.1, 0.9}}},
                     {60.875, 90},
                     {0, 1}}};
    arm.toxicity = {{"lymphopenia_g3", {0.5, 0.0126, 0.9874}, 1, 2}};
    arm.dose = {{"kidney_Gy", "kidney", "Gy", {6, 1, 5, 5.5, 6, 6.5, 7}}};
    arm.tumour_volume_mm3 = {{10, 5}, {100, 50}, {1000, no_value}};
    return arm;
}

study::ArmResult alone()
{
    study::ArmResult arm;
    arm.name = "RLT";
    arm.patients = 2;
    arm.failed = 1;
    arm.failures = {{"activity not conserved", 1}};
    arm.schedule = {{study::Timeline::Kind::radiopharmaceutical,
                     "lu177_psma617",
                     "177Lu-PSMA-617",
                     "7.5 GBq",
                     {0, 42},
                     {}}};
    arm.rates = {{"orr", {0, 0, 0.975}, 0, 1}};
    arm.survival = {{"os",
                     study::Survival::Scale::months,
                     {no_value, no_value, no_value},
                     {{6, {1, no_value, no_value}}},
                     {90},
                     {1}}};
    return arm;
}

study::Course course()
{
    using enum study::SeriesGroup;
    return {.subject = 1,
            .arm = 0,
            .series = {{volume, "volume", "volume", "mm3", "lesion 1", {1000.5, 10.25}},
                       {volume, "volume", "volume", "mm3", "lesion 2", {500}},
                       {blood, "lymphocytes", "lymphocytes", "1/uL", "", {1500, 900}}},
            .events = {{study::Event::Kind::dose, 0, "lu177_psma617"},
                       {study::Event::Kind::death, 60.875, ""}}};
}

}   // namespace

std::shared_ptr<study::PatientRows const> rows(std::vector<study::Subject> subjects)
{
    return std::make_shared<RowsInMemory const>(std::move(subjects), 2);
}

study::RunResult small_result()
{
    study::RunResult r;
    r.study = {"A study of \"words\", <tags> & commas",
               "NCT00000000",
               "human",
               "mcrpc",
               2,
               7,
               90,
               {},
               "study"};
    r.arms = {combination(), alone()};
    r.columns = {{"BL_TUMOUR_MM3", "mm3", "tumour volume on day 1", {}},
                 {"BOR", "", "best overall response", {"CR", "PR", "SD, or \"NE\""}},
                 {"OS_DAY", "d", "overall survival", {}}};
    using enum study::Subject::Status;
    r.patients = rows({{0, 0, completed, {1500.125, 1, 90}},
                       {0, 1, completed, {1500.125, 2, no_value}},
                       {1, 0, completed, {0.1 + 0.2, 0, 60.875}},
                       {1, 1, failed, {}}});
    r.grid_days = {0, 45};
    r.courses = {course()};
    r.comparisons = {{study::Comparison::Kind::survival, 1, 0, "os", {0.75, 0.5, no_value}, 0.25},
                     {study::Comparison::Kind::rate, 1, 0, "orr", {0.5, -0.25, 1}, 1}};
    r.parameters = {{"immune.kill_rate", "1.2", "1/d", Trust::assumed, "a <start>", "built in"}};
    r.notes = {"1 of 2 patients was redrawn"};
    r.inputs = {{"study.toml", std::string(64, 'a')}};
    return r;
}

}   // namespace radici::test
