#include <algorithm>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/dosimetry/detail/s_value_methods.hpp"

namespace radici::dosimetry::detail {

namespace {

using transport::Estimate;

double absorbed_fraction(double absorbed_MeV, double emitted_MeV)
{
    return emitted_MeV > 0 ? absorbed_MeV / emitted_MeV : 0;
}

}   // namespace

double share_done(Estimate const& found, double relative_sd)
{
    if (!(found.mean > 0))
        return 0;
    if (found.sd == 0)
        return 1;
    double const ratio = relative_sd * found.mean / found.sd;
    return std::min(1.0, ratio * ratio);
}

Effort effort_for(Sampling const& sampling, Watch const& watch, std::size_t asked)
{
    Effort effort;
    effort.seed = sampling.seed;
    effort.threads = sampling.threads;
    effort.histories = sampling.histories.value_or(sampling.most_histories);
    effort.stop = watch.stop;
    effort.enough = [=, progress = watch.progress, all = effort.histories](Scores const& scores) {
        double const done = sampling.histories
                                ? static_cast<double>(scores.histories) / static_cast<double>(all)
                                : share_done(scores.total_MeV(asked), sampling.relative_sd);
        if (progress)
            progress(done);
        return done >= 1;
    };
    return effort;
}

ValueSd s_value(Estimate const& absorbed_MeV, double mass_g)
{
    constexpr double mGy_per_MBq_s = 1e9;   // of 1 Gy per decay
    double const per_MeV = mGy_per_MBq_s * constant::MeV_in_J / (1e-3 * mass_g);
    return {per_MeV * absorbed_MeV.mean, per_MeV * absorbed_MeV.sd};
}

void fill(SValueAnswer& out, Scores const& scores, transport::DecaySource const& decay,
          std::size_t bin)
{
    auto const of = [&](EmissionClass c) { return scores.class_MeV(bin, c); };
    auto const total = scores.total_MeV(bin);
    double const mass_g = out.target_mass_g;
    out.s_mGy_per_MBq_s = s_value(total, mass_g);
    out.by_class = {.alpha = s_value(of(EmissionClass::alpha), mass_g),
                    .beta = s_value(of(EmissionClass::beta), mass_g),
                    .conversion_auger = s_value(of(EmissionClass::conversion_auger), mass_g),
                    .photon = s_value(of(EmissionClass::photon), mass_g)};
    double const photon_MeV = decay.emitted_MeV(EmissionClass::photon);
    double const from_photons = of(EmissionClass::photon).mean;
    out.photon_absorbed_fraction = absorbed_fraction(from_photons, photon_MeV);
    out.charged_absorbed_fraction =
        absorbed_fraction(total.mean - from_photons, decay.emitted_MeV() - photon_MeV);
    out.emitted_MeV = decay.emitted_MeV();
    out.histories = scores.histories;
    auto const n = static_cast<double>(scores.histories);
    out.ledger = {.emitted = scores.emitted_MeV / n,
                  .in_target = total.mean,
                  .elsewhere = scores.deposited_MeV() / n - total.mean,
                  .escaped = scores.escaped_MeV / n,
                  .left_out = 0};
}

}   // namespace radici::dosimetry::detail
