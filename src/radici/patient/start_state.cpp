#include "radici/patient/start_state.hpp"

#include <algorithm>
#include <cmath>

#include "radici/immune/untreated.hpp"

namespace radici::patient {
namespace {

void put_blood_line(radiobiology::BloodLine const& line, double* y)
{
    auto const rest = radiobiology::resting_pools(line);
    y[0] = rest.proliferating;
    std::copy(rest.transit.begin(), rest.transit.end(), y + 1);
    y[4] = rest.circulating;
}

/// ln of a clone's cells, or the frozen value of a clone that is not there.
double log_cells(double cells)
{
    return std::max(std::log(cells), immune::ln_one_cell);
}

immune::UntreatedState before_treatment(Subject const& subject)
{
    if (!subject.transplanted)
        return immune::untreated_fixed_point(subject.immune, subject.overlap(),
                                             subject.lesion_start_mm3);
    immune::UntreatedState state;
    for (double const volume : subject.lesion_start_mm3)
        state.lesion.push_back(immune::transplant_start(subject.immune, volume));
    state.pool.resize(static_cast<std::size_t>(subject.layout.pools));
    state.kill_per_d.assign(subject.lesion_start_mm3.size(), 0.0);
    return state;
}

}   // namespace

StartState start_state(Subject const& subject)
{
    auto const& layout = subject.layout;
    auto const untreated = before_treatment(subject);
    StartState start;
    start.state.assign(static_cast<std::size_t>(layout.size()), 0);
    double* y = start.state.data();

    for (int j = 0; j < layout.pools; ++j) {
        auto const& pool = untreated.pool[static_cast<std::size_t>(j)];
        double* to = y + layout.pool(j);
        to[0] = pool.node_per_uL;
        to[1] = pool.blood_per_uL;
        to[2] = pool.memory_per_uL;
    }
    put_blood_line(subject.lymphocytes, y + layout.body(lymphocyte_chain));
    put_blood_line(subject.platelets, y + layout.body(platelet_chain));
    y[layout.body(psa)] = subject.psa.start_ng_per_mL;

    for (int i = 0; i < layout.lesions; ++i) {
        auto const index = static_cast<std::size_t>(i);
        double const volume = subject.lesion_start_mm3[index];
        double* lesion = y + layout.lesion(i);
        lesion[log_viable_positive] = log_cells(subject.cells.positive_share * volume);
        lesion[log_viable_negative] = log_cells((1 - subject.cells.positive_share) * volume);
        untreated.lesion[index].to(lesion + antigen);
        double const growth =
            immune::growth_per_d(subject.cells.life, volume + subject.immune.guard_volume_mm3);
        start.kill_over_growth =
            std::max(start.kill_over_growth, untreated.kill_per_d[index] / growth);
    }
    return start;
}

}   // namespace radici::patient
