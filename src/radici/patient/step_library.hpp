#pragma once
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "radici/numerics/lanes/arrow_step.hpp"
#include "radici/patient/subject_trace.hpp"

namespace radici::patient {

/// Programs of steps that were compiled before: one a structure of subjects and a tolerance. Safe
/// from any thread. Which constants are the same for all subjects of a program is found from the
/// subjects that ask; it changes where they are read, never a result.
class StepLibrary {
public:
    /// RunError where the processor lacks what lanes need.
    StepLibrary() = default;
    [[nodiscard]] numerics::lanes::Width width() const { return width_; }

    /// A program for subjects of one structure and layout (but for the number of lesions).
    [[nodiscard]] std::shared_ptr<numerics::lanes::ArrowStep const>
    find(Layout const& layout, std::span<SubjectTrace const* const> subjects,
         double relative_tolerance);

private:
    struct Entry {
        numerics::lanes::Trace lesion, body;
        double relative_tolerance;
        std::shared_ptr<numerics::lanes::ArrowStep const> step;
    };
    numerics::lanes::Width width_ = numerics::lanes::width();
    std::mutex mutex_;
    std::vector<Entry> entries_;
};

}   // namespace radici::patient
