#include "radici/study/record.hpp"

#include <nlohmann/json.hpp>

namespace radici::study {
namespace {

using Json = nlohmann::json;

// JSON has no NaN: null stands for it, here and on the way back.
Json json_of(double value)
{
    return std::isnan(value) ? Json(nullptr) : Json(value);
}
double number_of(Json const& j)
{
    return j.is_null() ? no_value : j.get<double>();
}

Json json_of(std::vector<double> const& values)
{
    Json list = Json::array();
    for (double value : values)
        list.push_back(json_of(value));
    return list;
}

std::vector<double> numbers_of(Json const& list)
{
    std::vector<double> values;
    for (auto const& value : list)
        values.push_back(number_of(value));
    return values;
}

Json json_of(TimeToEvent const& t)
{
    return Json::array({t.day, t.censored});
}
TimeToEvent time_of(Json const& j)
{
    return {j.at(0).get<double>(), j.at(1).get<bool>()};
}

Json outcome_json(Outcome const& o)
{
    return {{"best", static_cast<int>(o.best)},
            {"measurable", o.measurable},
            {"numbers", json_of(std::vector<double>{
                            o.baseline_sum_mm, o.best_target_percent, o.best_psa_percent,
                            o.ctdna_week6_ratio, o.week6_volume_mm3, o.week6_psa,
                            o.week6_lymphocytes, o.week6_platelets, o.activity_given_MBq,
                            o.lowest_lymphocytes, o.lowest_platelets, o.first_grade3_day})},
            {"psa50", o.psa50},
            {"rpfs", json_of(o.rpfs)},
            {"pfs", json_of(o.pfs)},
            {"os", json_of(o.os)},
            {"worst",
             {o.worst.lymphopenia, o.worst.thrombocytopenia, o.worst.irae, o.worst.kidney,
              o.worst.xerostomia}},
            {"dlt", o.dose_limiting},
            {"given", o.doses_given}};
}

Outcome outcome_of(Json const& j)
{
    Outcome o;
    o.best = static_cast<Response>(j.at("best").get<int>());
    o.measurable = j.at("measurable");
    auto const n = numbers_of(j.at("numbers"));
    double* const members[] = {&o.baseline_sum_mm,    &o.best_target_percent, &o.best_psa_percent,
                               &o.ctdna_week6_ratio,  &o.week6_volume_mm3,    &o.week6_psa,
                               &o.week6_lymphocytes,  &o.week6_platelets,     &o.activity_given_MBq,
                               &o.lowest_lymphocytes, &o.lowest_platelets,    &o.first_grade3_day};
    for (std::size_t i = 0; i < std::size(members); ++i)
        *members[i] = n.at(i);
    o.psa50 = j.at("psa50");
    o.rpfs = time_of(j.at("rpfs"));
    o.pfs = time_of(j.at("pfs"));
    o.os = time_of(j.at("os"));
    auto const worst = j.at("worst").get<std::vector<int>>();
    o.worst = {worst.at(0), worst.at(1), worst.at(2), worst.at(3), worst.at(4)};
    o.dose_limiting = j.at("dlt");
    o.doses_given = j.at("given").get<std::vector<int>>();
    return o;
}

Json course_json(Course const& course)
{
    Json series = Json::array();
    for (auto const& s : course.series)
        series.push_back(
            {static_cast<int>(s.group), s.name, s.text, s.unit, s.region, json_of(s.value)});
    Json events = Json::array();
    for (auto const& e : course.events)
        events.push_back({static_cast<int>(e.kind), e.day, e.what});
    return {{"series", series}, {"events", events}};
}

Course course_of(Json const& j, int index, int arm)
{
    Course course{.subject = index, .arm = arm, .series = {}, .events = {}};
    for (auto const& s : j.at("series"))
        course.series.push_back({.group = static_cast<SeriesGroup>(s.at(0).get<int>()),
                                 .name = s.at(1),
                                 .text = s.at(2),
                                 .unit = s.at(3),
                                 .region = s.at(4),
                                 .value = numbers_of(s.at(5))});
    for (auto const& e : j.at("events"))
        course.events.push_back({.kind = static_cast<Event::Kind>(e.at(0).get<int>()),
                                 .day = e.at(1),
                                 .what = e.at(2)});
    return course;
}

}   // namespace

std::string to_line(SubjectRecord const& r)
{
    Json j{{"index", r.index},
           {"arm", r.arm},
           {"failure", r.failure},
           {"redraws", r.redraws},
           {"male", r.male},
           {"baseline", json_of(std::vector<double>{r.weight_kg, r.height_cm, r.tumour_volume_mm3,
                                                    r.psa_ng_per_mL, r.growth_per_d, r.antigenicity,
                                                    r.pdl1, r.lymphocytes_1e9_per_L,
                                                    r.platelets_1e9_per_L, r.kidney_bed_Gy})},
           {"lesion_volume", json_of(r.lesion_volume_mm3)},
           {"lesion_dose", json_of(r.lesion_dose_Gy)},
           {"region_dose", json_of(r.region_dose_Gy)},
           {"total_volume", json_of(r.total_volume_mm3)},
           {"outcome", outcome_json(r.outcome)}};
    if (r.course)
        j["course"] = course_json(*r.course);
    return j.dump(-1, ' ', true, Json::error_handler_t::replace);
}

std::optional<SubjectRecord> from_line(std::string_view line)
try {
    auto const j = Json::parse(line);
    SubjectRecord r;
    r.index = j.at("index");
    r.arm = j.at("arm");
    r.failure = j.at("failure");
    r.redraws = j.at("redraws");
    r.male = j.at("male");
    auto const baseline = numbers_of(j.at("baseline"));
    double* const members[] = {&r.weight_kg,
                               &r.height_cm,
                               &r.tumour_volume_mm3,
                               &r.psa_ng_per_mL,
                               &r.growth_per_d,
                               &r.antigenicity,
                               &r.pdl1,
                               &r.lymphocytes_1e9_per_L,
                               &r.platelets_1e9_per_L,
                               &r.kidney_bed_Gy};
    for (std::size_t i = 0; i < std::size(members); ++i)
        *members[i] = baseline.at(i);
    r.lesion_volume_mm3 = numbers_of(j.at("lesion_volume"));
    r.lesion_dose_Gy = numbers_of(j.at("lesion_dose"));
    r.region_dose_Gy = numbers_of(j.at("region_dose"));
    r.total_volume_mm3 = numbers_of(j.at("total_volume"));
    r.outcome = outcome_of(j.at("outcome"));
    if (j.contains("course"))
        r.course = course_of(j.at("course"), r.index, r.arm);
    return r;
} catch (nlohmann::json::exception const&) {
    return std::nullopt;
} catch (std::out_of_range const&) {
    return std::nullopt;
}

}   // namespace radici::study
