#include "radici/kinetics/dose_coefficients.hpp"

#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"

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

double lesion_Gy_per_MBq(Radiopharmaceutical const& agent, double decay_per_d,
                         dosimetry::SphereSelfDose const& sphere, double volume_mL,
                         double target_positive)
{
    RADICI_EXPECT(volume_mL > 0 && target_positive >= 0 && target_positive <= 1);
    double const taking_up_mL = volume_mL * (agent.lesion.receptor ? target_positive : 1.0);
    LinearModel with_lesion = agent.body;
    int const lesion = with_lesion.size();
    with_lesion.compartment.emplace_back("lesion");
    with_lesion.region.emplace_back("tumour");
    with_lesion.transfers.push_back({0, lesion, agent.lesion.per_d_per_mL * taking_up_mL});
    with_lesion.transfers.push_back({lesion, out_of_body, agent.lesion.release_per_d});
    double const residence_d = residence_times_d(with_lesion, decay_per_d).back();
    double const mass_g = volume_mL;   // unit density
    double const absorbed_MeV = sphere.absorbed_MeV(mass_g).total();
    return constant::Gy_g_per_d_MBq_MeV * absorbed_MeV / mass_g * residence_d;
}

double mean_over_median(LesionUptake const& lesion)
{
    double const patients = lesion.sd_ln_patients, lesions = lesion.sd_ln_lesions;
    return std::exp(0.5 * (patients * patients + lesions * lesions));
}

}   // namespace radici::kinetics
