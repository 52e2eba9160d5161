// The body's kinetics beside what was measured in patients: blood, excretion, retention in organs.
// Activities are decay-corrected where the source's are. Where two cohorts contradict each other
// the band covers both.
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "radici/base/constants.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/kinetics/agent_library.hpp"

namespace radici::kinetics {
namespace {

double const lu177_per_d = constant::ln2 / 6.647;

Radiopharmaceutical const& agent(std::string const& id)
{
    static AgentLibrary const library = AgentLibrary::load(data_folder());
    return library.at(id);
}

/// Activity of 1 MBq given at time 0.
class Course {
public:
    Course(std::string const& id, double decay_per_d)
        : body_(agent(id).body), decay_per_d_(decay_per_d)
    {
    }

    [[nodiscard]] double in(std::vector<std::string> const& compartments, double hours) const
    {
        auto const now = activity_after(body_, decay_per_d_, given(), hours / 24);
        double sum = 0;
        for (std::string const& name : compartments) {
            int const index = body_.find(name);
            EXPECT_GE(index, 0) << name;
            sum += now.at(static_cast<std::size_t>(index));
        }
        return sum;
    }
    [[nodiscard]] double in_body(double hours) const { return in(body_.compartment, hours); }
    [[nodiscard]] double excreted(double hours) const
    {
        return excreted_after(body_, decay_per_d_, given(), hours / 24);
    }
    /// What went through a transfer out of `from` to `to` by then, by the midpoint rule on a fine
    /// grid.
    [[nodiscard]] double moved(std::string const& from, std::string const& to, double hours) const
    {
        double rate = 0;
        for (Transfer const& flow : body_.transfers)
            if (flow.from == body_.find(from) && flow.to == body_.find(to))
                rate = flow.per_d;
        int const steps = 2000;
        double sum = 0;
        for (int k = 0; k < steps; ++k) {
            double const x = (k + 0.5) / steps;   // dense near time 0, where plasma falls fast
            sum += rate * in({from}, hours * x * x) * hours / 24 * 2 * x / steps;
        }
        return sum;
    }
    /// As a camera gives it: slope of the logarithm by least squares over eight times.
    [[nodiscard]] double half_life_h(std::vector<std::string> const& compartments, double from_h,
                                     double to_h) const
    {
        double n = 0, st = 0, sy = 0, stt = 0, sty = 0;
        for (int k = 0; k < 8; ++k) {
            double const t = from_h + (to_h - from_h) * k / 7;
            double const y = std::log(in(compartments, t));
            n += 1;
            st += t;
            sy += y;
            stt += t * t;
            sty += t * y;
        }
        return -constant::ln2 * (n * stt - st * st) / (n * sty - st * sy);
    }

private:
    [[nodiscard]] std::vector<double> given() const
    {
        std::vector<double> start(static_cast<std::size_t>(body_.size()), 0.0);
        start[0] = 1;
        return start;
    }
    LinearModel body_;
    double decay_per_d_;
};

void expect_between(double value, double low, double high, std::string const& source)
{
    EXPECT_GE(value, low) << source;
    EXPECT_LE(value, high) << source;
}

TEST(Psma617, blood_falls_as_measured)
{
    Course const course("lu177_psma617", 0);
    expect_between(course.half_life_h({"plasma"}, 0, 0.25), 0.16 - 0.09, 0.16 + 0.09,
                   "distribution 0.16 +- 0.09 h, 7 patients, PMC5472088");
    expect_between(course.half_life_h({"plasma"}, 3, 24), 10.8 - 2.5, 10.8 + 2.5,
                   "elimination 10.8 +- 2.5 h, 7 patients, PMC5472088");
}

TEST(Psma617, leaves_the_body_as_measured)
{
    Course const course("lu177_psma617", 0);
    expect_between(course.excreted(4), 0.45, 0.55, "50 % by 4 h, 25 patients, Kurth 2018");
    expect_between(course.excreted(12), 0.63, 0.77, "70 % by 12 h, 25 patients, Kurth 2018");
    expect_between(course.excreted(24), 0.565 - 2 * 0.088, 0.565 + 2 * 0.088,
                   "56.5 +- 8.8 % by 24 h, 7 patients, PMC5472088");
    Course const decaying("lu177_psma617", lu177_per_d);
    double const whole_body = decaying.half_life_h(agent("lu177_psma617").body.compartment, 24, 72);
    expect_between(whole_body, 40.5 - 2 * 9.6, 40.5 + 2 * 9.6,
                   "effective 40.5 +- 9.6 h, 50 patients, Kurth 2018");
}

TEST(Psma617, organs_hold_it_as_long_as_measured)
{
    // medians of 20 patients, mono-exponential to 72 h; the ranges of patients run from a quarter
    // to four times
    Course const course("lu177_psma617", lu177_per_d);
    expect_between(course.half_life_h({"kidney"}, 20, 72), 35, 55,
                   "kidney 35.5 h, 20 patients; 35-55 h");
    struct Row {
        std::string region;
        double median_h;
    };
    for (auto const& [region, median_h] :
         {Row{"liver", 22.9}, Row{"spleen", 16.8}, Row{"salivary", 42.2}, Row{"red_marrow", 32.0}})
        expect_between(course.half_life_h({region}, 20, 72), 0.9 * median_h, 1.1 * median_h,
                       region + ", AAPM 2026 abstract");
}

TEST(Dotatate, blood_and_urine_follow_the_label)
{
    Course const decaying("lu177_dotatate", lu177_per_d);
    expect_between(decaying.half_life_h({"plasma"}, 1, 8), 3.5 - 1.4, 3.5 + 1.4,
                   "mean effective 3.5 +- 1.4 h, label (memory)");
    expect_between(decaying.half_life_h({"plasma"}, 36, 120), 71 - 28, 71 + 28,
                   "terminal 71 +- 28 h, label (memory)");
    Course const course("lu177_dotatate", 0);
    expect_between(course.excreted(5), 0.40, 0.48, "44 % by 5 h, label (memory)");
    expect_between(course.excreted(24), 0.53, 0.63, "58 % by 24 h, label (memory)");
    expect_between(course.excreted(48), 0.60, 0.70, "65 % by 48 h, label (memory)");
}

TEST(Dotatate, organs_hold_it_as_long_as_measured)
{
    Course const course("lu177_dotatate", lu177_per_d);
    expect_between(course.half_life_h({"kidney"}, 24, 120), 52 * 0.95, 52 * 1.05,
                   "about 52 h, 40-65 h (memory)");
    for (std::string const region : {"liver", "spleen", "pituitary", "red_marrow"})
        expect_between(course.half_life_h({region}, 24, 120), 60, 80,
                       region + ", about 70 h (memory)");
}

TEST(Lesions, hold_it_as_long_as_measured)
{
    auto effective_h = [](std::string const& id) {
        return 24 * constant::ln2 / (agent(id).lesion.release_per_d + lu177_per_d);
    };
    EXPECT_NEAR(effective_h("lu177_psma617"), 55, 0.1);    // about 55 h, 35-80 h (memory)
    EXPECT_NEAR(effective_h("lu177_dotatate"), 90, 0.1);   // about 90 h, 60-120 h (memory)
}

TEST(Radium, plasma_empties_as_measured)
{
    Course const course("ra223_dichloride", 0);
    std::string const source = "EJNMMI Physics 2021, 8:44, table 4";
    expect_between(course.in({"plasma"}, 0.2), 0.09, 0.28, source + ": 22 % (9-28) at 10-15 min");
    expect_between(course.in({"plasma"}, 4), 0.016, 0.06, source + ": 2 % and 4 % (1-6) at 4 h");
    expect_between(course.in({"plasma"}, 24), 0.0037, 0.011, source + ": 0.55 % and 1.1 % at 24 h");
}

TEST(Radium, has_the_bone_uptake_of_patients_or_of_icrp)
{
    std::string const source = "EJNMMI Physics 2021, 8:44, table 4";
    auto bone_at_4_h = [](std::string const& id) {
        return Course(id, 0).in({"bone_surface", "bone_mineral"}, 4);
    };
    expect_between(bone_at_4_h("ra223_dichloride"), 0.51, 0.71, source + ": 61 +- 10 %");
    expect_between(bone_at_4_h("ra223_dichloride_icrp"), 0.293, 0.303,
                   source + ": 29.8 % by a model of ICRP");
}

TEST(Ibritumomab, stays_in_blood_as_long_as_measured)
{
    double const y90_per_d = constant::ln2 / 2.667;
    Course const course("y90_ibritumomab", y90_per_d);
    expect_between(course.half_life_h({"plasma"}, 1, 168), 14, 44,
                   "effective 30 h, 14-44 h, label (memory)");
    expect_between(Course("y90_ibritumomab", 0).moved("plasma", "bladder", 168), 0.03, 0.12,
                   "7.2 % in urine within 7 d, label (memory)");
}

TEST(Vectors, small_ones_leave_blood_within_hours_and_antibodies_within_weeks)
{
    // the review: a few hours for fragments, 3-4 weeks for full antibodies
    expect_between(Course("lu177_cd20_sdab", 0).half_life_h({"plasma"}, 1, 6), 0.1, 4,
                   "fragments: a few hours");
    for (std::string const id : {"lu177_girentuximab", "ac225_j591"})
        expect_between(Course(id, 0).in({"plasma"}, 21 * 24.0), 0.005, 0.2,
                       id + ": still in blood after 3 weeks");
}

TEST(Radium, goes_to_bone_and_gut_as_measured)
{
    Course const course("ra223_dichloride", 0);
    std::string const source = "EJNMMI Physics 2021, 8:44, table 4";
    std::vector<std::string> const bone{"bone_surface", "bone_mineral"};
    std::vector<std::string> const gut{"upper_gut", "right_colon", "left_colon"};
    expect_between(course.in(bone, 2), 0.41, 0.57, source + ": bone 52 % (41-57) at 2 h");
    expect_between(course.in(bone, 4), 0.51, 0.71, source + ": bone 61 +- 10 % at 4 h");
    expect_between(course.in(gut, 24), 0.508 - 2 * 0.075, 0.508 + 2 * 0.075,
                   source + ": gut 50.8 +- 7.5 % at 24 h");
    expect_between(course.in(gut, 24), 0.32, 0.78, source + ": gut 52 % (32-78) at 24 h");
    expect_between(course.in(gut, 48), 0.04, 0.76, source + ": gut 31 % (4-76) at 2 d");
    expect_between(course.in(gut, 72), 0.05, 0.53, source + ": gut 21 % (5-53) at 3 d");
    expect_between(course.in(gut, 168), 0, 0.09, source + ": gut 3 % (0-9) at 7-8 d");
    expect_between(course.in({"right_colon"}, 24), 0.45 - 2 * 0.16, 0.45 + 2 * 0.16,
                   source + ": right colon 45 +- 16 % at 24 h");
    expect_between(course.in({"left_colon"}, 48), 0.17 - 0.11, 0.17 + 0.11,
                   source + ": left colon 17 +- 11 % at 2 d");
    expect_between(course.in({"left_colon"}, 168), 0, 0.06 + 0.04,
                   source + ": left colon 6 +- 4 % at 7 d");
    expect_between(course.moved("plasma", "bladder", 48), 0.0, 0.04,
                   source + ": urine 2 +- 2 % by 2 d");
    expect_between(course.excreted(168), 0.50, 0.80,
                   source + ": faeces 60-80 % by 7 d, model there 52 %");
}

}   // namespace
}   // namespace radici::kinetics
