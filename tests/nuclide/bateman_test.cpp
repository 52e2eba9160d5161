#include "radici/nuclide/bateman.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "nuclide/shared_library.hpp"
#include "radici/base/constants.hpp"
#include "support/agrees.hpp"

namespace radici::nuclide {
namespace {

using test::expect_agrees;

double constexpr forever = std::numeric_limits<double>::infinity();

/// A chain without branches, from its decay constants.
DecayNetwork line_of(std::vector<double> const& decay_per_s)
{
    Chain chain;
    for (std::size_t i = 0; i < decay_per_s.size(); ++i) {
        chain.members.push_back({"member " + std::to_string(i), 1, constant::ln2 / decay_per_s[i]});
        if (i > 0)
            chain.feeds.push_back({static_cast<int>(i) - 1, static_cast<int>(i), 1});
    }
    return DecayNetwork{std::move(chain)};
}

std::vector<double> one_head(std::size_t size)
{
    std::vector<double> atoms(size, 0);
    atoms[0] = 1;
    return atoms;
}

TEST(DecayNetwork, decays_one_nuclide_exponentially)
{
    auto const network = line_of({0.25});
    for (double const t : {0.0, 1e-9, 1.0, 40.0, 4000.0}) {
        std::vector<double> const atoms{3};
        expect_agrees(network.atoms_after(atoms, t)[0],
                      {.value = 3 * std::exp(-0.25 * t), .rel_tol = 1e-14, .source = "N exp(-λt)"});
        expect_agrees(
            network.decays_until(atoms, t)[0],
            {.value = -3 * std::expm1(-0.25 * t), .rel_tol = 1e-13, .source = "N (1 - exp(-λt))"});
    }
}

TEST(DecayNetwork, agrees_with_batemans_formula_for_two)
{
    double const a = 0.3, b = 1.7;
    auto const network = line_of({a, b});
    for (double const t : {1e-6, 0.01, 1.0, 10.0, 100.0}) {
        double const expected = a * std::exp(-a * t) * -std::expm1(-(b - a) * t) / (b - a);
        expect_agrees(network.atoms_after(one_head(2), t)[1],
                      {.value = expected, .rel_tol = 1e-13, .source = "Bateman 1910, two members"});
    }
}

TEST(DecayNetwork, has_no_singularity_at_equal_half_lives)
{
    for (std::size_t n : {2u, 3u, 5u, 9u}) {
        double const rate = 0.7;
        auto const network = line_of(std::vector<double>(n, rate));
        for (double const t : {1e-4, 0.5, 3.0, 50.0}) {
            auto const atoms = network.atoms_after(one_head(n), t);
            for (std::size_t i = 0; i < n; ++i) {
                double const k = static_cast<double>(i);
                expect_agrees(atoms[i], {.value = std::exp(k * std::log(rate * t) - rate * t -
                                                           std::lgamma(k + 1)),
                                         .rel_tol = 1e-12,
                                         .source = "(λt)^k exp(-λt) / k!, Erlang"});
            }
        }
    }
}

TEST(DecayNetwork, is_smooth_where_half_lives_nearly_agree)
{
    for (double const apart : {1e-3, 1e-6, 1e-9, 1e-12, 1e-15, 0.0}) {
        double const a = 1, b = 1 + apart, t = 2;
        double const expected =   // a t exp(-a t) · (1 - exp(-x)) / x, x = (b - a) t
            a * t * std::exp(-a * t) * (apart > 0 ? -std::expm1(-(b - a) * t) / ((b - a) * t) : 1);
        expect_agrees(
            line_of({a, b}).atoms_after(one_head(2), t)[1],
            {.value = expected, .rel_tol = 1e-13, .source = "Bateman 1910 through expm1"});
    }
}

/// Activities per starting activity of the head and decays per atom of it: Bateman's sum over all
/// paths in 120-digit arithmetic (mpmath) with the half-lives and branchings of data/nuclides.
struct Exact {
    char const* head;
    double time_s;
    std::map<std::string, std::pair<double, double>> members;   // activity, decays
};

TEST(DecayNetwork, agrees_with_120_digit_arithmetic)
{
    Exact const cases[] = {{"Th-228",
                            1e-6,
                            {{"Ra-224", {2.20945657175089e-12, 1.26870920183775e-26}},
                             {"Rn-220", {1.37722894506762e-20, 5.27219546441037e-35}},
                             {"Pb-212", {9.9969789925566e-38, 2.29617752001276e-52}},
                             {"Tl-208", {8.63124382310912e-58, 1.41606111865664e-72}},
                             {"Po-212", {7.11510133214544e-49, 1.20830390154003e-63}}}},
                           {"Th-228",
                            3600,
                            {{"Ra-224", {0.00792232997033179, 1.63987369500579e-7}},
                             {"Po-216", {0.00774602559365976, 1.56832797156128e-7}},
                             {"Bi-212", {4.64534138711153e-5, 4.86869951432493e-10}},
                             {"Po-212", {2.97627022570719e-5, 3.11937577737623e-10}}}},
                           {"Th-228",
                            1e8,
                            {{"Th-228", {0.317132529436288, 0.682867470563712}},
                             {"Ra-224", {0.318789539739441, 0.681210460260559}},
                             {"Pb-212", {0.31899227842431, 0.68100772157569}},
                             {"Tl-208", {0.114621172324006, 0.244678827675994}},
                             {"Po-212", {0.204390653657181, 0.436309346342819}}}},
                           {"Ac-227",
                            86400,
                            {{"Th-227", {0.0359221159041663, 1.57529540703592e-6}},
                             {"Ra-223", {0.00107407180611464, 3.14625690365647e-8}},
                             {"Bi-211", {0.000995758584782484, 2.81164042239045e-8}},
                             {"Po-211", {2.748245281206e-6, 7.75992116461692e-11}},
                             {"At-215", {2.47004363000385e-9, 7.23496656305562e-14}}}},
                           {"Ac-227",
                            1e7,
                            {{"Ac-227", {0.98996208374421, 0.0100379162557903}},
                             {"Ra-223", {0.946659589090673, 0.00627156535658316}},
                             {"Tl-207", {0.943998839442232, 0.00625070541933252}}}},
                           {"Ac-225",
                            60,
                            {{"Fr-221", {0.134720988011845, 3.34772977983253e-6}},
                             {"Bi-213", {0.00104177439903142, 1.70617651156692e-8}},
                             {"Pb-209", {1.24663686628424e-6, 1.52983889599741e-11}},
                             {"Rn-217", {9.01917725222423e-6, 2.23937797688179e-10}}}},
                           {"Ac-225",
                            864000,
                            {{"Ac-225", {0.497177824311341, 0.502822175688659}},
                             {"Bi-213", {0.498879774774286, 0.501005228441714}},
                             {"Po-213", {0.48848650797441, 0.490567895458376}},
                             {"Pb-209", {0.505787946540856, 0.494164053459144}}}}};
    for (auto const& exact : cases) {
        auto const network = DecayNetwork::make(shared_library(), exact.head);
        auto const activity = network.activities(1, exact.time_s);
        auto const decays = network.decays_until(one_head(network.size()), exact.time_s);
        std::size_t found = 0;
        for (std::size_t i = 0; i < network.size(); ++i) {
            auto const member = exact.members.find(network.chain().members[i].name);
            if (member == exact.members.end())
                continue;
            ++found;
            std::string const source =
                std::string{exact.head} + " → " + member->first + ", 120 digits";
            expect_agrees(activity[i],
                          {.value = member->second.first, .rel_tol = 1e-11, .source = source});
            expect_agrees(decays[i],
                          {.value = member->second.second, .rel_tol = 1e-11, .source = source});
        }
        EXPECT_EQ(found, exact.members.size());
    }
}

/// Second opinion: Runge-Kutta of dN/dt = M N, for rates of one order.
std::vector<double> integrate(std::vector<double> const& rate, double branch, double time,
                              int steps)
{
    // 0 → 1 (branch), 0 → 2 (rest), 1 → 2, 2 → 3
    auto slope = [&](std::vector<double> const& n) {
        return std::vector<double>{-rate[0] * n[0], branch * rate[0] * n[0] - rate[1] * n[1],
                                   (1 - branch) * rate[0] * n[0] + rate[1] * n[1] - rate[2] * n[2],
                                   rate[2] * n[2] - rate[3] * n[3]};
    };
    auto along = [](std::vector<double> a, double t, std::vector<double> const& b) {
        for (std::size_t i = 0; i < a.size(); ++i)
            a[i] += t * b[i];
        return a;
    };
    std::vector<double> n{1, 0, 0, 0};
    double const h = time / steps;
    for (int i = 0; i < steps; ++i) {
        auto const k1 = slope(n);
        auto const k2 = slope(along(n, h / 2, k1));
        auto const k3 = slope(along(n, h / 2, k2));
        auto const k4 = slope(along(n, h, k3));
        n = along(along(along(along(n, h / 6, k1), h / 3, k2), h / 3, k3), h / 6, k4);
    }
    return n;
}

TEST(DecayNetwork, agrees_with_numerical_integration_of_a_branching_chain)
{
    std::vector<double> const rate{0.4, 1.1, 1.1, 0.05};
    double const branch = 0.3;
    Chain chain;
    for (double const r : rate)
        chain.members.push_back({"x", 1, constant::ln2 / r});
    chain.feeds = {{0, 1, branch}, {0, 2, 1 - branch}, {1, 2, 1}, {2, 3, 1}};
    DecayNetwork const network{chain};
    for (double const t : {0.5, 3.0, 20.0}) {
        auto const exact = network.atoms_after(one_head(4), t);
        auto const integrated = integrate(rate, branch, t, 20000);
        for (std::size_t i = 0; i < 4; ++i)
            expect_agrees(
                exact[i],
                {.value = integrated[i], .rel_tol = 1e-10, .source = "Runge-Kutta, 20000 steps"});
    }
}

struct AnyNetwork {
    std::vector<double> rate;
    double time;
};

AnyNetwork any_network()
{
    auto const size = static_cast<std::size_t>(*rc::gen::inRange(1, 9));
    AnyNetwork any;
    for (std::size_t i = 0; i < size; ++i)   // nine orders of magnitude; repeated values are likely
        any.rate.push_back(std::pow(10, *rc::gen::inRange(-6, 4)));
    any.time = std::pow(10, *rc::gen::inRange(-300, 500) / 100.0);
    return any;
}

TEST(DecayNetwork, keeps_atoms)
{
    EXPECT_TRUE(rc::check([] {
        auto const any = any_network();
        auto const network = line_of(any.rate);
        auto const start = one_head(any.rate.size());
        auto const atoms = network.atoms_after(start, any.time);
        auto const decays = network.decays_until(start, any.time);
        for (std::size_t i = 0; i < atoms.size(); ++i) {
            RC_ASSERT(atoms[i] >= 0);
            // atoms that came in have decayed or are still there
            double const came = start[i] + (i > 0 ? decays[i - 1] : 0);
            RC_ASSERT(std::abs(atoms[i] + decays[i] - came) <= 1e-12 * came);
        }
    }));
}

TEST(DecayNetwork, gives_the_same_in_two_steps_as_in_one)
{
    EXPECT_TRUE(rc::check([] {
        auto const any = any_network();
        auto const network = line_of(any.rate);
        double const part = *rc::gen::inRange(1, 100) / 100.0;
        auto const start = one_head(any.rate.size());
        auto const once = network.atoms_after(start, any.time);
        auto const twice =
            network.atoms_after(network.atoms_after(start, part * any.time), (1 - part) * any.time);
        for (std::size_t i = 0; i < once.size(); ++i)
            RC_ASSERT(std::abs(twice[i] - once[i]) <= 1e-11 * once[i] + 1e-300);
    }));
}

TEST(DecayNetwork, decays_everything_in_the_end)
{
    auto const network = DecayNetwork::make(shared_library(), "Ra-224");
    auto const all = network.decays_until(one_head(network.size()), forever);
    auto const nearly = network.decays_until(one_head(network.size()), 1e9);
    for (std::size_t i = 0; i < network.size(); ++i) {
        expect_agrees(
            all[i],
            {.value = network.chain().members[i].yield, .rel_tol = 1e-14, .source = "yields"});
        expect_agrees(nearly[i],
                      {.value = all[i], .rel_tol = 1e-12, .source = "2700 half-lives of the head"});
        EXPECT_EQ(network.atoms_after(one_head(network.size()), forever)[i], 0);
    }
}

TEST(DecayNetwork, starts_from_any_mixture)
{
    auto const network = DecayNetwork::make(shared_library(), "Pb-212");
    std::vector<double> const mixed{2, 5, 0.5, 1};
    auto const together = network.atoms_after(mixed, 5000);
    std::vector<double> apart(4, 0);
    for (std::size_t i = 0; i < 4; ++i) {
        std::vector<double> alone(4, 0);
        alone[i] = mixed[i];
        auto const part = network.atoms_after(alone, 5000);
        for (std::size_t j = 0; j < 4; ++j)
            apart[j] += part[j];
    }
    for (std::size_t j = 0; j < 4; ++j)
        expect_agrees(together[j],
                      {.value = apart[j], .rel_tol = 1e-13, .source = "superposition"});
}

TEST(DecayNetwork, comes_to_transient_equilibrium)
{
    // Ge-68 (271 d) and Ga-68 (68 min): the daughter's activity is λ2 / (λ2 - λ1) of the parent's
    auto const network = DecayNetwork::make(shared_library(), "Ge-68");
    auto const activity = network.activities(1, 30 * 86400.0);
    double const l1 = network.decay_constant_per_s(0), l2 = network.decay_constant_per_s(1);
    expect_agrees(activity[1] / activity[0],
                  {.value = l2 / (l2 - l1), .rel_tol = 1e-12, .source = "transient equilibrium"});
}

}   // namespace
}   // namespace radici::nuclide
