#pragma once
#include <string>
#include <string_view>

#include "radici/study/results.hpp"

/// Numbers and words as the files of a run folder show them. None of it depends on the locale.
namespace radici::report {

/// Shortest decimal text that reads back as the same double; "" for NaN.
[[nodiscard]] std::string exact(double number);
/// At most `digits` significant digits, no trailing zeros, as `%g` writes it; "" for NaN.
[[nodiscard]] std::string rounded(double number, int digits);

/// As people read numbers: at most 3 significant digits below 100 000 (whole numbers stay whole),
/// powers of ten beyond; "–" for NaN.
[[nodiscard]] std::string readable(double number);
/// Two decimals: "0.71"; "–" for NaN.
[[nodiscard]] std::string ratio(double number);
/// A fraction as per cent: 0.4567 → "46 %", 0.0456 → "4.6 %" with a space that does not break;
/// "–" for NaN.
[[nodiscard]] std::string percent(double fraction);
/// "0.032", "< 0.001"; "–" for NaN.
[[nodiscard]] std::string p_value(double p);
/// "1 patient", "3 patients".
[[nodiscard]] std::string counted(long long number, std::string_view noun);

/// Text inside HTML or XML, attribute values included; characters that XML forbids become U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);
/// One field of a CSV line, quoted where RFC 4180 asks for it.
[[nodiscard]] std::string csv_field(std::string_view text);

/// STUDYID: the registry number, else the stem of the study file.
[[nodiscard]] std::string study_id(study::Identity const& study);
/// USUBJID: STUDYID and the patient counted from 1, `NCT05150236-000012` for index 11.
[[nodiscard]] std::string subject_id(study::Identity const& study, int index);

}   // namespace radici::report
