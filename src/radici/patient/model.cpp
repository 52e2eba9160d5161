#include "radici/patient/model.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "radici/base/constants.hpp"

namespace radici::patient {
namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

RegionCoefficient coefficient(dosimetry::OrganDose const& organs, std::string_view target,
                              std::string const& source)
{
    auto const dose = organs.gy_per_d_per_MBq(target, source);
    return {.low_Gy_per_d = dose.low_let(), .alpha_Gy_per_d = dose.alpha};
}

double patch_mass_g(double radius_mm)
{
    return 1e-3 * 4.0 / 3 * constant::pi * radius_mm * radius_mm * radius_mm;
}

CheckpointTarget target_of(kinetics::Antibody const& antibody)
{
    if (antibody.target == "PD-1")
        return CheckpointTarget::pd1;
    if (antibody.target == "PD-L1")
        return CheckpointTarget::pdl1;
    if (antibody.target == "CTLA-4")
        return CheckpointTarget::ctla4;
    throw StudyError({}, {.problem = antibody.id + " targets " + antibody.target,
                          .why = "the model knows PD-1, PD-L1 and CTLA-4",
                          .hint = ""});
}

PartnerInBody partner_in_body(ArmDrugs::Partner const& partner, std::size_t lesions)
{
    auto const& drug = partner.drug;
    PartnerInBody body{.loss_per_d = constant::ln2 / drug.half_life_d,
                       .half_effect = drug.half_effect,
                       .effect = drug.effect,
                       .reach = std::vector<double>(lesions, 1.0)};
    if (!partner.lesions.empty())
        for (std::size_t i = 0; i < lesions; ++i)
            body.reach[i] = std::find(partner.lesions.begin(), partner.lesions.end(),
                                      static_cast<int>(i)) != partner.lesions.end()
                                ? nearly_all
                                : nearly_nothing;
    return body;
}

}   // namespace

Model::Model(Biology const& biology, kinetics::AgentLibrary const& library,
             std::vector<std::string> const& agents, std::vector<std::string> const& antibodies,
             std::filesystem::path const& data_folder)
    : biology_(biology)
{
    auto const nuclides = nuclide::NuclideLibrary::load(data_folder);
    auto const spheres = dosimetry::SphereKernels::load(data_folder);
    std::array const bodies{
        dosimetry::ReferenceBody::load(data_folder, biology.host.bodies.front()),
        dosimetry::ReferenceBody::load(data_folder, biology.host.bodies.back())};
    for (auto const& id : agents) {
        auto const& agent = library.at(id);
        auto const in_place = dosimetry::Daughters::in_place;
        agents_.push_back(
            {.agent = agent,
             .decay_per_d = constant::ln2 / (nuclides.at(agent.nuclide).half_life_s / 86400),
             .sphere = dosimetry::SphereSelfDose::make(nuclides, agent.nuclide, in_place, spheres),
             .organs = {dosimetry::OrganDose::make(nuclides, agent.nuclide, bodies[0]),
                        dosimetry::OrganDose::make(nuclides, agent.nuclide, bodies[1])}});
    }
    for (auto const& id : antibodies)
        antibodies_.push_back(library.antibody(id));
}

kinetics::Radiopharmaceutical const& Model::agent(int index) const
{
    return agents_[at(index)].agent;
}

kinetics::Antibody const& Model::antibody(int index) const
{
    return antibodies_[at(index)];
}

AgentInBody Model::agent_in_body(AgentPhysics const& physics, Person const& person) const
{
    auto const& agent = physics.agent;
    std::vector<double> z;
    for (auto const& spread : agent.spreads)
        z.push_back(person.normal(agent.id + '/' + spread.name));

    AgentInBody body;
    body.body = kinetics::patient_body(agent, z);
    body.lesion = agent.lesion;
    body.lesion.per_d_per_mL *=
        person.lognormal_factor(agent.id + "/lesion uptake", agent.lesion.sd_ln_patients);
    auto lesion_stream = person.stream(agent.id + "/uptake of each lesion");
    for (std::size_t i = 0; i < person.lesion_volume_mm3.size(); ++i)
        body.lesion_factor.push_back(
            person.typical ? 1 : std::exp(agent.lesion.sd_ln_lesions * lesion_stream.normal()));
    body.decay_per_d = physics.decay_per_d;
    body.sphere = &physics.sphere;
    double const log_patch = std::log(patch_mass_g(biology_.cells.patch_radius_mm));
    body.patch_low_MeV = physics.sphere.low_let_MeV(log_patch);
    body.patch_alpha_MeV = physics.sphere.alpha_MeV(log_patch);

    auto const& organs = physics.organs[person.male ? 0 : 1];
    auto const& transit = biology_.transit;
    for (auto const& source : body.body.region) {
        auto const marrow = coefficient(organs, "red_marrow", source);
        auto const spleen = coefficient(organs, "spleen", source);
        auto const blood = coefficient(organs, "blood", source);
        auto const rest = coefficient(organs, "rest", source);
        auto on_the_way = [&](double RegionCoefficient::*part) {
            return transit.blood * blood.*part + transit.spleen * spleen.*part +
                   transit.marrow * marrow.*part + transit.elsewhere() * rest.*part;
        };
        body.marrow.push_back(marrow);
        body.lymphocytes.push_back(
            {.low_Gy_per_d = on_the_way(&RegionCoefficient::low_Gy_per_d),
             .alpha_Gy_per_d = on_the_way(&RegionCoefficient::alpha_Gy_per_d)});
        body.nodes.push_back(rest);
        body.kidney.push_back(coefficient(organs, "kidney", source));
    }
    return body;
}

