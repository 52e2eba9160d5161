#include "radici/study/cohort.hpp"

#include <algorithm>
#include <tuple>

namespace radici::study {

Cohort::Cohort(Setting const& setting, std::vector<Part> parts)
    : table_(setting),
      parts_(std::move(parts)),
      patients_(setting.study.patients),
      arms_(static_cast<int>(setting.arms.size()))
{
    std::vector<PatientRange> there;
    for (auto const& part : parts_) {
        RADICI_EXPECT(part.arms() == arms_);
        there.insert(there.end(), part.patients().begin(), part.patients().end());
    }
    RADICI_EXPECT(without({0, patients_}, there).empty() && !first_overlap(there));
    for (int arm = 0; arm < arms_; ++arm) {
        auto const marks = of_all(kept::failed, arm);
        auto& failed = failed_.emplace_back();
        for (double const mark : marks)
            failed.push_back(mark > 0 ? 1 : 0);
    }
}

std::vector<double> Cohort::of_all(std::string_view name, int arm) const
{
    std::vector<double> values(static_cast<std::size_t>(patients_));
    for (auto const& part : parts_) {
        auto const slice =
            std::move(part.slices({std::string{name}}, arm * part.count(), part.count()).front());
        auto next = slice.begin();
        for (auto const& range : part.patients()) {
            std::copy_n(next, range.count, values.begin() + range.first);
            next += range.count;
        }
    }
    return values;
}

std::vector<double> Cohort::completed(std::string_view name, int arm) const
{
    auto values = of_all(name, arm);
    auto const& failed = failed_[static_cast<std::size_t>(arm)];
    std::size_t kept = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (failed[i] == 0)
            values[kept++] = values[i];
    values.resize(kept);
    return values;
}

std::vector<double> Cohort::column(std::size_t which, int arm) const
{
    return of_all(table_.columns().at(which).name, arm);
}

std::vector<Subject> Cohort::rows(int first, int count) const
{
    auto const columns = table_.columns().size();
    std::vector<std::string> const names(
        table_.names().begin(), table_.names().begin() + static_cast<std::ptrdiff_t>(columns));
    auto const at = [&](int patient, int arm) {
        return static_cast<std::size_t>(patient - first) * static_cast<std::size_t>(arms_) +
               static_cast<std::size_t>(arm);
    };
    std::vector<Subject> subjects(at(first + count, 0));
    for (auto const& part : parts_) {
        int const from = part.position(first), until = part.position(first + count);
        if (from == until)
            continue;
        for (int arm = 0; arm < arms_; ++arm) {
            auto const values = part.slices(names, arm * part.count() + from, until - from);
            std::size_t row = 0;
            for (auto const& range : part.patients())
                for (int patient = std::max(range.first, first);
                     patient < std::min(range.end(), first + count); ++patient, ++row) {
                    auto& subject = subjects[at(patient, arm)];
                    subject.index = patient;
                    subject.arm = arm;
                    if (failed_[static_cast<std::size_t>(arm)][static_cast<std::size_t>(patient)])
                        subject.status = Subject::Status::failed;
                    else
                        for (auto const& column : values)
                            subject.value.push_back(column[row]);
                }
        }
    }
    return subjects;
}

std::vector<double> Cohort::lesion_doses(int arm) const
{
    std::vector<double> doses;
    for (auto const& part : parts_) {
        auto const some = part.column(kept::lesion_doses(arm));
        doses.insert(doses.end(), some.begin(), some.end());
    }
    std::sort(doses.begin(), doses.end());
    return doses;
}

std::map<std::string, int> Cohort::failures(int arm) const
{
    std::map<std::string, int> causes;
    for (auto const& part : parts_)
        for (auto const& failure : part.failures())
            if (failure.arm == arm)
                ++causes[failure.cause];
    return causes;
}

std::vector<Course> Cohort::courses() const
{
    std::vector<Course> courses;
    for (auto const& part : parts_)
        for (auto& course : part.courses())
            courses.push_back(std::move(course));
    std::sort(courses.begin(), courses.end(), [](auto const& a, auto const& b) {
        return std::tie(a.subject, a.arm) < std::tie(b.subject, b.arm);
    });
    return courses;
}

}   // namespace radici::study
