#include "radici/kinetics/dose_coefficients.hpp"

#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"
#include "radici/nuclide/chain.hpp"

namespace radici::kinetics {

double decay_per_d(nuclide::NuclideLibrary const& library, Radiopharmaceutical const& agent)
{
    return constant::ln2 / (library.at(agent.nuclide).half_life_s / 86400.0);
}

std::vector<DoseCoefficient> dose_coefficients(Radiopharmaceutical const& agent, double decay_per_d,
                                               dosimetry::OrganDose const& organs)
{
    std::vector<double> const residence_d = residence_times_d(agent.body, decay_per_d);
    std::vector<DoseCoefficient> coefficients;
    for (std::string const& target : organs.targets()) {
        DoseCoefficient sum{target, {}};
        for (std::size_t i = 0; i < residence_d.size(); ++i) {
            auto const s = organs.gy_per_d_per_MBq(target, agent.body.region[i]);
            sum.Gy_per_MBq.alpha += s.alpha * residence_d[i];
            sum.Gy_per_MBq.beta += s.beta * residence_d[i];
            sum.Gy_per_MBq.conversion_auger += s.conversion_auger * residence_d[i];
            sum.Gy_per_MBq.photon += s.photon * residence_d[i];
        }
        coefficients.push_back(sum);
    }
    return coefficients;
}

namespace {

/// Adds a compartment that takes `per_d` of another's.
int add_pool(LinearModel& model, int from, double per_d)
{
    int const pool = model.size();
    model.compartment.emplace_back("lesion");
    model.region.emplace_back("tumour");
    model.transfers.push_back({from, pool, per_d});
    return pool;
}

/// Free, bound and internalised ligand of `volume_mL` of target-bearing tissue.
void add_receptor(LinearModel& model, LesionUptake const& lesion, double inflow_per_d)
{
    auto const& binding = lesion.binding;
    int const free = add_pool(model, 0, inflow_per_d);
    model.transfers.push_back({free, 0, lesion.inflow_per_d / binding.void_fraction});
    int const bound =
        add_pool(model, free, binding.capture_mm3_per_nmol_d() * binding.sites_nmol_per_mm3());
    model.transfers.push_back({bound, free, binding.dissociation_per_d});
    int const inside = add_pool(model, bound, binding.internalisation_per_d);
    model.transfers.push_back({inside, out_of_body, lesion.release_per_d});
}

}   // namespace

double lesion_Gy_per_MBq(Radiopharmaceutical const& agent, double decay_per_d,
                         dosimetry::SphereSelfDose const& sphere, double volume_mL,
                         double target_positive)
{
    auto const& lesion = agent.lesion;
    if (lesion.route == LesionRoute::none)
        return 0;
    RADICI_EXPECT(volume_mL > 0 && target_positive >= 0 && target_positive <= 1);
    bool const lodged =
        lesion.route == LesionRoute::perfusion || lesion.route == LesionRoute::implant;
    double const taking_up_mL =
        volume_mL * (lesion.route == LesionRoute::receptor ? target_positive
                     : lesion.route == LesionRoute::stroma ? lesion.stroma_share
                                                           : 1.0);
    if (taking_up_mL == 0)
        return 0;
    LinearModel with_lesion = agent.body;
    auto const first = static_cast<std::size_t>(with_lesion.size());
    double const inflow_per_d = lesion.inflow_per_d * taking_up_mL / agent.plasma_mL;
    if (binds(lesion.route))
        add_receptor(with_lesion, lesion, inflow_per_d);
    else
        with_lesion.transfers.push_back({add_pool(with_lesion, 0, inflow_per_d), out_of_body,
                                         lodged ? 0 : lesion.release_per_d});
    auto const residence_d = residence_times_d(with_lesion, decay_per_d);
    double held_d = 0;
    for (std::size_t i = first; i < residence_d.size(); ++i)
        held_d += residence_d[i];
    double const mass_g = volume_mL;   // unit density
    double absorbed_MeV = sphere.absorbed_MeV(mass_g).total();
    if (lesion.route == LesionRoute::implant) {
        double const radius_mm = std::cbrt(3e3 * volume_mL / (4 * constant::pi));
        absorbed_MeV *= kept_in_sphere(radius_mm / lesion.source.diffusion_length_mm);
    }
    return constant::Gy_g_per_d_MBq_MeV * absorbed_MeV / mass_g * held_d;
}

dosimetry::SphereSelfDose sphere_of(nuclide::NuclideLibrary const& library,
                                    Radiopharmaceutical const& agent,
                                    dosimetry::SphereKernels const& kernels)
{
    auto const in_place = dosimetry::Daughters::in_place;
    if (agent.lesion.route != LesionRoute::implant)
        return dosimetry::SphereSelfDose::make(library, agent.nuclide, in_place, kernels);
    auto const& source = agent.lesion.source;
    std::vector<dosimetry::Emission> let_out;
    auto add = [&](char const* nuclide, dosimetry::Daughters daughters, double per_decay) {
        for (auto emission : dosimetry::emissions(library, nuclide, daughters)) {
            emission.per_decay *= per_decay;
            let_out.push_back(emission);
        }
    };
    auto const alone = dosimetry::Daughters::left_out;
    add("Rn-220", alone, source.radon_released);
    add("Po-216", alone, source.radon_released);
    add("Pb-212", in_place, source.lead_released * (1 - source.lead_leak));
    return dosimetry::SphereSelfDose::make(agent.id, let_out, kernels);
}

std::vector<dosimetry::Emission> emissions_from(nuclide::NuclideLibrary const& library,
                                                std::string_view head, std::string_view daughter)
{
    for (auto const& member : nuclide::decay_chain(library, head))
        if (member.name == library.at(daughter).name && member.name != library.at(head).name) {
            auto list = dosimetry::emissions(library, daughter, dosimetry::Daughters::in_place);
            for (auto& emission : list)
                emission.per_decay *= member.yield;
            return list;
        }
    throw StudyError({}, {.problem = std::string(daughter),
                          .why = "no daughter in the chain of " + std::string(head),
                          .hint = ""});
}

double mean_over_median(LesionUptake const& lesion)
{
    double const patients = lesion.sd_ln_patients, lesions = lesion.sd_ln_lesions;
    return std::exp(0.5 * (patients * patients + lesions * lesions));
}

}   // namespace radici::kinetics
