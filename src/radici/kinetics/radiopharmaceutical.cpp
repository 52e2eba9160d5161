#include "radici/kinetics/radiopharmaceutical.hpp"

#include <cmath>

#include "radici/base/error.hpp"

namespace radici::kinetics {

LinearModel patient_body(Radiopharmaceutical const& agent, std::span<double const> z)
{
    RADICI_EXPECT(z.size() == agent.spreads.size());
    LinearModel body = agent.body;
    for (std::size_t i = 0; i < z.size(); ++i) {
        BodySpread const& spread = agent.spreads[i];
        for (int const transfer : spread.transfers)
            body.transfers[static_cast<std::size_t>(transfer)].per_d *=
                std::exp(spread.sd_ln.value * z[i]);
    }
    return body;
}

}   // namespace radici::kinetics
