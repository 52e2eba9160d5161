#include "radici/patient/biology.hpp"

namespace radici::patient {
namespace {

double value(ParameterSet& parameters, std::string_view path, std::string_view unit)
{
    return parameters.get(path, unit).value;
}

double spread(ParameterSet& parameters, std::string_view path, std::string_view unit)
{
    return parameters.get(path, unit).sd_ln.value_or(0);
}

}   // namespace

Biology read_biology(ParameterSet& parameters, Host const& host)
{
    auto& p = parameters;
    Biology b;
    b.host = host;
    b.cells.life = immune::read_lesion_cells(p);
    b.cells.response = radiobiology::read_cell_response(p);
    b.cells.signals = radiobiology::read_signals(p);
    b.cells.positive_share = value(p, "tumour_cells.target_positive_share", "-");
    b.cells.patch_radius_mm = value(p, "tumour_cells.patch_radius", "mm");
    b.immune = immune::read_immune_parameters(p);
    if (!host.lymphocytes)
        b.immune = immune::without_lymphocytes(b.immune);

    auto const blood = radiobiology::read_blood(p);
    b.lymphocytes = blood.lymphocytes;
    b.platelets = blood.platelets;
    b.transit = blood.transit;
    b.kidney = radiobiology::read_organ_risk(p, "kidney");
    b.salivary = radiobiology::read_organ_risk(p, "salivary");
    b.rbe_alpha = value(p, "organs.rbe_alpha", "-");

    if (p.has("hazard.death_rate"))   // animals do not die of their tumours: they are put down
        b.death = {.at_reference_per_d = value(p, "hazard.death_rate", "1/d"),
                   .exponent = value(p, "hazard.volume_exponent", "-"),
                   .reference_volume_mm3 = value(p, "hazard.reference_volume", "mm3")};
    if (p.has("psa.baseline"))
        b.psa = {.median = value(p, "psa.baseline", "ng/mL"),
                 .sd_ln = spread(p, "psa.baseline", "ng/mL"),
                 .half_life_d = value(p, "psa.half_life", "d")};

    b.spread = {.growth = spread(p, "tumour_cells.growth_rate", "1/d"),
                .antigenicity = spread(p, "immune.antigenicity", "-"),
                .pdl1 = spread(p, "immune.pdl1_baseline", "-"),
                .regulatory = spread(p, "immune.regulatory_source", "1e6 cells/mm3/d"),
                .lymphocytes = spread(p, "blood.lymphocytes.baseline", "1e9/L"),
                .platelets = spread(p, "blood.platelets.baseline", "1e9/L")};
    return b;
}

}   // namespace radici::patient
