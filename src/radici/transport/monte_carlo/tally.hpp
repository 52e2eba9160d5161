#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "radici/base/host_device.hpp"
#include "radici/transport/emission_class.hpp"

namespace radici::transport {

/// Sums over histories of the energy left in one bin, by class: Σe and Σe², and Σ(all classes)².
template <int Classes>
struct BinSums {
    std::array<double, Classes> sum{}, square{};
    double square_total = 0;
};
template <>
struct BinSums<1> {
    std::array<double, 1> sum{};
    double square_total = 0;
};

/// Energy by bin and history. A bin's energy of the running history waits until another history
/// reaches the bin, so that squares are of whole histories and a history costs only the bins it
/// touches. Classes is 1 (all together) or emission_classes.
template <int Classes>
class Tally {
public:
    /// @param bin_of_cell  bin of each cell of the geometry; empty: each cell its own. Must outlive
    ///                     the tally.
    Tally(int bins, std::vector<std::uint16_t> const& bin_of_cell)
        : slot_(static_cast<std::size_t>(bins)),
          bin_(bin_of_cell.empty() ? nullptr : bin_of_cell.data())
    {
    }
    RADICI_HOST_DEVICE void begin_history() { ++history_; }
    /// A deposit in that cell will come soon.
    RADICI_HOT void expect(int cell) const
    {
#if defined(__GNUC__)
        __builtin_prefetch(slot_.data() + (bin_ ? bin_[cell] : cell), 1);
#endif
    }
    RADICI_HOST_DEVICE void deposit(int cell, EmissionClass emission, double energy_MeV)
    {
        int const bin = bin_ ? bin_[cell] : cell;
        Slot& slot = slot_[static_cast<std::size_t>(bin)];
        if (slot.history != history_) {
            if (slot.history == 0)
                touched_.push_back(bin);
            close(slot);
            slot.history = history_;
        }
        slot.current[Classes == 1 ? std::size_t{0} : static_cast<std::size_t>(emission)] +=
            energy_MeV;
    }
    /// Adds everything to `total`, which has a place for each bin, and starts anew.
    void hand_over(std::vector<BinSums<Classes>>& total)
    {
        if (touched_.size() > slot_.size() / 8) {   // most of them: faster in a row
            for (std::size_t n = 0; n < slot_.size(); ++n)
                if (slot_[n].history != 0)
                    hand_over(slot_[n], total[n]);
        } else {
            for (int const bin : touched_)
                hand_over(slot_[static_cast<std::size_t>(bin)],
                          total[static_cast<std::size_t>(bin)]);
        }
        touched_.clear();
        history_ = 0;
    }

private:
    struct alignas(32) Slot {
        std::uint64_t history = 0;   ///< counted from 1 since the last hand-over
        std::array<double, Classes> current{};
        BinSums<Classes> sums;
    };
    static_assert(Classes > 1 || sizeof(Slot) == 32);   // two to a cache line
    RADICI_HOST_DEVICE static void close(Slot& slot)
    {
        double all = 0;
        for (std::size_t c = 0; c < Classes; ++c) {
            double const e = slot.current[c];
            slot.sums.sum[c] += e;
            if constexpr (Classes > 1)
                slot.sums.square[c] += e * e;
            all += e;
            slot.current[c] = 0;
        }
        slot.sums.square_total += all * all;
    }
    static void hand_over(Slot& slot, BinSums<Classes>& to)
    {
        close(slot);
        for (std::size_t c = 0; c < Classes; ++c) {
            to.sum[c] += slot.sums.sum[c];
            if constexpr (Classes > 1)
                to.square[c] += slot.sums.square[c];
        }
        to.square_total += slot.sums.square_total;
        slot = Slot{};
    }
    std::vector<Slot> slot_;
    std::vector<int> touched_;
    std::uint16_t const* bin_;
    std::uint64_t history_ = 0;
};

}   // namespace radici::transport
