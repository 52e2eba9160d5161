#include "radici/dosimetry/s_value.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/error.hpp"
#include "radici/dosimetry/detail/s_value_methods.hpp"

namespace radici::dosimetry {

namespace {

constexpr double ledger_tolerance = 1e-9, most_relative_sd = 0.05;

}   // namespace

double EnergyLedger::balance() const
{
    return emitted > 0 ? (in_target + elsewhere + escaped + left_out) / emitted - 1 : 0;
}

Trust trust(SValueAnswer const& answer)
{
    auto const& s = answer.s_mGy_per_MBq_s;
    double const asked = answer.asked_relative_sd;
    if (asked == 0 || (s.value > 0 && s.sd <= asked * s.value))
        return Trust::as_asked;
    bool const rough = !(s.value > 0 && s.sd <= std::max(asked, most_relative_sd) * s.value);
    return rough ? Trust::no_result : Trust::less_than_asked;
}

std::optional<SValueAnswer> answer(SValueQuestion const& question,
                                   nuclide::NuclideLibrary const& library,
                                   std::filesystem::path const& data_folder, Watch const& watch)
{
    check(question.geometry);
    auto out = question.method == SValueMethod::csda
                   ? detail::answer_by_csda(question, library, data_folder)
               : question.method == SValueMethod::kernel
                   ? detail::answer_by_kernel(question, library, data_folder)
                   : detail::answer_by_monte_carlo(question, library, data_folder, watch);
    if (!out)
        return out;
    out->nuclide = library.at(question.nuclide).name;
    out->method = question.method;
    if (out->medium.empty())
        out->medium = question.medium;
    if (!(std::abs(out->ledger.balance()) < ledger_tolerance))
        throw NumericsError("energy of a decay of " + out->nuclide + " is not conserved");
    return out;
}

}   // namespace radici::dosimetry
