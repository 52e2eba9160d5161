#include "radici/study/distribution.hpp"

#include <cmath>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/agrees.hpp"
#include "support/message_of.hpp"

namespace radici::study {
namespace {

using test::expect_agrees;
using test::message_of;
using testing::HasSubstr;

constexpr int draws = 200'000;

struct Moments {
    double mean = 0, sd = 0, least = INFINITY, most = -INFINITY;
};

Moments moments(Distribution const& distribution)
{
    Moments m;
    double sum = 0, squares = 0;
    for (int i = 0; i < draws; ++i) {
        RandomStream stream{7, static_cast<std::uint64_t>(i), "test"};
        double const x = distribution.sample(stream);
        sum += x;
        squares += x * x;
        m.least = std::min(m.least, x);
        m.most = std::max(m.most, x);
    }
    m.mean = sum / draws;
    m.sd = std::sqrt(squares / draws - m.mean * m.mean);
    return m;
}

Node value_of(std::string const& text)
{
    return Document::parse("x = " + text + "\n", "s.toml").root().at("x");
}

Distribution volume(std::string const& text)
{
    return read_distribution(value_of(text), {"mm3", 1, 1e6});
}

std::string volume_message(std::string const& text)
{
    return message_of([&] { static_cast<void>(volume(text)); });
}

TEST(Distribution, moments_agree_with_closed_forms)
{
    // mean of a lognormal: median·√(1 + cv²); sd = mean·cv. Bounds: 5 standard errors of 2e5 draws.
    auto const lognormal = moments(Distribution::lognormal(12, 0.8));
    expect_agrees(lognormal.mean, {.value = 12 * std::sqrt(1.64),
                                   .rel_tol = 5 * 0.8 / std::sqrt(draws),
                                   .source = "closed form of the lognormal"});
    expect_agrees(lognormal.sd / lognormal.mean,
                  {.value = 0.8, .rel_tol = 0.03, .source = "definition of cv"});
    auto const normal = moments(Distribution::normal(80, 12));
    expect_agrees(normal.mean,
                  {.value = 80, .abs_tol = 5 * 12 / std::sqrt(draws), .source = "definition"});
    expect_agrees(normal.sd,
                  {.value = 12, .rel_tol = 5 / std::sqrt(2.0 * draws), .source = "definition"});
    auto const uniform = moments(Distribution::uniform(2, 6));
    expect_agrees(uniform.mean,
                  {.value = 4, .abs_tol = 5 * 1.155 / std::sqrt(draws), .source = "definition"});
    expect_agrees(uniform.sd,
                  {.value = 4 / std::sqrt(12.0), .rel_tol = 0.01, .source = "closed form"});
    auto const poisson = moments(Distribution::poisson(8));
    expect_agrees(poisson.mean,
                  {.value = 8, .abs_tol = 5 * std::sqrt(8.0 / draws), .source = "definition"});
    expect_agrees(poisson.sd, {.value = std::sqrt(8.0), .rel_tol = 0.01, .source = "closed form"});
}

TEST(Distribution, median_of_lognormal_is_its_parameter)
{
    int below = 0;
    auto const distribution = Distribution::lognormal(3, 1.2);
    for (int i = 0; i < draws; ++i) {
        RandomStream stream{1, static_cast<std::uint64_t>(i), "median"};
        below += distribution.sample(stream) < 3 ? 1 : 0;
    }
    expect_agrees(static_cast<double>(below) / draws, {.value = 0.5,
                                                       .abs_tol = 5 * 0.5 / std::sqrt(draws),
                                                       .source = "definition of the median"});
}

TEST(Distribution, redraws_give_the_truncated_distribution)
{
    // normal cut at ±1 sd: sd² = 1 − 2φ(1)/(2Φ(1) − 1)
    auto const m = moments(Distribution::normal(0, 1).within(-1, 1));
    EXPECT_GE(m.least, -1);
    EXPECT_LE(m.most, 1);
    expect_agrees(m.sd, {.value = std::sqrt(1 - 2 * 0.2419707245 / 0.6826894921),
                         .rel_tol = 0.01,
                         .source = "variance of a truncated normal"});
    auto const counts = moments(Distribution::poisson(2).within(1, 60));
    EXPECT_EQ(counts.least, 1);
    expect_agrees(
        counts.mean,
        {.value = 2 / (1 - std::exp(-2.0)), .rel_tol = 0.01, .source = "zero-truncated Poisson"});
}

TEST(Distribution, share_within_agrees_with_closed_forms)
{
    expect_agrees(Distribution::normal(0, 1).within(-1, 1).share_within(),
                  {.value = 0.6826894921, .rel_tol = 1e-9, .source = "erf(1/√2)"});
    expect_agrees(Distribution::poisson(8).within(1, 1e9).share_within(),
                  {.value = 1 - std::exp(-8.0), .rel_tol = 1e-12, .source = "1 − P(0)"});
    expect_agrees(Distribution::poisson(2).within(2, 2).share_within(),
                  {.value = 2 * std::exp(-2.0), .rel_tol = 1e-12, .source = "P(2)"});
    expect_agrees(Distribution::uniform(2, 6).within(3, 100).share_within(),
                  {.value = 0.75, .rel_tol = 1e-12, .source = "by hand"});
    expect_agrees(Distribution::lognormal(5, 1).within(5, 1e300).share_within(),
                  {.value = 0.5, .rel_tol = 1e-12, .source = "half lies above the median"});
    EXPECT_EQ(Distribution::fixed(3).within(3, 3).share_within(), 1);
    EXPECT_EQ(Distribution::fixed(3).within(4, 5).share_within(), 0);
    EXPECT_EQ(Distribution::lognormal(3, 0).within(1, 5).share_within(), 1);
    EXPECT_NEAR(Distribution::poisson(8).share_within(), 1, 1e-12);
}

TEST(Distribution, gives_up_when_no_draw_fits)
{
    RandomStream stream{1, 1, "never"};
    EXPECT_THROW(static_cast<void>(Distribution::normal(0, 1).within(50, 60).sample(stream)),
                 NumericsError);
}

TEST(ReadDistribution, reads_every_shape)
{
    EXPECT_EQ(volume("\"12 mL\""), Distribution::fixed(12000));
    EXPECT_EQ(volume("{ lognormal = \"12 mL\", cv = 0.8 }"),
              Distribution::lognormal(12000, 0.8).within(1, 1e6));
    EXPECT_EQ(volume("{ normal = \"12 mL\", sd = \"500 mm3\", min = \"10 mL\" }"),
              Distribution::normal(12000, 500).within(10000, 1e6));
    EXPECT_EQ(volume("{ uniform = [\"1 mL\", \"9 mL\"], max = \"8 mL\" }"),
              Distribution::uniform(1000, 9000).within(1, 8000));
    Range const count{"-", 1, 60, true};
    EXPECT_EQ(read_distribution(value_of("{ poisson = 8, min = 1 }"), count),
              Distribution::poisson(8).within(1, 60));
    EXPECT_EQ(read_distribution(value_of("3"), count), Distribution::fixed(3));
}

TEST(ReadDistribution, says_what_is_wrong)
{
    EXPECT_THAT(volume_message("{ lognromal = \"12 mL\", cv = 0.8 }"),
                HasSubstr("did you mean \"lognormal\"?"));
    EXPECT_THAT(volume_message("{ lognormal = \"12 mL\" }"), HasSubstr("cv"));
    EXPECT_THAT(volume_message("{ lognormal = \"12 mL\", sd = \"1 mL\" }"),
                HasSubstr("x.sd: unknown key (lognormal goes with min, max, cv)"));
    EXPECT_THAT(volume_message("{ lognormal = \"12 mL\", cv = -0.8 }"),
                HasSubstr("a spread must be ≥ 0"));
    EXPECT_THAT(volume_message("{ lognormal = \"12 mL\", cv = 80 }"),
                HasSubstr("cv is a fraction"));
    EXPECT_THAT(volume_message("{ lognormal = \"12 kg\", cv = 0.8 }"), HasSubstr("a volume"));
    EXPECT_THAT(volume_message("{ lognormal = 12, cv = 0.8 }"),
                HasSubstr("s.toml:1: x.lognormal: 12"));
    EXPECT_THAT(volume_message("{ lognormal = \"12 m3\", cv = 0.8 }"),
                HasSubstr("outside 1 mm3 to 1000000 mm3"));
    EXPECT_THAT(volume_message("{ normal = \"1 mL\", sd = \"1 mm3\", min = \"2 mL\" }"),
                HasSubstr("at least 1 % is needed"));
    EXPECT_THAT(
        volume_message("{ normal = \"1 mL\", sd = \"1 mL\", min = \"2 mL\", max = \"1 mL\" }"),
        HasSubstr("min is above max"));
    EXPECT_THAT(volume_message("{ uniform = [\"1 mL\"] }"), HasSubstr("two ends are expected"));
    EXPECT_THAT(volume_message("{ uniform = [\"3 mL\", \"1 mL\"] }"), HasSubstr("swap them"));
    EXPECT_THAT(volume_message("{ poisson = 8 }"), HasSubstr("poisson is for counts"));
    EXPECT_THAT(volume_message("{ }"), HasSubstr("no distribution"));
    EXPECT_THAT(volume_message("true"), HasSubstr("s.toml:1: x: true"));
    EXPECT_THAT(message_of([] {
                    static_cast<void>(read_distribution(value_of("2.5"), {"-", 1, 60, true}));
                }),
                HasSubstr("a count is a whole number"));
}

TEST(ReadDistribution, text_reads_back_as_the_same)
{
    std::vector<Distribution> const all = {
        Distribution::fixed(12.5), Distribution::lognormal(1 / 3.0, 0.1).within(0.001, 5),
        Distribution::normal(80, 12).within(45, 250), Distribution::uniform(1, 2).within(0, 1e6)};
    for (auto const& distribution : all)
        EXPECT_EQ(read_distribution(value_of(to_toml(distribution, "kg")), {"kg", 0, 1e6}),
                  distribution.shape() == Distribution::Shape::fixed
                      ? distribution
                      : distribution.within(std::max(0.0, distribution.low()),
                                            std::min(1e6, distribution.high())))
            << to_toml(distribution, "kg");
}

TEST(Choice, draws_each_name_by_its_share)
{
    auto const choice =
        read_choice(value_of("{ choice = { a = 0.2, b = 0.5, c = 0.3 } }"), {"a", "b", "c"});
    std::vector<int> seen(3);
    for (int i = 0; i < draws; ++i) {
        RandomStream stream{3, static_cast<std::uint64_t>(i), "choice"};
        seen[static_cast<std::size_t>(choice.sample(stream)[0] - 'a')]++;
    }
    std::vector<double> const shares = {0.2, 0.5, 0.3};
    for (std::size_t i = 0; i < 3; ++i)
        expect_agrees(
            static_cast<double>(seen[i]) / draws,
            {.value = shares[i], .abs_tol = 5 * 0.5 / std::sqrt(draws), .source = "the shares"});
    EXPECT_EQ(read_choice(value_of(to_toml(choice)), {"a", "b", "c"}), choice);
}

TEST(Choice, says_what_is_wrong)
{
    auto message = [](std::string const& text) {
        return message_of([&] {
            static_cast<void>(read_choice(value_of(text), {"male", "female"}));
        });
    };
    EXPECT_THAT(message("\"mael\""), HasSubstr("male"));
    EXPECT_THAT(message("{ choice = { male = 0.5, femal = 0.5 } }"),
                HasSubstr("did you mean \"female\"?"));
    EXPECT_THAT(message("{ choice = { male = 0.5, female = 0.6 } }"),
                HasSubstr("the shares add up to 1.1"));
    EXPECT_THAT(message("{ choice = { male = 1.5, female = -0.5 } }"),
                HasSubstr("a share is between 0 and 1"));
    EXPECT_THAT(message("{ chioce = { male = 1 } }"), HasSubstr("did you mean \"choice\"?"));
    EXPECT_THAT(message("{ choice = { } }"), HasSubstr("add up to 0"));
}

}   // namespace
}   // namespace radici::study
