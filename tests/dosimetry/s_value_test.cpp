// Questions about S values and their answers, by straight tracks and by Monte Carlo.
#include "radici/dosimetry/s_value.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "radici/base/constants.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/dosimetry/cell_s_value.hpp"
#include "radici/nuclide/energy.hpp"
#include "support/agrees.hpp"
#include "support/message_of.hpp"

namespace radici::dosimetry {
namespace {

using test::expect_agrees;
using testing::HasSubstr;

nuclide::NuclideLibrary const& library()
{
    static auto const all = nuclide::NuclideLibrary::load(data_folder());
    return all;
}

SValueAnswer answer_to(SValueQuestion const& question)
{
    auto const found = answer(question, library(), data_folder());
    EXPECT_TRUE(found);
    return found.value_or(SValueAnswer{});
}

SValueQuestion in_a_cell(std::string const& nuclide, SValueMethod method,
                         CellSource source = CellSource::nucleus,
                         CellTarget target = CellTarget::nucleus)
{
    SValueQuestion question;
    question.nuclide = nuclide;
    question.geometry = CellRegion{{.nucleus_um = 4, .cell_um = 5}, source, target};
    question.method = method;
    return question;
}

SValueQuestion in_a_sphere(std::string const& nuclide, double mass_g)
{
    SValueQuestion question;
    question.nuclide = nuclide;
    question.geometry = SphereRegion{mass_g};
    return question;
}

double sum_of(ByClassSd const& parts)
{
    return parts.alpha.value + parts.beta.value + parts.conversion_auger.value + parts.photon.value;
}

TEST(SValue, by_csda_has_all_that_belongs_to_it)
{
    auto question = in_a_cell("177lu", SValueMethod::csda);
    auto const lu = answer_to(question);
    EXPECT_EQ(lu.nuclide, "Lu-177");
    EXPECT_EQ(lu.medium, "water");
    EXPECT_EQ(lu.source, "N");
    EXPECT_EQ(lu.target, "N");
    EXPECT_FALSE(lu.alpha_events);
    EXPECT_EQ(lu.s_mGy_per_MBq_s.sd, 0);
    EXPECT_EQ(lu.histories, 0U);
    expect_agrees(sum_of(lu.by_class),
                  {.value = lu.s_mGy_per_MBq_s.value, .rel_tol = 1e-12, .source = "its parts"});
    EXPECT_LT(std::abs(lu.ledger.balance()), 1e-12);
    EXPECT_GT(lu.ledger.left_out, 0.03);   // Lu-177's photons
    auto const s =
        cell_s_value(library(), "Lu-177", Daughters::in_place, {4, 5}, CellSource::nucleus,
                     CellTarget::nucleus, transport::AlphaRange::load(data_folder(), "water_i75"));
    EXPECT_EQ(lu.s_mGy_per_MBq_s.value, 1e9 * s.total().si());

    question.medium = "water_i75";   // Cole's and ASTAR's figures are those of one water
    EXPECT_EQ(answer_to(question).s_mGy_per_MBq_s.value, lu.s_mGy_per_MBq_s.value);
}

TEST(SValue, counts_daughters_where_asked)
{
    auto question = in_a_cell("Ra-223", SValueMethod::csda);
    auto const chain = answer_to(question);
    question.daughters = Daughters::left_out;
    auto const head = answer_to(question);
    EXPECT_TRUE(head.alpha_events);
    EXPECT_GT(chain.s_mGy_per_MBq_s.value, 2.5 * head.s_mGy_per_MBq_s.value);   // four alphas
}

TEST(SValue, of_a_sphere_is_that_of_another_program)
{
    auto question = in_a_sphere("Y-90", 10);
    question.medium = "water_i75";
    question.daughters = Daughters::left_out;
    question.sampling.relative_sd = 0.002;
    auto const y = answer_to(question);
    EXPECT_EQ(trust(y), Trust::as_asked);
    EXPECT_LE(y.s_mGy_per_MBq_s.sd, 0.002 * y.s_mGy_per_MBq_s.value);
    double const sd = std::hypot(y.s_mGy_per_MBq_s.sd / y.s_mGy_per_MBq_s.value, 0.0014);
    expect_agrees(y.s_mGy_per_MBq_s.value / y.emitted_MeV,
                  {.value = 0.848431 * 1e9 * constant::MeV_in_J / 0.01,
                   .rel_tol = 0.01 + 2 * sd,
                   .source = "absorbed fraction by EGSnrc v2025a, 0.848431 ± 0.0012"});
    EXPECT_LT(std::abs(y.ledger.balance()), 1e-9);
    expect_agrees(sum_of(y.by_class),
                  {.value = y.s_mGy_per_MBq_s.value, .rel_tol = 1e-12, .source = "its parts"});
}

TEST(SValue, of_a_voxel_comes_with_its_neighbours)
{
    SValueQuestion question;
    question.nuclide = "Y-90";
    question.geometry = VoxelRegion{.width_mm = 4.8, .extent = 2};
    question.medium = "water_i75";
    question.sampling.histories = 40'000;
    auto const y = answer_to(question);
    ASSERT_EQ(y.voxels.size(), 10U);   // 3·4·5/6
    auto const& [i, j, k, last] = y.voxels.back();
    EXPECT_EQ(i + j + k, 6);
    EXPECT_EQ(y.voxels[0].s_mGy_per_MBq_s.value, y.s_mGy_per_MBq_s.value);
    EXPECT_EQ(y.histories, 40'000U);
    EXPECT_EQ(trust(y), Trust::as_asked);   // nothing was asked
    auto const agrees = [&](std::size_t n, double published, double relative_sd) {
        auto const& s = y.voxels[n].s_mGy_per_MBq_s;
        expect_agrees(s.value, {.value = published,
                                .rel_tol = 0.01 + 3 * std::hypot(relative_sd, s.sd / s.value),
                                .source = "EGSnrc v2025a"});
    };
    agrees(0, 0.580189, 0.00094);
    agrees(1, 0.0791511, 0.0017);
}

TEST(SValue, of_a_cell_by_both_methods_agrees_where_tracks_are_straight)
{
    double const recoil_MeV = nuclide::alpha_recoil_MeV(8.376, 213);
    for (auto const source : {CellSource::nucleus, CellSource::cytoplasm, CellSource::surface}) {
        auto question = in_a_cell("Po-213", SValueMethod::csda, source, CellTarget::cell);
        question.medium = "water_i75";
        question.daughters = Daughters::left_out;
        auto const csda = answer_to(question);
        question.method = SValueMethod::monte_carlo;
        question.sampling.relative_sd = 0.002;
        auto const mc = answer_to(question);
        EXPECT_EQ(mc.target_mass_g, csda.target_mass_g);
        double const inside = source == CellSource::surface ? 0.5 : 1;
        double const recoil = 1e9 * inside * recoil_MeV * constant::MeV_in_J /
                              (1e-3 * csda.target_mass_g);   // csda leaves it out
        expect_agrees(mc.by_class.alpha.value,
                      {.value = csda.by_class.alpha.value + recoil,
                       .rel_tol = 0.01,
                       .source = "alphas by csda and their recoils in place"});
    }
}

TEST(SValue, repeats_itself_with_any_number_of_threads)
{
    auto question = in_a_sphere("I-131", 1);
    question.sampling.threads = 1;
    auto const one = answer_to(question);
    question.sampling.threads = 3;
    auto const three = answer_to(question);
    EXPECT_EQ(one.s_mGy_per_MBq_s.value, three.s_mGy_per_MBq_s.value);
    EXPECT_EQ(one.s_mGy_per_MBq_s.sd, three.s_mGy_per_MBq_s.sd);
    EXPECT_EQ(one.histories, three.histories);
    question.sampling.seed = 2;
    EXPECT_NE(answer_to(question).s_mGy_per_MBq_s.value, one.s_mGy_per_MBq_s.value);
}

TEST(SValue, says_when_it_is_not_what_was_asked)
{
    auto question = in_a_sphere("Y-90", 1);
    question.sampling.most_histories = 2000;
    question.sampling.relative_sd = 1e-4;
    EXPECT_EQ(trust(answer_to(question)), Trust::less_than_asked);
    question.geometry = SphereRegion{1e-6};
    question.sampling.most_histories = 100;
    EXPECT_EQ(trust(answer_to(question)), Trust::no_result);
    question.sampling.histories = 100;   // so many and no more: nothing was promised
    EXPECT_EQ(trust(answer_to(question)), Trust::as_asked);
}

TEST(SValue, trust_follows_spread_and_wish)
{
    auto const of = [](double sd, double asked) {
        SValueAnswer answer;
        answer.s_mGy_per_MBq_s = {1, sd};
        answer.asked_relative_sd = asked;
        return trust(answer);
    };
    EXPECT_EQ(of(0.010, 0.01), Trust::as_asked);
    EXPECT_EQ(of(0.011, 0.01), Trust::less_than_asked);
    EXPECT_EQ(of(0.051, 0.01), Trust::no_result);
    EXPECT_EQ(of(0.09, 0.1), Trust::as_asked);
    EXPECT_EQ(of(0.11, 0.1), Trust::no_result);
    EXPECT_EQ(of(9, 0), Trust::as_asked);
    SValueAnswer nothing;
    nothing.asked_relative_sd = 0.01;
    EXPECT_EQ(trust(nothing), Trust::no_result);
}

TEST(SValue, says_whose_alphas_it_takes)
{
    auto question = in_a_sphere("Po-213", 1);
    question.medium = "lung_inflated_icru44";
    question.sampling.histories = 1000;
    auto const lung = answer_to(question);
    EXPECT_THAT(lung.notes.back(), HasSubstr("lung_inflated_icru44 has no alpha table"));
    EXPECT_GT(lung.charged_absorbed_fraction, 0.98);   // 0.3 mm of range in 1 cm
    question.medium = "bone_compact_icru";
    EXPECT_THAT(answer_to(question).notes.back(), HasSubstr("recoil nuclei"));
    question.nuclide = "Y-90";
    question.medium = "lung_inflated_icru44";
    EXPECT_THAT(answer_to(question).notes.back(), HasSubstr("recoil nuclei"));
}

TEST(SValue, ends_where_the_caller_wants)
{
    int batches = 0;
    double last = 0;
    auto question = in_a_sphere("Y-90", 1);
    question.sampling.relative_sd = 1e-4;
    question.sampling.threads = 1;
    Watch const watch{.progress = [&](double share) { last = share; },
                      .stop = [&] { return ++batches > 40; }};
    EXPECT_FALSE(answer(question, library(), data_folder(), watch));
    EXPECT_GT(last, 0);
    EXPECT_LT(last, 0.1);
}

TEST(SValue, names_the_option_that_it_refuses)
{
    auto const complaint = [](SValueQuestion const& question) {
        return test::message_of([&] { (void)answer(question, library(), data_folder()); });
    };
    auto cell = in_a_cell("Lu-177", SValueMethod::csda);
    cell.medium = "watr";
    EXPECT_THAT(complaint(cell), HasSubstr("did you mean \"water\"?"));
    cell.medium = "bone_compact_icru";
    EXPECT_THAT(complaint(cell), HasSubstr("--method mc"));
    EXPECT_THAT(complaint(in_a_cell("Lu-178", SValueMethod::csda)), HasSubstr("Lu-177"));
    auto sphere = in_a_sphere("Lu-177", 10);
    sphere.method = SValueMethod::csda;
    EXPECT_THAT(complaint(sphere), HasSubstr("method: csda"));
    sphere = in_a_sphere("Lu-177", 10);
    sphere.sampling.cut_MeV = 5e-4;
    EXPECT_THAT(complaint(sphere), HasSubstr("cutoff: 0.5 keV"));
    EXPECT_THAT(complaint(in_a_sphere("Lu-177", 0)), HasSubstr("sphere: a sphere of 0 g"));
    EXPECT_THAT(complaint(in_a_sphere("Lu-177", NAN)), HasSubstr("masses from 1 ng to 1 t"));
    SValueQuestion voxel = in_a_sphere("Lu-177", 1);
    voxel.geometry = VoxelRegion{.width_mm = 4.8, .extent = 41};
    EXPECT_THAT(complaint(voxel), HasSubstr("extent: 41"));
    voxel.geometry = VoxelRegion{.width_mm = -1};
    EXPECT_THAT(complaint(voxel), HasSubstr("voxel: a voxel of -1 mm"));
}

}   // namespace
}   // namespace radici::dosimetry
