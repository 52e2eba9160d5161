#include "radici/nuclide/energy_audit.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "radici/base/constants.hpp"
#include "radici/nuclide/energy.hpp"

namespace radici::nuclide {

namespace {

// Tolerances: of sums that only rounding may change, and of the laws that evaluations keep
// approximately.
double constexpr of_totals = 1e-8;
double constexpr of_branchings = 1e-4;   // branches without line data: up to 6.7e-5 (At-217)
double constexpr of_alpha_level_MeV =
    0.05;   // rounded energies of weak branches: up to 0.036 (Fr-221)
double constexpr of_beta_level_MeV = 0.006;   // Tb-161: 0.004
double constexpr of_neutrino_MeV = 3e-5;      // rounding of intensities: 1e-5
double constexpr of_mean_beta = 0.05;         // computed against evaluated; Er-169: 0.023
double constexpr of_balance_at_most = 0.01;

struct Total {
    int rows = 0;
    double intensity = 0;
    double energy_MeV = 0;

    void add(double i, double e)
    {
        ++rows;
        intensity += i;
        energy_MeV += i * e;
    }
};

Total total_of(std::vector<Line> const& lines)
{
    Total total;
    for (auto const& line : lines)
        total.add(line.intensity, line.energy_MeV);
    return total;
}

Total total_of(std::vector<BetaBranch> const& branches, Charge charge)
{
    Total total;
    for (auto const& branch : branches)
        if (branch.charge == charge)
            total.add(branch.intensity, branch.evaluated_mean_MeV);
    return total;
}

Total total_of(std::vector<Capture> const& captures)
{
    Total total;
    for (auto const& capture : captures)
        total.add(capture.intensity, capture.energy_MeV);
    return total;
}

void require(bool holds, Node const& where, std::string problem, std::string why)
{
    if (!holds)
        throw where.error({.problem = std::move(problem), .why = std::move(why), .hint = ""});
}

void require_close(double actual, Node const& said, double tolerance, std::string_view what)
{
    require(std::abs(actual - said.number()) <= tolerance, said,
            fmt::format("{:.10g}", said.number()),
            fmt::format("the energy audit finds {:.10g} for {}", actual, what));
}

void require_total(Total const& total, Node const& check, std::string const& table)
{
    require(check.has(table) == (total.rows > 0), check,
            total.rows > 0 ? "no total of " + table : "a total of " + table + ", which has no rows",
            "every table has its total here");
    if (total.rows == 0)
        return;
    auto const said = check.at(table);
    require_close(total.rows, said.at("rows"), 0, "the rows of [" + table + "]");
    require_close(total.intensity, said.at("intensity"), of_totals * total.intensity,
                  "the intensity of [" + table + "]");
    require_close(total.energy_MeV, said.at("energy_MeV"), of_totals * total.energy_MeV,
                  "the energy of [" + table + "]");
}

/// Sum of the branchings and largest Q of the modes of one kind.
struct Kind {
    double branching = 0;
    double q_MeV = 0;
};

Kind kind_of(Nuclide const& nuclide, std::initializer_list<DecayType> types)
{
    Kind kind;
    for (auto const& mode : nuclide.modes)
        for (auto type : types)
            if (mode.type == type) {
                kind.branching += mode.branching;
                kind.q_MeV = std::max(kind.q_MeV, mode.q_MeV);
            }
    return kind;
}

void require_branches(double intensity, Kind const& kind, Node const& root,
                      std::string const& table)
{
    require(std::abs(intensity - kind.branching) <= of_branchings,
            root.has(table) ? root.at(table) : root,
            fmt::format("{} branches add up to {:.6g}", table, intensity),
            fmt::format("the modes say {:.6g}", kind.branching));
}

/// Particle energy and daughter level give Q.
void require_level(double energy_MeV, Kind const& kind, double tolerance_MeV, Node const& table)
{
    require(std::abs(energy_MeV - kind.q_MeV) <= tolerance_MeV, table,
            fmt::format("a branch and its level take {:.6g} MeV", energy_MeV),
            fmt::format("the mode has {:.6g} MeV", kind.q_MeV));
}

/// A row belongs to a mode of its kind.
void require_mode(Nuclide const& nuclide, int mode, std::initializer_list<DecayType> types,
                  Node const& table)
{
    auto const type = nuclide.modes[static_cast<std::size_t>(mode)].type;
    require(std::find(types.begin(), types.end(), type) != types.end(), table,
            fmt::format("a row with mode {}", mode), fmt::format("that mode is {}", to_text(type)));
}

void require_alphas(Nuclide const& nuclide, Node const& root)
{
    auto const kind = kind_of(nuclide, {DecayType::alpha});
    require_branches(total_of(nuclide.alphas).intensity, kind, root, "alpha");
    for (auto const& alpha : nuclide.alphas) {
        require_mode(nuclide, alpha.mode, {DecayType::alpha}, root.at("alpha"));
        require_level(alpha.energy_MeV + alpha_recoil_MeV(alpha.energy_MeV, nuclide.a) +
                          1e-3 * alpha.level_keV,
                      kind, of_alpha_level_MeV, root.at("alpha"));
    }
}

void require_betas(Nuclide const& nuclide, Node const& root)
{
    auto const minus = kind_of(nuclide, {DecayType::beta_minus});
    auto const plus = kind_of(nuclide, {DecayType::capture, DecayType::capture_or_beta_plus});
    double const positrons = total_of(nuclide.betas, Charge::positron).intensity;
    require_branches(total_of(nuclide.betas, Charge::electron).intensity, minus, root,
                     "beta_minus");
    require_branches(total_of(nuclide.captures).intensity + positrons, plus, root, "capture");
    for (auto const& b : nuclide.betas) {
        bool const electron = b.charge == Charge::electron;
        auto const table = root.at(electron ? "beta_minus" : "beta_plus");
        require_mode(nuclide, b.mode,
                     {electron ? DecayType::beta_minus : DecayType::capture_or_beta_plus}, table);
        require_level(b.end_point_MeV + 1e-3 * b.level_keV +
                          (electron ? 0 : 2 * constant::electron_mass_MeV),
                      electron ? minus : plus, of_beta_level_MeV, table);
    }
    for (auto const& c : nuclide.captures) {
        require_mode(nuclide, c.mode, {DecayType::capture, DecayType::capture_or_beta_plus},
                     root.at("capture"));
        require_level(c.energy_MeV + 1e-3 * c.level_keV, plus, of_beta_level_MeV,
                      root.at("capture"));
        require(std::abs(c.k + c.l + c.m + c.n - 1) < 1e-3, root.at("capture"),
                fmt::format("shell shares add up to {:.4f}", c.k + c.l + c.m + c.n),
                "they must add up to 1");
    }
    double const quanta = 2 * (positrons + total_of(nuclide.pairs).intensity);
    require(std::abs(total_of(nuclide.annihilation).intensity - quanta) <= 1e-4, root,
            fmt::format("{:.6g} annihilation quanta", total_of(nuclide.annihilation).intensity),
            fmt::format("the positrons make {:.6g}", quanta));
}

void require_mean_beta(Nuclide const& nuclide, Node const& root)
{
    double computed = 0;
    double evaluated = 0;
    for (auto const& branch : nuclide.betas) {
        computed += branch.intensity * branch.mean_MeV;
        evaluated += branch.intensity * branch.evaluated_mean_MeV;
    }
    require(std::abs(computed - evaluated) <= of_mean_beta * evaluated, root,
            fmt::format("a mean beta energy of {:.5g} MeV per decay", evaluated),
            fmt::format("its end points give {:.5g} MeV", computed));
}

void require_neutrino(Nuclide const& nuclide, Node const& said)
{
    double least = 0;
    for (auto const& branch : nuclide.betas)
        least += branch.intensity * (branch.end_point_MeV - branch.evaluated_mean_MeV);
    double const most = least + total_of(nuclide.captures).energy_MeV;
    require(nuclide.neutrino_MeV >= least - of_neutrino_MeV &&
                nuclide.neutrino_MeV <= most + of_neutrino_MeV,
            said, fmt::format("{:.6g}", nuclide.neutrino_MeV),
            fmt::format("betas and captures leave {:.6g} to {:.6g} MeV to neutrinos", least, most));
}

}   // namespace

EnergyAudit audit_energy(Nuclide const& nuclide)
{
    auto const energy = energy_per_decay(nuclide);
    EnergyAudit audit;
    audit.q = nuclide.q_MeV;
    audit.alpha = energy.alpha;
    audit.recoil = energy.recoil;
    audit.beta = total_of(nuclide.betas, Charge::electron).energy_MeV +
                 total_of(nuclide.betas, Charge::positron).energy_MeV +
                 total_of(nuclide.pairs).energy_MeV;
    audit.conversion_auger = energy.conversion_auger;
    audit.photon = energy.photon;
    audit.neutrino = nuclide.neutrino_MeV;
    audit.unreleased = nuclide.unreleased_MeV;
    return audit;
}

void require_sound(Nuclide& nuclide, Node const& root)
{
    auto const check = root.at("check");
    nuclide.q_MeV = 0;
    for (auto const& mode : nuclide.modes)
        nuclide.q_MeV += mode.branching * mode.q_MeV;
    nuclide.neutrino_MeV = check.at("neutrino_MeV").number();
    nuclide.unreleased_MeV = check.at("unreleased_MeV").number();
    require_close(nuclide.q_MeV, check.at("q_sum_MeV"), of_totals * nuclide.q_MeV, "Q");
    double const decay_per_s = constant::ln2 / nuclide.half_life_s;
    require_close(decay_per_s, check.at("decay_constant_per_s"), of_totals * decay_per_s,
                  "ln 2 over the half-life");

    std::array<std::pair<char const*, Total>, 10> const tables{
        {{"alpha", total_of(nuclide.alphas)},
         {"beta_minus", total_of(nuclide.betas, Charge::electron)},
         {"beta_plus", total_of(nuclide.betas, Charge::positron)},
         {"capture", total_of(nuclide.captures)},
         {"gamma", total_of(nuclide.gammas)},
         {"annihilation", total_of(nuclide.annihilation)},
         {"pair", total_of(nuclide.pairs)},
         {"conversion", total_of(nuclide.conversion)},
         {"xray", total_of(nuclide.xrays)},
         {"auger", total_of(nuclide.auger)}}};
    for (auto const& [table, total] : tables)
        require_total(total, check, table);

    require_alphas(nuclide, root);
    require_betas(nuclide, root);
    require_mean_beta(nuclide, root);
    require_neutrino(nuclide, check.at("neutrino_MeV"));

    auto const said = check.at("unreleased_MeV");
    require(nuclide.unreleased_MeV >= 0 && nuclide.unreleased_MeV < 2e-3, said,
            fmt::format("{:.6g}", nuclide.unreleased_MeV), "outer shells hold 0 to 0.002 MeV");
    auto const tolerance = check.at("balance_tolerance");
    require(tolerance.number() > 0 && tolerance.number() <= of_balance_at_most, tolerance,
            fmt::format("{:g}", tolerance.number()),
            fmt::format("at most {:g} of Q may be missing", of_balance_at_most));
    auto const audit = audit_energy(nuclide);
    require(std::abs(audit.imbalance()) <= tolerance.number(), check,
            fmt::format("energy audit: {:.6g} MeV accounted for of Q = {:.6g} MeV",
                        audit.accounted(), audit.q),
            fmt::format("{:.3g} of Q may be missing", tolerance.number()));
}

}   // namespace radici::nuclide
