#pragma once
#include <stdexcept>
#include <string>

namespace radici {

/// Where in a user's file a fault is. Line 0: the fault is in no line; an empty file name: in no
/// file (the command line).
struct Location {
    std::string file;
    int line = 0;
    std::string key;   ///< path of the key, counted from 0: `arm[0].give[1].activity`
};

/// What is wrong, why that is wrong, and what would put it right (may be empty).
struct Complaint {
    std::string problem;
    std::string why;
    std::string hint;
};

/// A fault that the user can put right: exit code 2.
///   studies/lu177.toml:14: arm[1].give[0].activity: -7.4 GBq (an activity must be > 0) - remove
///   the minus sign
class StudyError : public std::runtime_error {
public:
    StudyError(Location where, Complaint what);
    [[nodiscard]] Location const& where() const { return where_; }
    [[nodiscard]] Complaint const& what_is_wrong() const { return complaint_; }

private:
    Location where_;
    Complaint complaint_;
};

/// Numerics that failed; in a cohort a recorded outcome, not a crash.
class NumericsError : public std::runtime_error {
public:
    explicit NumericsError(std::string const& what, double time_d = 0)
        : std::runtime_error(what), time_d_(time_d)
    {
    }
    [[nodiscard]] double time_d() const { return time_d_; }

private:
    double time_d_;
};

/// The outside world failed (disk full, folder not writable): exit code 1.
class RunError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A broken promise of our own code.
[[noreturn]] void expectation_failed(char const* condition, char const* file, int line);

}   // namespace radici

/// Precondition on the caller; always checked.
#define RADICI_EXPECT(condition)                                                                   \
    ((condition) ? void() : ::radici::expectation_failed(#condition, __FILE__, __LINE__))
