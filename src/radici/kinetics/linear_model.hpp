#pragma once
#include <span>
#include <string>
#include <vector>

namespace radici::kinetics {

/// `to` of a transfer that leaves the body (urine, faeces).
inline constexpr int out_of_body = -1;

/// First-order flow between two compartments: `per_d` of what is in `from` goes to `to` each day,
/// decay not counted.
struct Transfer {
    int from = 0;
    int to = out_of_body;
    double per_d = 0;   ///< >= 0
};

/// Linear compartments of the body. Compartment 0 is plasma: injections go there and lesions take
/// from there.
struct LinearModel {
    std::vector<std::string> compartment;   ///< names, [0] is `plasma`
    std::vector<std::string>
        region;   ///< region of `data/anatomy` where the activity of the compartment sits
    std::vector<Transfer> transfers;

    [[nodiscard]] int size() const { return static_cast<int>(compartment.size()); }
    /// Index of a compartment by name, -1 where there is none.
    [[nodiscard]] int find(std::string const& name) const;
};

/// Right-hand side of the body's linear part.
///   dA_i/dt = Σ_j k_ji·A_j − (Σ_j k_ij + λ)·A_i
/// @param decay_per_d   physical decay constant λ of the chain head
/// @param activity_MBq  one value per compartment
/// @param rate          MBq/d, overwritten
/// Lesions are not part of it: who couples them takes their flux from compartment 0.
template <class T>
void body_rates(LinearModel const& model, double decay_per_d, T const* activity_MBq, T* rate)
{
    for (int i = 0; i < model.size(); ++i)
        rate[i] = -decay_per_d * activity_MBq[i];
    for (Transfer const& flow : model.transfers) {
        T const moved = flow.per_d * activity_MBq[flow.from];
        rate[flow.from] -= moved;
        if (flow.to != out_of_body)
            rate[flow.to] += moved;
    }
}

/// Time-integrated activity (t = 0 to infinity) of each compartment, the solution of (λ·I − K)·x =
/// A(0). With `start` in MBq the result is in MBq·d. `decay_per_d` > 0.
[[nodiscard]] std::vector<double> time_integrated_activity(LinearModel const& model,
                                                           double decay_per_d,
                                                           std::span<double const> start);

/// The same for 1 MBq into plasma: days (MBq·d per MBq given).
[[nodiscard]] std::vector<double> residence_times_d(LinearModel const& model, double decay_per_d);

/// Activity of each compartment `days` after `start`, by the exponential of the rate matrix.
[[nodiscard]] std::vector<double> activity_after(LinearModel const& model, double decay_per_d,
                                                 std::span<double const> start, double days);

/// What has left the body by then, decay-corrected to time 0 where `decay_per_d` is 0.
/// In general: activity that would still be there outside the body (it decays there too).
[[nodiscard]] double excreted_after(LinearModel const& model, double decay_per_d,
                                    std::span<double const> start, double days);

}   // namespace radici::kinetics
