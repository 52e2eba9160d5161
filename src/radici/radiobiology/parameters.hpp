#pragma once
#include <string_view>

#include "radici/base/parameter.hpp"
#include "radici/radiobiology/bystander.hpp"
#include "radici/radiobiology/friberg.hpp"
#include "radici/radiobiology/ntcp.hpp"
#include "radici/radiobiology/organ_bed.hpp"
#include "radici/radiobiology/repair.hpp"
#include "radici/radiobiology/signals.hpp"

/// Readers of `data/patients`: the sections [radiobiology], [blood] and [organs]. Each throws
/// StudyError with file, line and key where a number is missing, has a wrong unit or breaks the
/// limits below.
namespace radici::radiobiology {

/// Response of tumour cells, one repair half-time, β_H free of α_H.
[[nodiscard]] CellResponse<1> read_cell_response(ParameterSet& set);
[[nodiscard]] RepairDefect read_repair_defect(ParameterSet& set);
[[nodiscard]] SignalParameters read_signals(ParameterSet& set);
[[nodiscard]] Bystander read_bystander(ParameterSet& set);

struct BloodParameters {
    BloodLine lymphocytes, platelets, neutrophils;
    LymphocyteTransit transit;
};
[[nodiscard]] BloodParameters read_blood(ParameterSet& set);

/// Dose response of one organ: repair, and the complication that limits it.
struct OrganRisk {
    OrganResponse response;
    LymanOrgan complication;
};

/// @param region  kidney, salivary, liver or lung
[[nodiscard]] OrganRisk read_organ_risk(ParameterSet& set, std::string_view region);

}   // namespace radici::radiobiology