AntibodyInBody Model::antibody_in_body(kinetics::Antibody const& antibody, Person const& person,
                                       ArmDrugs const& drugs) const
{
    std::vector<std::string> given_too;
    for (int other : drugs.antibodies)
        if (antibodies_[at(other)].id != antibody.id)
            given_too.push_back(antibodies_[at(other)].id);
    auto z = [&](char const* what) { return person.normal(antibody.id + '/' + what); };
    return {.pk = kinetics::patient_pk(antibody, person.weight_kg,
                                       {.clearance = z("clearance"),
                                        .central_volume = z("central volume"),
                                        .peripheral_volume = z("peripheral volume"),
                                        .change = z("change of clearance")},
                                       given_too),
            .target = target_of(antibody),
            .kd_nmol_per_L = antibody.kd_nmol_per_L,
            .tissue_ratio = antibody.tissue_ratio};
}

Subject Model::subject(Person const& person, ArmDrugs const& drugs) const
{
    Subject subject;
    subject.cells = biology_.cells;
    subject.immune = biology_.immune;
    subject.lymphocytes = biology_.lymphocytes;
    subject.platelets = biology_.platelets;
    subject.kidney = biology_.kidney.response;
    subject.kidney_rbe_alpha = biology_.rbe_alpha;
    subject.death = biology_.death;
    subject.lesion_start_mm3 = person.lesion_volume_mm3;
    subject.transplanted = biology_.host.transplanted;

    subject.cells.life.growth_per_d *= person.lognormal_factor("growth", biology_.spread.growth);
    subject.immune.danger.antigenicity *=
        person.lognormal_factor("antigenicity", biology_.spread.antigenicity);
    subject.immune.visibility.pdl1_baseline *=
        person.lognormal_factor("PD-L1", biology_.spread.pdl1);
    subject.immune.regulatory.source_1e6_per_mm3_d *=
        person.lognormal_factor("Treg source", biology_.spread.regulatory);
    subject.lymphocytes.baseline_1e9_per_L *=
        person.lognormal_factor("lymphocytes", biology_.spread.lymphocytes);
    subject.platelets.baseline_1e9_per_L *=
        person.lognormal_factor("platelets", biology_.spread.platelets);

    std::vector<int> agent_sizes, antibody_sizes;
    for (int index : drugs.agents) {
        subject.agents.push_back(agent_in_body(agents_[at(index)], person));
        agent_sizes.push_back(subject.agents.back().body.size());
    }
    bool depletes = false;
    for (int index : drugs.antibodies) {
        auto const& antibody = antibodies_[at(index)];
        subject.antibodies.push_back(antibody_in_body(antibody, person, drugs));
        antibody_sizes.push_back(subject.antibodies.back().pk.compartments);
        depletes |= antibody.depletes_target_cells;
    }
    if (!depletes)
        subject.immune.regulatory.depletion_by_ctla4_antibody = 0;
    for (auto const& partner : drugs.partners)
        subject.partners.push_back(partner_in_body(partner, person.lesion_volume_mm3.size()));
    subject.layout = Layout(static_cast<int>(person.lesion_volume_mm3.size()), 1, agent_sizes,
                            antibody_sizes, static_cast<int>(drugs.partners.size()));

    subject.psa.half_life_d = biology_.psa.half_life_d;
    if (biology_.has_psa()) {
        double viable = 0;
        for (double volume : person.lesion_volume_mm3)
            viable += volume;
        subject.psa.start_ng_per_mL =
            biology_.psa.median * person.lognormal_factor("PSA", biology_.psa.sd_ln);
        // In balance with the tumour of day 1.
        subject.psa.secretion_per_d =
            subject.psa.start_ng_per_mL * constant::ln2 / subject.psa.half_life_d / viable;
    }
    return subject;
}

double Model::region_dose_Gy(Person const& person, ArmDrugs const& drugs,
                             std::vector<std::vector<double>> const& agent_MBq_d,
                             std::string_view region) const
{
    double dose_Gy = 0;
    for (std::size_t k = 0; k < drugs.agents.size(); ++k) {
        auto const& physics = agents_[at(drugs.agents[k])];
        auto const& organs = physics.organs[person.male ? 0 : 1];
        for (std::size_t c = 0; c < agent_MBq_d[k].size(); ++c)
            dose_Gy += agent_MBq_d[k][c] *
                       organs.gy_per_d_per_MBq(region, physics.agent.body.region[c]).total();
    }
    return dose_Gy;
}

std::vector<std::string> Model::dosed_regions() const
{
    std::set<std::string> regions;
    for (auto const& physics : agents_) {
        auto const targets = physics.organs[0].targets();
        auto is_target = [&](std::string const& name) {
            return std::find(targets.begin(), targets.end(), name) != targets.end();
        };
        regions.insert("red_marrow");
        for (auto const& region : physics.agent.body.region)
            if (is_target(region) && region != "rest")
                regions.insert(region);
    }
    return {regions.begin(), regions.end()};
}

}   // namespace radici::patient
