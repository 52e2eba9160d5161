#pragma once
#include <utility>
#include <vector>

#include "radici/study/patient_rows.hpp"

namespace radici::test {

/// Rows that are simply there, by patient, then arm.
class RowsInMemory : public study::PatientRows {
public:
    explicit RowsInMemory(std::vector<study::Subject> subjects, int arms)
        : subjects_(std::move(subjects)), arms_(arms)
    {
    }
    [[nodiscard]] int patients() const override
    {
        return static_cast<int>(subjects_.size()) / arms_;
    }
    [[nodiscard]] std::vector<double> column(std::size_t which, int arm) const override
    {
        std::vector<double> values;
        for (auto const& subject : subjects_)
            if (subject.arm == arm)
                values.push_back(subject.value.empty() ? study::no_value : subject.value.at(which));
        return values;
    }
    [[nodiscard]] std::vector<study::Subject> rows(int first, int count) const override
    {
        auto const begin = subjects_.begin() + first * arms_;
        return {begin, begin + count * arms_};
    }

private:
    std::vector<study::Subject> subjects_;
    int arms_;
};

}   // namespace radici::test
