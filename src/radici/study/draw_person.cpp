#include "radici/study/draw_person.hpp"

#include <cmath>

#include "radici/immune/lesion_cells.hpp"

namespace radici::study {
namespace {

/// Gompertz growth of a tumour from its inoculum; all cells take.
///   ln(K/V) = ln(K/V0)·exp(−g·t/ln(K/V_ref))
double grown_mm3(immune::LesionCellParameters const& life, double growth_per_d,
                 TumourSection::Inoculum const& inoculum)
{
    double const room = std::log(life.carrying_volume_mm3 / (1e-6 * inoculum.cells));
    double const rate =
        growth_per_d / std::log(life.carrying_volume_mm3 / life.reference_volume_mm3);
    return life.carrying_volume_mm3 * std::exp(-room * std::exp(-rate * inoculum.age_d));
}

void grow_tumours(Study const& study, patient::Biology const& biology, std::size_t sites,
                  patient::Person& person)
{
    double const growth =
        biology.cells.life.growth_per_d * person.lognormal_factor("growth", biology.spread.growth);
    person.lesion_volume_mm3.assign(sites,
                                    grown_mm3(biology.cells.life, growth, *study.tumour->inoculum));
}

bool grown_from_cells(Study const& study)
{
    return study.tumour && study.tumour->inoculum;
}

}   // namespace

patient::Person draw_person(Study const& study, patient::Biology const& biology, int index,
                            int attempt)
{
    patient::Person person;
    person.seed = study.seed;
    person.index = static_cast<std::uint64_t>(index);
    person.attempt = attempt;
    auto sample = [&](char const* key) {
        auto stream = person.stream(key);
        return study.patient.at(key).sample(stream);
    };
    if (study.species == Species::human) {
        auto sex = person.stream("sex");
        person.male = study.patient.sex.sample(sex) == "male";
        person.height_cm = sample("height");
    }
    person.weight_kg = sample("weight");
    auto const lesions = static_cast<std::size_t>(sample("lesions.count"));
    auto volumes = person.stream("lesions.volume");
    if (grown_from_cells(study))
        grow_tumours(study, biology, lesions, person);
    else
        for (std::size_t i = 0; i < lesions; ++i)
            person.lesion_volume_mm3.push_back(study.patient.at("lesions.volume").sample(volumes));
    if (study.tumour)
        person.lesion_volume_mm3.resize(
            lesions + static_cast<std::size_t>(study.tumour->empty_sites), 0.0);
    return person;
}

patient::Person median_person(Study const& study, patient::Biology const& biology)
{
    patient::Person person;
    person.typical = true;
    auto const& who = study.patient;
    if (study.species == Species::human) {
        person.male = who.sex.shares.front() >= 0.5 ? who.sex.names.front() == "male"
                                                    : who.sex.names.back() == "male";
        person.height_cm = who.at("height").centre();
    }
    person.weight_kg = who.at("weight").centre();
    auto const lesions = static_cast<std::size_t>(std::lround(who.at("lesions.count").centre()));
    if (grown_from_cells(study))
        grow_tumours(study, biology, lesions, person);
    else
        person.lesion_volume_mm3.assign(lesions, who.at("lesions.volume").centre());
    return person;
}

}   // namespace radici::study
