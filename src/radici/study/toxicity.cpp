#include "radici/study/toxicity.hpp"

#include <algorithm>
#include <cmath>

namespace radici::study {

int WorstGrades::worst() const
{
    return std::max({lymphopenia, thrombocytopenia, irae, kidney, xerostomia});
}

bool ImmuneRelatedEvents::Exposure::on(double day, ImmuneEventRisk const& risk) const
{
    return first_d && day >= *first_d && day <= last_d + risk.washout_d;
}

double ImmuneRelatedEvents::Exposure::between(double from, double to,
                                              ImmuneEventRisk const& risk) const
{
    if (!first_d)
        return 0;
    double const begin = std::max(from, *first_d) - *first_d;
    double const end = std::min(to, last_d + risk.washout_d) - *first_d;
    if (end <= begin)
        return 0;
    return std::exp(-begin / risk.decay_d) - std::exp(-end / risk.decay_d);
}

void ImmuneRelatedEvents::given(patient::CheckpointTarget target, double day)
{
    auto& exposure = target == patient::CheckpointTarget::ctla4 ? ctla4_ : pd1_;
    if (!exposure.first_d)
        exposure.first_d = day;
    exposure.last_d = day;
}

bool ImmuneRelatedEvents::advance(double day)
{
    double const middle = 0.5 * (day_ + day);
    bool const both = pd1_.on(middle, risk_) && ctla4_.on(middle, risk_);
    hazard_ += (both ? risk_.together : 1) * (risk_.pd1_total * pd1_.between(day_, day, risk_) +
                                              risk_.ctla4_total * ctla4_.between(day_, day, risk_));
    day_ = day;
    if (happened_ || hazard_ < threshold_)
        return false;
    happened_ = true;
    return true;
}

void grade_organs(ToxicityRules const& rules, ToxicityDraw const& draw, double kidney_bed_Gy,
                  double salivary_dose_Gy, WorstGrades& worst)
{
    auto eqd2 = [](double bed_Gy, double alpha_beta_Gy) {
        return bed_Gy / (1 + 2 / alpha_beta_Gy) * unit::Gy_eqd2;
    };
    double const kidney = radiobiology::complication_probability(
        rules.kidney, eqd2(kidney_bed_Gy, rules.kidney_alpha_beta_Gy));
    double const salivary = radiobiology::complication_probability(
        rules.xerostomia, eqd2(salivary_dose_Gy, rules.salivary_alpha_beta_Gy));
    worst.kidney = draw.kidney < kidney ? 2 : 0;
    worst.xerostomia = draw.xerostomia < salivary ? 2 : 0;
}

}   // namespace radici::study
