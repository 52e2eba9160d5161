#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "radici/numerics/interpolation.hpp"
#include "radici/numerics/lanes/detail/instruction.hpp"
#include "radici/numerics/lanes/program.hpp"

namespace radici::numerics::lanes {

/// Lanes that lie side by side in memory: cell c of lane i is number c·strip + i.
inline constexpr int strip = 32;
inline constexpr int strip_bytes = strip * static_cast<int>(sizeof(double));

/// Lanes that the processor handles at once.
enum class Width { four, eight };

/// What a processor has of the instructions that lanes are made of.
struct Processor {
    bool avx2_and_fma = false;
    bool avx512 = false;   ///< F and DQ
};
[[nodiscard]] Processor this_processor();

/// The widest that a processor has: eight with AVX-512, four with AVX2 and FMA. The results are the
/// same bytes.
/// @param most  "4" or "8" lanes are used at most; empty: any
/// RunError where the processor has neither; StudyError where `most` is something else.
[[nodiscard]] Width widest(Processor const& processor, std::string_view most);
/// On this processor, with `most` from RADICI_LANES.
[[nodiscard]] Width width();

/// What a program reads beside the memory of its lanes.
class Tables {
public:
    /// @param curves  must outlive the tables
    Tables(Expressions const& graph, std::span<double const> constants,
           std::span<UniformCurve const* const> curves);
    [[nodiscard]] std::vector<double> const& shared() const { return shared_; }
    [[nodiscard]] std::vector<detail::CurveTable> const& curves() const { return curves_; }

private:
    std::vector<double> shared_;   ///< literals, then constants
    std::vector<detail::CurveTable> curves_;
};

/// Runs a program on the first lanes of a strip, eight at a time: memory beyond `lanes` up to the
/// next multiple of eight is worked on too and must hold numbers. Every lane has the result it has
/// alone.
/// @param cells    strip · cells numbers, on a cache line
/// @param scratch  strip · program.scratch() numbers, on a cache line
void run(Program const& program, Tables const& tables, Width width, int lanes, double* cells,
         double* scratch);

}   // namespace radici::numerics::lanes
