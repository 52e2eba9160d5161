#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "radici/base/error.hpp"
#include "radici/study/detail/parts.hpp"

namespace radici::study::detail {
namespace {

constexpr double of_the_species = std::numeric_limits<double>::quiet_NaN();

double number_or(Section const& give, std::string_view key, double otherwise)
{
    return give.has(key) ? give.at(key).number() : otherwise;
}

double needed(Section const& give, std::string_view key)
{
    if (!give.has(key))
        throw StudyError(give.where(key), {"missing", give.key(key).text, ""});
    return give.at(key).number();
}

}   // namespace

patient::Lesions read_lesions(Section const& give)
{
    patient::Lesions list;
    if (!give.has("lesions"))
        return list;
    for (auto const& item : give.at("lesions").items()) {
        double const number = item.number();
        if (number != std::floor(number))
            throw item.error({"no whole number", "lesions are counted from 1", ""});
        list.push_back(static_cast<int>(number) - 1);
    }
    return list;
}

namespace {

patient::Intervention beam(Section const& give)
{
    if (!give.has("dose"))
        throw StudyError(give.where("dose"),
                         {"missing", "the dose of a fraction", "for example dose = \"8 Gy\""});
    auto const dose = read_amount(give.key("dose"), give.at("dose"));
    if (dose.limit->kind.name != "absorbed dose")
        throw give.at("dose").error({dose.limit->kind.words, "a beam gives an absorbed dose",
                                     "for example dose = \"8 Gy\""});
    return patient::Fraction{.dose_Gy = dose.value,
                             .duration_d = dose.value / give.value("dose_rate"),
                             .lesions = read_lesions(give),
                             .blood_share = number_or(give, "blood_share", of_the_species),
                             .node_share = number_or(give, "node_share", of_the_species),
                             .marrow_share = number_or(give, "marrow_share", of_the_species)};
}

struct Treatment {
    std::vector<std::string> keys;   ///< that it takes beside those of every schedule
    std::function<patient::Intervention(Section const&)> read;
};

std::map<std::string, Treatment> const& treatments()
{
    static std::map<std::string, Treatment> const all = {
        {"ebrt",
         {{"dose", "dose_rate", "lesions", "blood_share", "node_share", "marrow_share"}, beam}},
        {"vaccine",
         {{"antigen", "share", "lesions"},
          [](Section const& give) {
              return patient::Vaccination{.antigen_1e6_per_mm3 = number_or(give, "antigen", 0),
                                          .matured_share = needed(give, "share"),
                                          .lesions = read_lesions(give)};
          }}},
        {"adoptive_t_cells",
         {{"cells"},
          [](Section const& give) {
              return patient::CellTransfer{.cells_1e6 = 1e-6 * needed(give, "cells")};
          }}},
        {"treg_depletion",
         {{"share", "lesions"},
          [](Section const& give) {
              return patient::RegulatoryDepletion{.share = needed(give, "share"),
                                                  .lesions = read_lesions(give)};
          }}},
        {"surgery",
         {{"lesions"},
          [](Section const& give) { return patient::Resection{.lesions = read_lesions(give)}; }}},
        {"embolisation",
         {{"share", "lesions"},
          [](Section const& give) {
              return patient::Embolisation{.share = needed(give, "share"),
                                           .lesions = read_lesions(give)};
          }}},
        {"rechallenge",
         {{"cells"},
          [](Section const& give) {
              return patient::Rechallenge{.cells_1e6 = 1e-6 * needed(give, "cells")};
          }}},
    };
    return all;
}

constexpr std::array own_keys = {"activity", "tumour_dose", "dose",       "dose_rate",
                                 "lesions",  "blood_share", "node_share", "marrow_share",
                                 "cells",    "share",       "antigen",    "infusion"};

}   // namespace

std::vector<std::string> const& treatment_names()
{
    static std::vector<std::string> const names = [] {
        std::vector<std::string> list;
        for (auto const& [name, treatment] : treatments())
            list.push_back(name);
        return list;
    }();
    return names;
}

patient::Intervention read_treatment(Section const& give, std::string const& name, Species species)
{
    auto const& treatment = treatments().at(name);
    for (auto const* key : own_keys)
        if (give.has(key) &&
            std::find(treatment.keys.begin(), treatment.keys.end(), key) == treatment.keys.end())
            throw give.at(key).error({"out of place", name + " does not take it",
                                      fmt::format("it takes {}", fmt::join(treatment.keys, ", "))});
    if (name == "rechallenge" && species == Species::human)
        throw give.at("agent").error(
            {name, "patients are not given tumour cells", "it is for study.species = \"mouse\""});
    return treatment.read(give);
}

}   // namespace radici::study::detail
