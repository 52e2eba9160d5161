#include "svalue_report.hpp"

#include <fmt/format.h>

#include "svalue_document.hpp"

namespace radici::cli {

using dosimetry::SValueAnswer;
using dosimetry::SValueQuestion;
using dosimetry::Trust;

namespace {

std::string complaint_of_spread(SValueAnswer const& answer)
{
    auto const& s = answer.s_mGy_per_MBq_s;
    auto const reached =
        s.value > 0 ? fmt::format("{:.2g} %", 100 * s.sd / s.value) : std::string("no value");
    return fmt::format("radici svalue: {} after {} decays, {:.2g} % was asked for{}", reached,
                       answer.histories, 100 * answer.asked_relative_sd,
                       trust(answer) == Trust::no_result ? "; this is no result" : "");
}

}   // namespace

SValueReport svalue_report(SValueQuestion const& question, SValueAnswer const& answer, bool json,
                           double seconds)
{
    SValueReport report;
    auto const verdict = trust(answer);
    if (verdict != Trust::no_result)
        report.out = json ? svalue_json(question, answer, seconds) : svalue_text(question, answer);
    if (verdict != Trust::as_asked) {
        report.complaint = complaint_of_spread(answer);
        report.code = ExitCode::not_promised;
    }
    return report;
}

}   // namespace radici::cli
