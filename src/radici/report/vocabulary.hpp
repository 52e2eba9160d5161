#pragma once
#include <string>
#include <string_view>

#include "radici/study/results.hpp"

/// Words for the names that results carry: what a file calls `rpfs`, a reader calls radiographic
/// progression-free survival. Unknown names are spelled out: `my_endpoint` → "my endpoint".
namespace radici::report {

[[nodiscard]] std::string name_of(study::SeriesGroup group);    ///< `blood`: as files name it
[[nodiscard]] std::string name_of(study::Event::Kind kind);     ///< `treatment_stop`
[[nodiscard]] std::string words_for(study::Event::Kind kind);   ///< "treatment stopped"

/// "objective response rate", "radiographic progression-free survival", "grade ≥ 3 lymphopenia".
[[nodiscard]] std::string words_for_endpoint(std::string_view name);
/// Short, for axes and tables: "ORR", "rPFS", "PSA50".
[[nodiscard]] std::string short_endpoint(std::string_view name);
/// "red marrow" for `red_marrow`, "salivary glands" for `salivary`.
[[nodiscard]] std::string words_for_region(std::string_view region);
/// "Immune-related adverse events" for `IRAE`, the part of a column after TOX_.
[[nodiscard]] std::string toxicity_words(std::string_view name);
/// "mm³" for `mm3`, "per µL" for `1/uL`, "10⁹/L" for `1e9/L`; other units as they are.
[[nodiscard]] std::string printed_unit(std::string_view unit);
/// A capital at the front, unless the first word has one of its own: "ctDNA", "rPFS".
[[nodiscard]] std::string sentence_case(std::string text);

}   // namespace radici::report
