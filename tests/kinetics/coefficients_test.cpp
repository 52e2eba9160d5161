// Absorbed dose per activity, every row of the literature at once. The residence times are solved
// here by another road than the library's elimination: sweeps over the balance of each pool.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "radici/base/data_folder.hpp"
#include "radici/base/random.hpp"
#include "radici/kinetics/agent_library.hpp"
#include "radici/kinetics/calibration.hpp"
#include "support/agrees.hpp"

namespace radici::kinetics {
namespace {

using radici::test::expect_agrees;

struct Row {
    std::string agent, region;
    double mean_Gy_per_GBq;
    std::optional<double> sd;
    std::string source;
};

/// A row with a standard deviation allows mean ± 2 sd, one without 20 %.
double low(Row const& row)
{
    return row.sd ? row.mean_Gy_per_GBq - 2 * *row.sd : 0.8 * row.mean_Gy_per_GBq;
}
double high(Row const& row)
{
    return row.sd ? row.mean_Gy_per_GBq + 2 * *row.sd : 1.2 * row.mean_Gy_per_GBq;
}

double const psma_course_GBq = 6 * 7.4;

/// Sv/MBq with RBE 5 on alpha particles, which are 99.4 % of it, back to Gy/GBq.
double physical_Gy_per_GBq(double Sv_per_MBq)
{
    return 1e3 * Sv_per_MBq * (0.994 / 5 + 0.006);
}
std::string const kratochwil = "14 patients, RBE 5 taken out, Kratochwil 2017";

std::vector<Row> const rows{
    {"lu177_dotatate", "kidney", 0.38, 0.19, "80 cycles, PMC6300448"},
    {"lu177_dotatate", "kidney", 0.43, 0.13, "12 patients, EJNMMI Research 2018"},
    {"lu177_dotatate", "kidney", 0.57, 0.09, "61 patients, Clin Nucl Med 2013"},
    {"lu177_dotatate", "kidney", 0.654, 0.295, "label (memory)"},
    {"lu177_dotatate", "liver", 0.27, 0.05, "61 patients, Clin Nucl Med 2013"},
    {"lu177_dotatate", "spleen", 1.17, 0.14, "61 patients, Clin Nucl Med 2013"},
    {"lu177_dotatate", "pituitary", 0.058, 0.011, "61 patients, Clin Nucl Med 2013"},
    {"lu177_dotatate", "red_marrow", 0.035, 0.029, "label (memory)"},
    {"lu177_dotatate", "tumour", 3.41, 0.68, "61 patients, Clin Nucl Med 2013"},
    {"lu177_psma617", "kidney", 0.43, 0.16, "30 patients, cycle 1, Herrmann 2024"},
    {"lu177_psma617", "kidney", 0.44, 0.21, "30 patients, cycles 2-6, Herrmann 2024"},
    {"lu177_psma617", "kidney", 15 / psma_course_GBq, 6 / psma_course_GBq,
     "30 patients, 15 +- 6 Gy over six cycles, Herrmann 2024"},
    {"lu177_psma617", "kidney", 0.82, 0.25, "7 patients, PMC5472088"},
    {"lu177_psma617", "kidney", 0.53, std::nullopt, "9 patients, PubMed 26920354"},
    {"lu177_psma617", "kidney", 0.81, 0.32, "16 patients with one kidney, J Nucl Med 60:1579"},
    {"lu177_psma617", "lacrimal", 2.82, std::nullopt, "9 patients, PubMed 26920354"},
    {"lu177_psma617", "lacrimal", 2.1, 0.47, "VISION substudy (memory)"},
    {"lu177_psma617", "salivary", 0.72, std::nullopt, "9 patients, PubMed 26920354"},
    {"lu177_psma617", "salivary", 0.63, 0.36, "VISION substudy (memory)"},
    {"lu177_psma617", "parotid", 1.90, 1.19, "7 patients, PMC5472088"},
    {"lu177_psma617", "red_marrow", 0.030, 0.008, "7 patients, PMC5472088"},
    {"lu177_psma617", "tumour", 4.6, std::nullopt, "30 patients, Violet 2019 (memory)"},
    {"ra223_dichloride", "bone_surface", 1152, std::nullopt, "label, RBE 1 (memory)"},
    {"ra223_dichloride", "red_marrow", 139, std::nullopt, "label, RBE 1 (memory)"},
    {"ra223_dichloride", "large_intestine", 46, std::nullopt,
     "label: lower large intestine wall (memory)"},
    {"lu177_fap2286", "kidney", 1.0, 0.6, "11 patients, Baum 2022"},
    {"lu177_fap2286", "red_marrow", 0.05, 0.02, "11 patients, Baum 2022"},
    {"lu177_fap2286", "tumour", 3.0, 2.7, "bone metastases of 11 patients, Baum 2022"},
    {"ac225_psma617", "salivary", physical_Gy_per_GBq(2.3), std::nullopt, kratochwil},
    {"ac225_psma617", "kidney", physical_Gy_per_GBq(0.7), std::nullopt, kratochwil},
    {"ac225_psma617", "red_marrow", physical_Gy_per_GBq(0.05), std::nullopt, kratochwil},
    {"y90_ibritumomab", "red_marrow", 1.3, std::nullopt, "0.6-1.8, label (memory)"},
    {"y90_ibritumomab", "spleen", 9.4, std::nullopt, "1.8-14.4, label (memory)"},
    {"y90_ibritumomab", "liver", 4.8, std::nullopt, "2.9-8.1, label (memory)"},
    {"sm153_edtmp", "red_marrow", 1.54, std::nullopt, "label (memory)"},
};

/// Nuclides and reference body once; doses per nuclide once.
class Coefficients : public testing::Test {
protected:
    static std::filesystem::path data() { return data_folder(); }
    static AgentLibrary const& agents()
    {
        static AgentLibrary const library = AgentLibrary::load(data());
        return library;
    }
    static nuclide::NuclideLibrary const& nuclides()
    {
        static auto const library = nuclide::NuclideLibrary::load(data());
        return library;
    }
    static dosimetry::OrganDose const& organs(std::string const& nuclide)
    {
        static auto const body = dosimetry::ReferenceBody::load(data(), "adult-male");
        static std::map<std::string, dosimetry::OrganDose> made;
        if (!made.contains(nuclide))
            made.emplace(nuclide, dosimetry::OrganDose::make(nuclides(), nuclide, body));
        return made.at(nuclide);
    }
    static dosimetry::SphereKernels const& kernels()
    {
        static auto const loaded = dosimetry::SphereKernels::load(data());
        return loaded;
    }
    static dosimetry::SphereSelfDose const& sphere(std::string const& nuclide)
    {
        static std::map<std::string, dosimetry::SphereSelfDose> made;
        if (!made.contains(nuclide))
            made.emplace(nuclide, dosimetry::SphereSelfDose::make(nuclides(), nuclide,
                                                                  dosimetry::Daughters::in_place,
                                                                  kernels()));
        return made.at(nuclide);
    }

