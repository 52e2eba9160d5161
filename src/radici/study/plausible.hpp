#pragma once
#include <span>
#include <string>

#include "radici/study/study.hpp"

namespace radici::kinetics {
struct UsualAmount;
enum class PerBody;
}   // namespace radici::kinetics

namespace radici::study {

/// How an amount of one administration stands to what is usual for its agent.
struct Judgement {
    enum class Verdict { fine, doubtful, implausible } verdict = Verdict::fine;
    std::string why;   ///< "over 10 times the usual 7.4 GBq"; "" where fine
};

/// Over 10 times or under 1/50 of the usual amount is implausible, over 3 times (and above the
/// range in use) doubtful. Where the usual amount has another basis, both are compared for a body
/// of 75 kg and 1.85 m², of a mouse for 25 g.
/// @param usual    of one agent, all species; fine where none of the species is in it
/// @param species  `human`
/// @param kind     says whether amounts are MBq or mg
[[nodiscard]] Judgement judge(Amount const& amount, AgentKind kind,
                              std::span<kinetics::UsualAmount const> usual,
                              std::string const& species);

/// What a usual amount is multiplied with.
[[nodiscard]] Basis basis_of(kinetics::PerBody per);

/// The amount as people write it: `7.4 GBq`, `55 kBq/kg`, `480 mg`.
[[nodiscard]] std::string to_text(Amount const& amount, AgentKind kind);

}   // namespace radici::study
