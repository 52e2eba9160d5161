#include "radici/study/detail/part_header.hpp"

namespace radici::study::detail {
namespace {

using Json = nlohmann::json;

Json json_of(Course const& course)
{
    Json series = Json::array();
    for (auto const& s : course.series)
        series.push_back(
            {static_cast<int>(s.group), s.name, s.text, s.unit, s.region, s.value.size()});
    Json events = Json::array();
    for (auto const& e : course.events)
        events.push_back({static_cast<int>(e.kind), e.day, e.what});
    return {{"patient", course.subject},
            {"arm", course.arm},
            {"series", std::move(series)},
            {"events", std::move(events)}};
}

Course course_of(Json const& json)
{
    Course course{.subject = json.at("patient"), .arm = json.at("arm"), .series = {}, .events = {}};
    for (auto const& s : json.at("series"))
        course.series.push_back({.group = static_cast<SeriesGroup>(s.at(0).get<int>()),
                                 .name = s.at(1),
                                 .text = s.at(2),
                                 .unit = s.at(3),
                                 .region = s.at(4),
                                 .value = std::vector<double>(s.at(5).get<std::size_t>())});
    for (auto const& e : json.at("events"))
        course.events.push_back({.kind = static_cast<Event::Kind>(e.at(0).get<int>()),
                                 .day = e.at(1),
                                 .what = e.at(2)});
    return course;
}

}   // namespace

Json json_of(RunIdentity const& run)
{
    return {{"study", run.study},    {"study_file", run.study_file}, {"patients", run.patients},
            {"seed", run.seed},      {"version", run.version},       {"ensemble", run.ensemble},
            {"data_files", run.data}};
}

RunIdentity identity_of(Json const& json)
{
    return {.study = json.at("study"),
            .study_file = json.at("study_file"),
            .patients = json.at("patients"),
            .seed = json.at("seed"),
            .version = json.at("version"),
            .ensemble = json.at("ensemble"),
            .data = json.at("data_files")};
}

Json header_json(PartOrigin const& origin, int arms, std::span<SubjectRecord const> records)
{
    std::vector<int> patients;
    Json failures = Json::array(), courses = Json::array(), ranges = Json::array();
    for (auto const& record : records) {
        if (record.arm == 0)
            patients.push_back(record.index);
        if (!record.failure.empty())
            failures.push_back({record.index, record.arm, record.failure});
        if (record.course)
            courses.push_back(json_of(*record.course));
    }
    for (auto const& range : ranges_of(patients))
        ranges.push_back({range.first, range.count});
    return {{"run", json_of(origin.run)},
            {"shard", origin.shard},
            {"arms", arms},
            {"patients", std::move(ranges)},
            {"failures", std::move(failures)},
            {"courses", std::move(courses)}};
}

PartOrigin origin_of(Json const& header)
{
    return {.run = identity_of(header.at("run")), .shard = header.at("shard")};
}

std::vector<double> values_of_courses(std::span<SubjectRecord const> records)
{
    std::vector<double> values;
    for (auto const& record : records)
        if (record.course)
            for (auto const& series : record.course->series)
                values.insert(values.end(), series.value.begin(), series.value.end());
    return values;
}

std::vector<Course> courses_of(Json const& list)
{
    std::vector<Course> courses;
    for (auto const& json : list)
        courses.push_back(course_of(json));
    return courses;
}

void give_values(std::vector<double> const& values, std::vector<Course>& courses)
{
    auto next = values.begin();
    for (auto& course : courses)
        for (auto& series : course.series) {
            RADICI_EXPECT(values.end() - next >= std::ssize(series.value));
            std::copy_n(next, series.value.size(), series.value.begin());
            next += std::ssize(series.value);
        }
}

}   // namespace radici::study::detail
