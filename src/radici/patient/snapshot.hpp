#pragma once
#include <span>
#include <vector>

#include "radici/patient/subject.hpp"

namespace radici::patient {

/// One subject at one moment, as an observer sees it. Spans live until the simulation goes on.
struct Snapshot {
    double day = 0;
    Subject const* subject = nullptr;
    std::span<double const> state;
    std::span<double const> quadrature;   ///< see CoupledSystem

    [[nodiscard]] double lesion_volume_mm3(int lesion) const;
    [[nodiscard]] double lesion_viable(int lesion) const;   ///< 1e6 cells
    [[nodiscard]] double lesion_state(int lesion, LesionState which) const;
    [[nodiscard]] double lesion_low_dose_Gy(int lesion) const;
    [[nodiscard]] double lesion_alpha_dose_Gy(int lesion) const;
    [[nodiscard]] double lesion_activity_MBq(int agent, int lesion) const;
    [[nodiscard]] double total_volume_mm3() const;
    [[nodiscard]] double body_state(int which) const;
    [[nodiscard]] double lymphocytes_1e9_per_L() const;
    [[nodiscard]] double platelets_1e9_per_L() const;
    [[nodiscard]] double blood_effectors_per_uL() const;   ///< over all pools
    [[nodiscard]] double memory_per_uL() const;
    [[nodiscard]] double occupancy(CheckpointTarget target) const;
    /// DNA shed by dying tumour cells per day, 1e6 cells/d: natural turnover, doomed cells and
    /// immune kill. Circulating tumour DNA is cleared within hours, so its level follows this.
    [[nodiscard]] double dna_shedding_1e6_per_d() const;
    /// Time-integrated activity of a compartment, MBq·d.
    [[nodiscard]] double time_integrated_MBq_d(int agent, int compartment) const;

private:
    [[nodiscard]] double const* lesion(int index) const
    {
        return state.data() + subject->layout.lesion(index);
    }
};

}   // namespace radici::patient
