#pragma once
#include <filesystem>

namespace radici::report {

enum class IfThere { refuse, replace };   ///< what to do with a finished folder of that name
enum class Unfinished { refuse, resume, discard };   ///< … with what an earlier run left

/// A run's folder while it is being filled: `DIR.partial`, renamed to `DIR` at the end, so that a
/// folder named DIR is always complete. What is not finished stays where it is, with its
/// checkpoint, for `--resume`. StudyError where DIR exists (`refuse`), where an unfinished run is
/// in the way, or where the folder cannot be written.
class WorkingFolder {
public:
    WorkingFolder(std::filesystem::path target, IfThere if_there, Unfinished unfinished);

    [[nodiscard]] std::filesystem::path const& path() const { return partial_; }
    [[nodiscard]] std::filesystem::path const& target() const { return target_; }
    /// The folder gets its name. RunError where the system refuses.
    void finish();

private:
    std::filesystem::path target_, partial_;
};

}   // namespace radici::report