    /// τ of every compartment from the transposed system: activity balance of each pool,
    /// Gauss–Seidel to convergence.
    static std::vector<double> residence_d(LinearModel const& body, double decay)
    {
        std::vector<double> tau(static_cast<std::size_t>(body.size()), 0.0);
        for (int sweep = 0; sweep < 100000; ++sweep) {
            double change = 0;
            for (int i = 0; i < body.size(); ++i) {
                double in = i == 0 ? 1 : 0, out = decay;
                for (Transfer const& flow : body.transfers) {
                    if (flow.to == i)
                        in += flow.per_d * tau[static_cast<std::size_t>(flow.from)];
                    if (flow.from == i)
                        out += flow.per_d;
                }
                double const next = in / out;
                double& old = tau[static_cast<std::size_t>(i)];
                change = std::max(change, std::abs(next - old) / (next + 1e-30));
                old = next;
            }
            if (change < 1e-13)
                break;
        }
        return tau;
    }

    /// What a MBq·d in plasma leaves in the tissue that takes up, by hand: balance of each pool of
    /// ligand over all time.
    static double held_d(LesionUptake const& lesion, double inflow_d, double decay)
    {
        if (!binds(lesion.route))
            return inflow_d / (decay + lesion.release_per_d);
        auto const& binding = lesion.binding;
        double const capture = binding.capture_mm3_per_nmol_d() * binding.sites_nmol_per_mm3();
        double const back = lesion.inflow_per_d / binding.void_fraction;
        double const leaving_bound =
            binding.dissociation_per_d + binding.internalisation_per_d + decay;
        double const free =
            inflow_d / (back + decay + capture * (1 - binding.dissociation_per_d / leaving_bound));
        double const bound = capture * free / leaving_bound;
        return free + bound +
               binding.internalisation_per_d * bound / (lesion.release_per_d + decay);
    }

