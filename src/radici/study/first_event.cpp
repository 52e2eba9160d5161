#include "radici/study/first_event.hpp"

#include <cmath>

#include "radici/base/constants.hpp"

namespace radici::study {
namespace {

Incidence incidence(std::vector<numerics::FirstEvent> const& subjects, FirstCause cause,
                    char const* name, double horizon_d)
{
    int const number = static_cast<int>(cause);
    numerics::CumulativeIncidence const curve(subjects, number);
    Incidence result{.name = name, .events = 0, .landmarks = {}};
    for (auto const& subject : subjects)
        result.events += subject.cause == number ? 1 : 0;
    for (int const months : {6, 12, 24})
        if (double const day = months * constant::days_per_month; day <= horizon_d) {
            auto const share = curve.at(day);
            result.landmarks.push_back(
                {months, share ? Interval{share->value, share->low, share->high} : Interval{}});
        }
    return result;
}

}   // namespace

numerics::FirstEvent first_event(Outcome const& outcome)
{
    double day = outcome.os.day;
    FirstCause cause = outcome.os.censored ? FirstCause::none : FirstCause::death;
    auto const earlier = [&](double other) {
        return cause == FirstCause::none ? other <= day : other < day;
    };
    if (auto const toxic = outcome.first_grade3_day; !std::isnan(toxic) && earlier(toxic)) {
        day = toxic;
        cause = FirstCause::toxicity;
    }
    // rPFS is progression or death, whichever is first; a death is on the day of OS.
    if (!outcome.rpfs.censored && earlier(outcome.rpfs.day)) {
        day = outcome.rpfs.day;
        cause = FirstCause::progression;
    }
    return {day, static_cast<int>(cause)};
}

CompetingRisks competing_risks(std::vector<numerics::FirstEvent> const& subjects, double horizon_d)
{
    CompetingRisks result;
    for (auto const& subject : subjects) {
        result.day.push_back(subject.time);
        result.cause.push_back(static_cast<std::uint8_t>(subject.cause));
    }
    result.causes = {incidence(subjects, FirstCause::progression, "progression", horizon_d),
                     incidence(subjects, FirstCause::toxicity, "toxicity_g3", horizon_d),
                     incidence(subjects, FirstCause::death, "death", horizon_d)};
    return result;
}

}   // namespace radici::study
