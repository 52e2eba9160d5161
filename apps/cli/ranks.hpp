#pragma once
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "exit_code.hpp"
#include "radici/base/error.hpp"

namespace radici::cli {

/// Another process failed and has said why; this one ends with the same code.
struct FailedElsewhere {
    ExitCode code;
};

/// The processes that mpirun started to work on one run; one, where it did not. MPI is loaded when
/// it is needed: the program neither links it nor asks for it. RunError where mpirun started us
/// and the module is not there.
class Ranks {
public:
    Ranks();
    ~Ranks();
    Ranks(Ranks const&) = delete;
    Ranks& operator=(Ranks const&) = delete;

    [[nodiscard]] int rank() const { return rank_; }
    [[nodiscard]] int size() const { return size_; }
    [[nodiscard]] bool first() const { return rank_ == 0; }

    /// Work that all do and that ends for all: where it fails in one, it throws in every one, what
    /// went wrong in the lowest of those, FailedElsewhere in the others.
    template <class Work>
    [[nodiscard]] auto together(Work&& work)
    {
        std::optional<decltype(work())> result;
        std::exception_ptr failure;
        auto code = ExitCode::done;
        try {
            result.emplace(work());
        } catch (StudyError const&) {
            failure = std::current_exception();
            code = ExitCode::wrong_input;
        } catch (...) {
            failure = std::current_exception();
            code = ExitCode::failed;
        }
        settle(code, failure);
        return std::move(*result);
    }
    /// What each says, by rank.
    [[nodiscard]] std::vector<int> gather(int mine);
    /// The numbers of rank 0, in all.
    [[nodiscard]] std::vector<int> broadcast(std::vector<int> numbers);
    /// Ends all processes at once.
    [[noreturn]] void abort(ExitCode code);

private:
    struct Module;
    void settle(ExitCode code, std::exception_ptr const& failure);

    std::unique_ptr<Module> module_;
    int rank_ = 0, size_ = 1;
};

}   // namespace radici::cli