    /// Of the mean over patients and lesions; the lesion takes little of the plasma.
    static double lesion_Gy_per_GBq(Radiopharmaceutical const& agent, double decay, double plasma_d)
    {
        auto const& lesion = agent.lesion;
        auto const& typical = agent.typical_lesion;
        if (lesion.route == LesionRoute::none)
            return 0;
        double const share = lesion.route == LesionRoute::receptor ? typical.target_positive
                             : lesion.route == LesionRoute::stroma ? lesion.stroma_share
                                                                   : 1;
        double const inflow_d =
            lesion.inflow_per_d * share * typical.volume_mL / agent.plasma_mL * plasma_d;
        double const energy_MeV = sphere(agent.nuclide).absorbed_MeV(typical.volume_mL).total();
        return 1e3 * 13.8428 * energy_MeV / typical.volume_mL * held_d(lesion, inflow_d, decay) *
               mean_over_median(lesion);
    }

    static double Gy_per_GBq(Radiopharmaceutical const& agent, LinearModel const& body,
                             std::string const& region)
    {
        double const decay = decay_per_d(nuclides(), agent);
        auto const tau = residence_d(body, decay);
        if (region == "tumour")
            return lesion_Gy_per_GBq(agent, decay, tau[0]);
        double sum = 0;
        for (int i = 0; i < body.size(); ++i) {
            auto const k = static_cast<std::size_t>(i);
            sum += organs(agent.nuclide).gy_per_d_per_MBq(region, body.region[k]).total() * tau[k];
        }
        return 1e3 * sum;
    }
};

TEST_F(Coefficients, lie_in_every_row_of_the_literature)
{
    for (Row const& row : rows) {
        Radiopharmaceutical const& agent = agents().at(row.agent);
        double const ours = Gy_per_GBq(agent, agent.body, row.region);
        EXPECT_GE(ours, low(row)) << row.agent << ' ' << row.region << ": " << row.source;
        EXPECT_LE(ours, high(row)) << row.agent << ' ' << row.region << ": " << row.source;
    }
}

TEST_F(Coefficients, of_a_cohort_lie_there_too_with_a_spread_like_the_measured)
{
    std::map<std::string, std::vector<double>> drawn;
    std::set<std::string> measured;
    for (Row const& row : rows)
        measured.insert(row.agent);
    for (std::string const& id : measured) {
        Radiopharmaceutical const& agent = agents().at(id);
        for (std::uint64_t patient = 0; patient < 300; ++patient) {
            std::vector<double> z;
            for (BodySpread const& spread : agent.spreads)
                z.push_back(RandomStream(1, patient, spread.name).normal());
            LinearModel const body = patient_body(agent, z);
            for (Row const& row : rows)
                if (row.agent == id && row.region != "tumour") {
                    auto& values = drawn[id + row.region];
                    if (values.size() == patient)
                        values.push_back(Gy_per_GBq(agent, body, row.region));
                }
        }
    }
    for (Row const& row : rows) {
        if (row.region == "tumour")
            continue;
        auto const& values = drawn.at(row.agent + row.region);
        double mean = 0, square = 0;
        for (double const x : values) {
            mean += x / static_cast<double>(values.size());
            square += x * x / static_cast<double>(values.size());
        }
        EXPECT_GE(mean, low(row)) << row.agent << ' ' << row.region << ": " << row.source;
        EXPECT_LE(mean, high(row)) << row.agent << ' ' << row.region << ": " << row.source;
        double const variation = std::sqrt(square - mean * mean) / mean;
        EXPECT_GT(variation, 0.1) << row.agent << ' ' << row.region;
        EXPECT_LT(variation, 0.7) << row.agent << ' ' << row.region;
    }
}

TEST_F(Coefficients, an_antagonist_beats_the_agonist_as_in_the_same_patients)
{
    // 177Lu-DOTA-JR11 over 177Lu-DOTATATE in four patients (Wild 2014)
    auto ratio = [](std::string const& region) {
        Radiopharmaceutical const& antagonist = agents().at("lu177_dota_jr11");
        Radiopharmaceutical const& agonist = agents().at("lu177_dotatate");
        return Gy_per_GBq(antagonist, antagonist.body, region) /
               Gy_per_GBq(agonist, agonist.body, region);
    };
    double const tumour = ratio("tumour");
    EXPECT_GT(tumour, 1.7);
    EXPECT_LT(tumour, 10.6);
    for (std::string const organ : {"kidney", "red_marrow"}) {
        EXPECT_GT(tumour / ratio(organ), 1.1) << organ;
        EXPECT_LT(tumour / ratio(organ), 7.2) << organ;
    }
}

TEST_F(Coefficients, one_antibody_is_one_body_whatever_it_carries)
{
    // the rates of 177Lu-girentuximab predict its zirconium twin: liver 1.86, kidney 1.50 Gy/GBq
    // (Merkx 2021, memory), not fitted
    Radiopharmaceutical const& agent = agents().at("zr89_imaging");
    EXPECT_NEAR(Gy_per_GBq(agent, agent.body, "liver"), 1.86, 0.2 * 1.86);
    EXPECT_NEAR(Gy_per_GBq(agent, agent.body, "kidney"), 1.50, 0.2 * 1.50);
}

TEST_F(Coefficients, microspheres_give_what_the_partition_model_does)
{
    // 49.67 Gy·kg/GBq in the liver's 1.8 kg, less the 5 % that go to the lung; the edge of the
    // liver loses a little of it
    Radiopharmaceutical const& agent = agents().at("y90_microspheres");
    EXPECT_NEAR(Gy_per_GBq(agent, agent.body, "liver"), 0.95 * 49.67 / 1.8, 0.07 * 49.67 / 1.8);
}

TEST_F(Coefficients, ibritumomab_reaches_spleen_and_liver_most)
{
    // verified ranking of 15 patients: spleen, testes and liver highest; lung, gut, marrow, kidney
    // lower
    Radiopharmaceutical const& agent = agents().at("y90_ibritumomab");
    auto dose = [&agent](std::string const& region) {
        return Gy_per_GBq(agent, agent.body, region);
    };
    for (std::string const lower : {"lung", "large_intestine", "red_marrow", "kidney"}) {
        EXPECT_LT(dose(lower), dose("liver")) << lower;
        EXPECT_LT(dose(lower), dose("spleen")) << lower;
    }
}

TEST_F(Coefficients, lesion_doses_span_the_measured_range)
{
    // 177Lu-DOTATATE, 182 lesions of 41 patients: 2-77 Gy per cycle of 7.4 GBq (Roth 2022)
    Radiopharmaceutical const& agent = agents().at("lu177_dotatate");
    double const mean_Gy = 7.4 * Gy_per_GBq(agent, agent.body, "tumour");
    double const median_Gy = mean_Gy / mean_over_median(agent.lesion);
    double const sd_ln = std::hypot(agent.lesion.sd_ln_patients, agent.lesion.sd_ln_lesions);
    EXPECT_GT(mean_Gy, 2);
    EXPECT_LT(mean_Gy, 77);
    // the expected extremes of 182 draws lie 2.75 standard deviations out; they should be the range
    // within a factor 2
    EXPECT_NEAR(std::log(median_Gy * std::exp(-2.75 * sd_ln) / 2), 0, std::log(2));
    EXPECT_NEAR(std::log(median_Gy * std::exp(2.75 * sd_ln) / 77), 0, std::log(2.2));
    // nodal 3.9 and bone 5.3 Gy/GBq hold the mean of 177Lu-PSMA-617 (Violet 2019, memory)
    Radiopharmaceutical const& psma = agents().at("lu177_psma617");
    double const psma_mean = Gy_per_GBq(psma, psma.body, "tumour");
    EXPECT_GT(psma_mean, 3.9);
    EXPECT_LT(psma_mean, 5.3);
}

TEST_F(Coefficients, are_those_that_the_library_computes)
{
    for (std::string const& id : agents().names()) {
        Radiopharmaceutical const& agent = agents().at(id);
        double const decay = decay_per_d(nuclides(), agent);
        for (auto const& [region, dose] : dose_coefficients(agent, decay, organs(agent.nuclide)))
            expect_agrees(1e3 * dose.total(), {.value = Gy_per_GBq(agent, agent.body, region),
                                               .rel_tol = 1e-8,
                                               .source = "independent residence times"});
        if (agent.lesion.route == LesionRoute::implant)
            continue;   // all of it is in the lesion, and what stays there diffuses
        double const lesion =
            lesion_Gy_per_MBq(agent, decay, sphere(agent.nuclide), agent.typical_lesion.volume_mL,
                              agent.typical_lesion.target_positive);
        expect_agrees(1e3 * lesion * mean_over_median(agent.lesion),
                      {.value = Gy_per_GBq(agent, agent.body, "tumour"),
                       .rel_tol = 3e-2,
                       .source = "without the plasma that one lesion takes"});
    }
}

TEST_F(Coefficients, files_hold_what_the_calibration_gives)
{
    for (std::string const& id : agents().names()) {
        Radiopharmaceutical agent = agents().at(id);
        // from a start far away the solution is the same
        for (CalibrationAnchor const& anchor : agent.anchors)
            agent.body.transfers[static_cast<std::size_t>(anchor.transfer)].per_d *= 1.5;
        auto const solved = calibrate(agent, decay_per_d(nuclides(), agent), organs(agent.nuclide),
                                      sphere(agent.nuclide));
        for (std::size_t i = 0; i < agent.anchors.size(); ++i) {
            auto const& anchor = agents().at(id).anchors[i];
            auto const transfer = static_cast<std::size_t>(anchor.transfer);
            expect_agrees(
                agents().at(id).body.transfers[transfer].per_d,
                {.value = solved.per_d[i], .rel_tol = 5e-3, .source = "calibrate_kinetics"});
        }
        expect_agrees(
            agents().at(id).lesion.inflow_per_d,
            {.value = solved.lesion_inflow_per_d, .rel_tol = 5e-3, .source = "calibrate_kinetics"});
    }
}

TEST_F(Coefficients, energy_absorbed_is_at_most_what_was_emitted)
{
    for (std::string const& id : agents().names()) {
        Radiopharmaceutical const& agent = agents().at(id);
        double const decay = decay_per_d(nuclides(), agent);
        auto const& doses = organs(agent.nuclide);
        double absorbed_MeV_d = 0;   // per MBq: Gy·g back to MeV·d
        for (auto const& [region, dose] : dose_coefficients(agent, decay, doses))
            if (region != "parotid")   // part of the salivary glands
                absorbed_MeV_d += dose.total() * doses.mass_g(region) / 13.8428;
        double const tau = [&] {
            double sum = 0;
            for (double const t : residence_d(agent.body, decay))
                sum += t;
            return sum;
        }();
        EXPECT_LE(absorbed_MeV_d, tau * doses.emitted_MeV().total()) << id;
        EXPECT_LE(tau, (1 + 1e-12) / decay) << id << ": no more decays than atoms given";
    }
}

TEST_F(Coefficients, lesion_dose_per_mass_hardly_depends_on_size)
{
    Radiopharmaceutical const& agent = agents().at("lu177_psma617");
    double const decay = decay_per_d(nuclides(), agent);
    double const small = lesion_Gy_per_MBq(agent, decay, sphere("Lu-177"), 0.1, 0.55);
    double const large = lesion_Gy_per_MBq(agent, decay, sphere("Lu-177"), 30, 0.55);
    EXPECT_NEAR(small / large, 1, 0.15);
    EXPECT_EQ(lesion_Gy_per_MBq(agent, decay, sphere("Lu-177"), 10, 0.0),
              0);   // no target, no dose
}

TEST_F(Coefficients, every_compartment_sits_in_a_region_of_the_body)
{
    auto const regions = dosimetry::RegionList::load(data());
    for (std::string const& id : agents().names()) {
        for (std::string const& region : agents().at(id).body.region)
            EXPECT_EQ(regions.canonical(region), region) << id;
        for (std::string const& region : agents().at(id).organs_at_risk)
            EXPECT_EQ(regions.canonical(region), region) << id;
    }
}

}   // namespace
}   // namespace radici::kinetics
