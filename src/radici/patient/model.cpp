#include "radici/patient/model.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "radici/base/constants.hpp"
#include "radici/kinetics/dose_coefficients.hpp"
#include "radici/patient/coupling.hpp"

namespace radici::patient {
namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

double patch_mass_g(double radius_mm)
{
    return 1e-3 * 4.0 / 3 * constant::pi * radius_mm * radius_mm * radius_mm;
}

CheckpointTarget target_named(std::string const& target, std::string const& whose)
{
    if (target == "PD-1")
        return CheckpointTarget::pd1;
    if (target == "PD-L1")
        return CheckpointTarget::pdl1;
    if (target == "CTLA-4")
        return CheckpointTarget::ctla4;
    throw StudyError({}, {.problem = whose + " targets " + target,
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
             std::filesystem::path const& data_folder, RecoilingDaughters daughters)
    : biology_(biology)
{
    auto const nuclides = nuclide::NuclideLibrary::load(data_folder);
    auto const spheres = dosimetry::SphereKernels::load(data_folder);
    std::array const bodies{
        dosimetry::ReferenceBody::load(data_folder, biology.host.bodies.front()),
        dosimetry::ReferenceBody::load(data_folder, biology.host.bodies.back())};
    drugs_ = std::make_shared<Drugs>();
    for (auto const& id : agents)
        add_agent(library.in_species(id, biology.host.species), nuclides, spheres, bodies);
    bool const leave = daughters == RecoilingDaughters::leave;
    for (std::size_t k = 0; leave && k < drugs_->agents.size(); ++k)   // grows with each daughter
        add_daughter(k, library, nuclides, spheres, bodies);
    for (auto const& id : antibodies)
        drugs_->antibodies.push_back(library.antibody(id));
}

Model Model::with(Biology medians, std::vector<Biology> members) const
{
    Model other = *this;
    other.biology_ = std::move(medians);
    other.members_ = std::move(members);
    return other;
}

std::size_t Model::member_of(Person const& person) const
{
    if (members_.empty())
        return 0;
    RandomStream stream(person.seed, person.index, "member of the ensemble");
    auto const count = static_cast<double>(members_.size());
    return std::min(static_cast<std::size_t>(stream.uniform() * count), members_.size() - 1);
}

Biology const& Model::biology_of(Person const& person) const
{
    return members_.empty() || person.typical ? biology_ : members_[member_of(person)];
}

void Model::add_agent(kinetics::Radiopharmaceutical const& agent,
                      nuclide::NuclideLibrary const& nuclides,
                      dosimetry::SphereKernels const& spheres, Bodies const& bodies)
{
    drugs_->agents.push_back(
        {.agent = agent,
         .decay_per_d = kinetics::decay_per_d(nuclides, agent),
         .sphere = kinetics::sphere_of(nuclides, agent, spheres),
         .organs = {dosimetry::OrganDose::make(nuclides, agent.nuclide, bodies[0]),
                    dosimetry::OrganDose::make(nuclides, agent.nuclide, bodies[1])},
         .leaving = {}});
}

void Model::add_daughter(std::size_t mother, kinetics::AgentLibrary const& library,
                         nuclide::NuclideLibrary const& nuclides,
                         dosimetry::SphereKernels const& spheres, Bodies const& bodies)
{
    auto const& agent = drugs_->agents[mother].agent;
    if (!agent.daughter || !agent.daughter->leaves())
        return;
    auto const& daughter = *agent.daughter;
    auto ion = library.in_species(daughter.follows, agent.species);
    if (ion.nuclide != daughter.nuclide)
        throw StudyError({}, {.problem = agent.id + ": " + daughter.nuclide + " follows " + ion.id,
                              .why = "that is the body of " + ion.nuclide,
                              .hint = "name the daughter's own body"});
    auto const list = kinetics::emissions_from(nuclides, agent.nuclide, daughter.nuclide);
    drugs_->agents[mother].leaving =
        Leaving{.sphere = dosimetry::SphereSelfDose::make(agent.id, list, spheres),
                .organs = {dosimetry::OrganDose::make(list, bodies[0]),
                           dosimetry::OrganDose::make(list, bodies[1])},
                .agent = static_cast<int>(drugs_->agents.size())};
    add_agent(ion, nuclides, spheres, bodies);
}

double Model::AgentPhysics::freed(std::size_t compartment) const
{
    if (!leaving)
        return 0;
    return compartment == 0 ? agent.daughter->from_plasma : agent.daughter->from_organ;
}

dosimetry::DoseByClass Model::AgentPhysics::gy_per_d_per_MBq(bool male, std::string_view target,
                                                             std::size_t compartment) const
{
    std::size_t const which = male ? 0 : 1;
    auto const& source = agent.body.region[compartment];
    auto dose = organs[which].gy_per_d_per_MBq(target, source);
    if (!leaving)
        return dose;
    auto const gone = leaving->organs[which].gy_per_d_per_MBq(target, source);
    double const share = freed(compartment);
    return {dose.alpha - share * gone.alpha, dose.beta - share * gone.beta,
            dose.conversion_auger - share * gone.conversion_auger,
            dose.photon - share * gone.photon};
}

std::vector<Model::Slot> Model::slots(ArmDrugs const& drugs) const
{
    std::vector<Slot> all;
    for (int index : drugs.agents)
        all.push_back({.agent = index});
    for (std::size_t k = 0; k < all.size(); ++k)   // grows
        if (auto const& leaving = drugs_->agents[at(all[k].agent)].leaving)
            all.push_back({.agent = leaving->agent, .mother = static_cast<int>(k)});
    return all;
}

kinetics::Radiopharmaceutical const& Model::agent(int index) const
{
    return drugs_->agents[at(index)].agent;
}

kinetics::Antibody const& Model::antibody(int index) const
{
    return drugs_->antibodies[at(index)];
}

AgentInBody Model::agent_in_body(AgentPhysics const& physics, Person const& person,
                                 Biology const& biology)
{
    auto const& agent = physics.agent;
    std::vector<double> z;
    for (auto const& spread : agent.spreads)
        z.push_back(person.normal(agent.id + '/' + spread.name));

    AgentInBody body;
    body.body = kinetics::patient_body(agent, z);
    body.plasma_mm3 = 1e3 * agent.plasma_mL;
    body.usual_ligand_nmol = agent.usual_ligand_nmol();
    body.lesion = agent.lesion;
    double const inflow =
        agent.lesion.inflow_per_d *
        person.lognormal_factor(agent.id + "/lesion uptake", agent.lesion.sd_ln_patients);
    body.sites = person.lognormal_factor(agent.id + "/sites", agent.lesion.sd_ln_sites);
    auto lesion_stream = person.stream(agent.id + "/uptake of each lesion");
    for (std::size_t i = 0; i < person.lesion_volume_mm3.size(); ++i)
        body.inflow_per_d.push_back(person.typical ? inflow
                                                   : inflow * std::exp(agent.lesion.sd_ln_lesions *
                                                                       lesion_stream.normal()));
    if (!agent.lesion.competitor.empty())
        body.competitor = target_named(agent.lesion.competitor, agent.id);
    if (kinetics::binds(agent.lesion.route))
        add_ligand_body(body);
    body.decay_per_d = physics.decay_per_d;
    body.sphere = &physics.sphere;
    double const log_patch = std::log(patch_mass_g(biology.cells.patch_radius_mm));
    body.patch_low_MeV = physics.sphere.low_let_MeV(log_patch);
    body.patch_alpha_MeV = physics.sphere.alpha_MeV(log_patch);
    if (physics.leaving)
        body.loss = {.outside = agent.daughter->from_outside,
                     .inside = agent.daughter->from_inside,
                     .sphere = &physics.leaving->sphere};
    add_region_doses(body, physics, person.male, biology.transit);
    return body;
}

void Model::add_region_doses(AgentInBody& body, AgentPhysics const& physics, bool male,
                             radiobiology::LymphocyteTransit const& transit)
{
    for (std::size_t c = 0; c < body.body.region.size(); ++c) {
        auto in = [&](std::string_view target) {
            auto const dose = physics.gy_per_d_per_MBq(male, target, c);
            return RegionCoefficient{.low_Gy_per_d = dose.low_let(), .alpha_Gy_per_d = dose.alpha};
        };
        auto const marrow = in("red_marrow"), spleen = in("spleen"), blood = in("blood"),
                   rest = in("rest");
        auto on_the_way = [&](double RegionCoefficient::*part) {
            return transit.blood * blood.*part + transit.spleen * spleen.*part +
                   transit.marrow * marrow.*part + transit.elsewhere() * rest.*part;
        };
        body.marrow.push_back(marrow);
        body.lymphocytes.push_back(
            {.low_Gy_per_d = on_the_way(&RegionCoefficient::low_Gy_per_d),
             .alpha_Gy_per_d = on_the_way(&RegionCoefficient::alpha_Gy_per_d)});
        body.nodes.push_back(rest);
        body.kidney.push_back(in("kidney"));
    }
}

AntibodyInBody Model::antibody_in_body(kinetics::Antibody const& antibody, Person const& person,
                                       ArmDrugs const& drugs) const
{
    std::vector<std::string> given_too;
    for (int other : drugs.antibodies)
        if (drugs_->antibodies[at(other)].id != antibody.id)
            given_too.push_back(drugs_->antibodies[at(other)].id);
    auto z = [&](char const* what) { return person.normal(antibody.id + '/' + what); };
    return {.pk = kinetics::patient_pk(antibody, person.weight_kg,
                                       {.clearance = z("clearance"),
                                        .central_volume = z("central volume"),
                                        .peripheral_volume = z("peripheral volume"),
                                        .change = z("change of clearance")},
                                       given_too),
            .target = target_named(antibody.target, antibody.id),
            .kd_nmol_per_L = antibody.kd_nmol_per_L,
            .tissue_ratio = antibody.tissue_ratio};
}

Subject Model::subject(Person const& person, ArmDrugs const& drugs) const
{
    auto const& biology = biology_of(person);
    Subject subject;
    subject.cells = biology.cells;
    subject.immune = biology.immune;
    subject.lymphocytes = biology.lymphocytes;
    subject.platelets = biology.platelets;
    subject.kidney = biology.kidney.response;
    subject.kidney_rbe_alpha = biology.rbe_alpha;
    subject.death = biology.death;
    subject.lesion_start_mm3 = person.lesion_volume_mm3;
    subject.transplanted = biology.host.transplanted;

    subject.cells.life.growth_per_d *= person.lognormal_factor("growth", biology.spread.growth);
    subject.immune.danger.antigenicity *=
        person.lognormal_factor("antigenicity", biology.spread.antigenicity);
    subject.immune.visibility.pdl1_baseline *=
        person.lognormal_factor("PD-L1", biology.spread.pdl1);
    subject.immune.regulatory.source_1e6_per_mm3_d *=
        person.lognormal_factor("Treg source", biology.spread.regulatory);
    subject.lymphocytes.baseline_1e9_per_L *=
        person.lognormal_factor("lymphocytes", biology.spread.lymphocytes);
    subject.platelets.baseline_1e9_per_L *=
        person.lognormal_factor("platelets", biology.spread.platelets);

    std::vector<AgentShape> agent_shapes;
    std::vector<int> antibody_sizes;
    auto const all = slots(drugs);
    for (auto const& slot : all) {
        auto agent = agent_in_body(drugs_->agents[at(slot.agent)], person, biology);
        if (slot.mother >= 0) {
            auto const& mother = subject.agents[at(slot.mother)];
            auto const& physics = drugs_->agents[at(all[at(slot.mother)].agent)];
            agent.source.mother = slot.mother;
            for (std::size_t c = 0; c < at(mother.body.size()); ++c)
                agent.source.share.push_back(physics.freed(c));
        }
        agent_shapes.push_back(agent.shape());
        subject.agents.push_back(std::move(agent));
    }
    bool depletes = false;
    for (int index : drugs.antibodies) {
        auto const& antibody = drugs_->antibodies[at(index)];
        subject.antibodies.push_back(antibody_in_body(antibody, person, drugs));
        antibody_sizes.push_back(subject.antibodies.back().pk.compartments);
        depletes |= antibody.depletes_target_cells;
    }
    if (!depletes)
        subject.immune.regulatory.depletion_by_ctla4_antibody = 0;
    for (auto const& partner : drugs.partners)
        subject.partners.push_back(partner_in_body(partner, person.lesion_volume_mm3.size()));
    subject.layout = Layout(static_cast<int>(person.lesion_volume_mm3.size()), 1, agent_shapes,
                            antibody_sizes, static_cast<int>(drugs.partners.size()));
    RADICI_EXPECT(subject.layout.flows <= max_flows);

    subject.psa.half_life_d = biology.psa.half_life_d;
    if (biology.has_psa()) {
        double viable = 0;
        for (double volume : person.lesion_volume_mm3)
            viable += volume;
        subject.psa.start_ng_per_mL =
            biology.psa.median * person.lognormal_factor("PSA", biology.psa.sd_ln);
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
    auto const all = slots(drugs);
    for (std::size_t k = 0; k < all.size(); ++k)
        for (std::size_t c = 0; c < agent_MBq_d[k].size(); ++c)
            dose_Gy +=
                agent_MBq_d[k][c] *
                drugs_->agents[at(all[k].agent)].gy_per_d_per_MBq(person.male, region, c).total();
    return dose_Gy;
}

std::vector<std::string> Model::dosed_regions() const
{
    std::set<std::string> regions;
    for (auto const& physics : drugs_->agents) {
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
