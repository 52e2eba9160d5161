#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace radici::test {

/// What one call of the program came to.
struct Outcome {
    int code = -1;
    std::string out, err;
};

/// Runs the program through the shell with these words; `before` stands in front of its name
/// (`RADICI_DATA=/x`).
[[nodiscard]] Outcome radici(std::string const& words, std::string const& before = "");

/// The words that start this many ranks. Leaks are not looked for: Open MPI keeps what it
/// allocated.
[[nodiscard]] std::string mpirun(int ranks);

/// The whole file; "" where there is none.
[[nodiscard]] std::string content_of(std::filesystem::path const& file);

/// The files of two run folders that are missing or not the same bytes, of those that have to be:
/// all but provenance.json and log.jsonl.
/// @param expected  must be there; of a run where left out
[[nodiscard]] std::string different_results(std::filesystem::path const& a,
                                            std::filesystem::path const& b,
                                            std::vector<std::string> const& expected = {
                                                "summary.json", "patients.csv", "patients.h5",
                                                "courses.h5", "report.html", "resolved.toml"});

/// A folder of this test alone, empty at first, removed with all that is in it.
class Scratch {
public:
    Scratch();
    ~Scratch();
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;
    [[nodiscard]] std::filesystem::path const& path() const { return path_; }
    /// Writes a file and returns its path.
    std::string file(std::string const& name, std::string const& content) const;

private:
    std::filesystem::path path_;
};

}   // namespace radici::test
