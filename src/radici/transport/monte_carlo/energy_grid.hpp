#pragma once
#include <bit>
#include <cstdint>
#include <vector>

#include "radici/base/error.hpp"
#include "radici/base/host_device.hpp"

namespace radici::transport {

/// A grid over a positive argument with 2^Bits even cells in each octave: the exponent and leading
/// mantissa bits of a double are the cell, the bits below are the place within it, so finding a
/// place costs no logarithm.
template <int Bits>
class OctaveGrid {
public:
    struct Place {
        int cell;
        double share;   ///< 0 at the cell's first knot, 1 at the next
    };
    OctaveGrid() = default;
    /// From the knot at or below `first` to the knot at or above `last`.
    OctaveGrid(double first, double last) : base_(word(first))
    {
        RADICI_EXPECT(first > 0 && last > first);
        cells_ = static_cast<int>(word(last) - base_) + 1;
    }
    [[nodiscard]] int knots() const { return cells_ + 1; }
    [[nodiscard]] double knot(int n) const
    {
        return std::bit_cast<double>((base_ + static_cast<std::uint64_t>(n)) << shift);
    }
    /// @param x  within the grid (the caller's promise)
    RADICI_HOT Place place(double x) const
    {
        auto const bits = std::bit_cast<std::uint64_t>(x);
        constexpr std::uint64_t mantissa = 0x000fffffffffffffu;
        return {static_cast<int>((bits >> shift) - base_),
                std::bit_cast<double>(0x3ff0000000000000u | (bits << Bits & mantissa)) - 1};
    }
    [[nodiscard]] bool holds(double x) const { return x >= knot(0) && x <= knot(cells_); }

private:
    static constexpr int shift = 52 - Bits;
    static std::uint64_t word(double x) { return std::bit_cast<std::uint64_t>(x) >> shift; }
    std::uint64_t base_ = 0;
    int cells_ = 0;
};

/// A function on an OctaveGrid, linear within each cell.
template <int Bits>
class OctaveTable {
public:
    OctaveTable() = default;
    template <class F>
    OctaveTable(OctaveGrid<Bits> const& grid, F&& f) : grid_(grid)
    {
        for (int n = 0; n < grid.knots(); ++n)
            value_.push_back(f(grid.knot(n)));
        value_.push_back(value_.back());   // x on the last knot looks one farther
    }
    RADICI_HOT double operator()(double x) const { return at(grid_.place(x)); }
    RADICI_HOT double at(typename OctaveGrid<Bits>::Place const& p) const
    {
        double const* v = value_.data() + p.cell;
        return v[0] + p.share * (v[1] - v[0]);
    }
    [[nodiscard]] OctaveGrid<Bits> const& grid() const { return grid_; }

private:
    OctaveGrid<Bits> grid_;
    std::vector<double> value_;
};

}   // namespace radici::transport
