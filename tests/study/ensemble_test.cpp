#include "radici/study/ensemble.hpp"

#include <cmath>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "radici/study/run_cohort.hpp"
#include "radici/study/simulate_patients.hpp"
#include "radici/study/summarise.hpp"
#include "study/small_cohort.hpp"
#include "support/message_of.hpp"
#include "support/temporary_folder.hpp"

namespace radici::study {
namespace {

using test::message_of;
using test::setting_of;
using testing::AllOf;
using testing::HasSubstr;

/// Members that differ in how fast tumours of this disease grow.
Ensemble growths(std::vector<double> per_d)
{
    return {.species = "human",
            .command = "radici fit a.toml",
            .parameters = {
                {ParameterName::of("gep_net:tumour_cells.growth_rate"), "1/d", std::move(per_d)}}};
}

/// A file for as long as it is needed.
struct File {
    test::TemporaryFolder folder;
    std::filesystem::path path = folder.path() / "e.toml";
    explicit File(std::string const& text) { std::ofstream(path) << text; }
};

Setting drawn_from(Ensemble const& ensemble, int patients)
{
    auto setting = setting_of("NCT04525638", patients);
    File const file(ensemble_toml(ensemble));
    take_ensemble(setting, ensemble, "e.toml", file.path);
    return setting;
}

TEST(Ensemble, reads_what_it_wrote)
{
    auto ensemble = growths({0.003, 0.1 + 0.2, 1e-300});
    ensemble.parameters.push_back({ParameterName::of("immune.antigen_loss"), "1/d", {1, 2, 3}});
    File const file(ensemble_toml(ensemble));
    auto const read = read_ensemble(file.path);
    EXPECT_EQ(read.hash(), ensemble.hash());
    EXPECT_EQ(read.parameters[0].values, ensemble.parameters[0].values);
    EXPECT_EQ(read.parameters[0].name.scope, "gep_net");
    EXPECT_EQ(read.member(2)[1].value, 3);
    EXPECT_EQ(ensemble_toml(read), ensemble_toml(ensemble));
}

TEST(Ensemble, refuses_a_file_that_was_changed_by_hand)
{
    auto text = ensemble_toml(growths({0.003, 0.004}));
    text.replace(text.find("0.004"), 5, "0.005");
    File const file(text);
    EXPECT_THAT(message_of([&] { (void)read_ensemble(file.path); }),
                AllOf(HasSubstr("sha256"), HasSubstr("changed by hand")));
}

TEST(Ensemble, refuses_what_the_model_does_not_have)
{
    auto ensemble = growths({0.003, 0.004});
    ensemble.parameters[0].name.path = "tumour_cells.growth_rat";
    EXPECT_THAT(message_of([&] { (void)drawn_from(ensemble, 4); }),
                HasSubstr("did you mean \"tumour_cells.growth_rate\""));
    ensemble = growths({0.003});
    ensemble.parameters[0].unit = "mm3";
    EXPECT_THAT(message_of([&] { (void)drawn_from(ensemble, 4); }), HasSubstr("is in 1/d"));
    ensemble = growths({0.003});
    ensemble.species = "mouse";
    EXPECT_THAT(message_of([&] { (void)drawn_from(ensemble, 4); }), HasSubstr("--ensemble none"));
}

TEST(Ensemble, changes_nothing_where_its_member_is_what_data_say)
{
    auto const plain = run_cohort(setting_of("NCT04525638", 4));
    auto const same = run_cohort(drawn_from(growths({0.003}), 4));   // data/patients/gep_net.toml
    auto const other = run_cohort(drawn_from(growths({0.02}), 4));
    EXPECT_EQ(plain->completed("OS_DAY", 0), same->completed("OS_DAY", 0));
    EXPECT_NE(plain->completed("OS_DAY", 0), other->completed("OS_DAY", 0));
}

TEST(Ensemble, gives_each_patient_one_member_in_every_arm)
{
    auto const setting = drawn_from(growths({0.002, 0.02}), 10);
    auto const records = simulate_patients(setting, 0, 10);
    int slow = 0;
    for (std::size_t k = 0; k < records.size(); k += 2) {
        EXPECT_EQ(records[k].growth_per_d, records[k + 1].growth_per_d);
        patient::Person person;
        person.seed = setting.study.seed;
        person.index = static_cast<std::uint64_t>(records[k].index);
        slow += setting.model->member_of(person) == 0 ? 1 : 0;
        auto again = person;
        again.attempt = 3;
        EXPECT_EQ(setting.model->member_of(person), setting.model->member_of(again));
    }
    EXPECT_GT(slow, 0);
    EXPECT_LT(slow, 10);
}

RunResult result_of(Setting const& setting)
{
    return summarise(setting, run_cohort(setting), {{"study.toml", ""}});
}

TEST(EnsembleIntervals, widen_where_members_differ)
{
    auto const one = result_of(drawn_from(growths({0.003}), 24));
    EXPECT_EQ(one.study.interval, Identity::IntervalKind::sampling);
    auto const same = result_of(drawn_from(growths(std::vector(8, 0.003)), 24));
    auto const wide =
        result_of(drawn_from(growths({0.0005, 0.03, 0.0005, 0.03, 0.0005, 0.03}), 24));
    EXPECT_EQ(same.study.interval, Identity::IntervalKind::sampling_and_parameters);
    auto const width = [](RunResult const& result, double (*scale)(double)) {
        for (auto const& survival : result.arms[1].survival)
            if (survival.name == "pfs")
                return scale(survival.landmarks[0].share.high) -
                       scale(survival.landmarks[0].share.low);
        return no_value;
    };
    auto const plain = [](double x) { return x; };
    EXPECT_GT(width(wide, plain), width(one, plain) + 0.1);
    EXPECT_LE(width(wide, plain), 1);
    EXPECT_EQ(same.arms[0].rates[0].share.value, one.arms[0].rates[0].share.value);
    EXPECT_GE(width(same, plain), width(one, plain) - 1e-9);
    EXPECT_THAT(wide.notes, testing::Contains(HasSubstr("members of an ensemble")));
}

}   // namespace
}   // namespace radici::study
