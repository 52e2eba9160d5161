#include "radici/study/endpoints.hpp"

#include <limits>

#include "radici/study/recist.hpp"
#include "radici/study/table.hpp"

namespace radici::study {
namespace {

constexpr double no_limit = std::numeric_limits<double>::infinity();

}   // namespace

Endpoints Endpoints::of(Setting const& setting)
{
    return {setting.study.tumour.has_value(), setting.model->biology().has_psa()};
}

std::vector<RateRule> rate_rules(Endpoints const& has)
{
    if (has.animals)
        return {{"cr", "CR", 1, 1}, {"cure", "CURE", 1, 1}};
    auto best_up_to = [](char const* name, Response worst) -> RateRule {
        return {name, "BOR", 0, static_cast<double>(worst), kept::measurable};
    };
    static_assert(Response::complete < Response::partial && Response::partial < Response::stable);
    std::vector<RateRule> rules{best_up_to("orr", Response::partial),
                                best_up_to("cr", Response::complete),
                                best_up_to("dcr", Response::stable)};
    if (has.has_psa)
        rules.push_back({"psa50", "PSA50", 1, 1});
    rules.push_back({"ctdna50_6w", "W6_CTDNA_RATIO", 0, 0.5});
    rules.push_back({"dlt", "DLT", 1, 1});
    return rules;
}

std::vector<RateRule> toxicity_rules(Endpoints const& has, bool radioactive)
{
    if (has.animals)
        return {};
    std::vector<RateRule> rules{
        {"any_g3", kept::worst_grade, 3, no_limit},
        {"lymphopenia_g3", "TOX_LYMPHOPENIA", 3, no_limit},
        {"thrombocytopenia_g3", "TOX_THROMBOCYTOPENIA", 3, no_limit},
        {"irae_g3", "TOX_IRAE", 3, no_limit},
    };
    if (radioactive) {
        rules.push_back({"kidney_g2", "TOX_KIDNEY", 2, no_limit});
        rules.push_back({"xerostomia_g2", "TOX_XEROSTOMIA", 2, no_limit});
    }
    return rules;
}

std::vector<SurvivalRule> survival_rules(Endpoints const& has)
{
    if (has.animals)
        return {{"survival", "SURVIVAL", Survival::Scale::days}};
    std::vector<SurvivalRule> rules{{"pfs", "PFS"}};
    if (has.has_psa)
        rules.push_back({"rpfs", "RPFS"});
    rules.push_back({"os", "OS"});
    return rules;
}

}   // namespace radici::study
