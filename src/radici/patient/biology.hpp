#pragma once
#include <string>
#include <vector>

#include "radici/base/parameter.hpp"
#include "radici/patient/subject.hpp"
#include "radici/radiobiology/parameters.hpp"

namespace radici::patient {

/// The body that a tumour sits in.
struct Host {
    std::string species = "human";
    /// Of data/anatomy: that of a male, that of a female; one where they do not differ.
    std::vector<std::string> bodies = {"adult-male", "adult-female"};
    /// Tumours were inoculated days ago and immunity has not met them; else it has lived with them.
    bool transplanted = false;
    bool lymphocytes = true;   ///< false: nude, Rag2/Il2rg knock-out
};

/// What the species and the disease say of a subject, before anyone is drawn: medians of the
/// population.
struct Biology {
    Host host;
    TumourCells cells;
    immune::ImmuneParameters immune;
    radiobiology::BloodLine lymphocytes, platelets;
    radiobiology::LymphocyteTransit transit;
    radiobiology::OrganRisk kidney, salivary;
    double rbe_alpha = 5;   ///< of deterministic effects in organs
    DeathHazard death;

    /// PSA on day 1; median 0: the disease has none.
    struct Marker {
        double median = 0, sd_ln = 0, half_life_d = 1;
    } psa;
    [[nodiscard]] bool has_psa() const { return psa.median > 0; }

    /// Standard deviations between patients of the logarithm.
    struct Spreads {
        double growth = 0, antigenicity = 0, pdl1 = 0, regulatory = 0, lymphocytes = 0,
               platelets = 0;
    } spread;
};

/// Reads the layers of data/patients: species first, disease over it. StudyError where a parameter
/// is missing or wrong.
[[nodiscard]] Biology read_biology(ParameterSet& parameters, Host const& host = {});

}   // namespace radici::patient
