#pragma once
#include <filesystem>

namespace radici::report {

enum class IfThere { refuse, replace };   ///< what to do with a finished folder of that name
enum class Unfinished { refuse, resume, discard };   ///< … with what an earlier run left

/// Where the run that will be `target` keeps its finished patients until it ends.
[[nodiscard]] std::filesystem::path parts_folder(std::filesystem::path const& target);

/// A run's folder while it is being filled: `DIR.partial`, renamed to `DIR` at the end, so that a
/// folder named DIR is always complete. What is not finished stays where it is, with its
/// checkpoint (the parts of its cohort), for `--resume`. StudyError where DIR exists (`refuse`),
/// where an unfinished run is in the way, or where the folder cannot be written.
class WorkingFolder {
public:
    WorkingFolder(std::filesystem::path const& target, IfThere if_there, Unfinished unfinished);

    [[nodiscard]] std::filesystem::path const& path() const { return partial_; }
    [[nodiscard]] std::filesystem::path const& target() const { return target_; }
    /// Finished patients; inside the folder until they are put aside.
    [[nodiscard]] std::filesystem::path parts() const { return parts_folder(target_); }
    /// Takes the parts out of the folder, beside it: from here on it holds what is to stay. They
    /// come back where the run does not get to its end. RunError where the system refuses.
    void put_parts_aside();
    /// The folder gets its name, parts that were put aside are removed. RunError where the system
    /// refuses.
    void finish();

private:
    void take_up();
    std::filesystem::path target_, partial_, aside_;
};

}   // namespace radici::report
