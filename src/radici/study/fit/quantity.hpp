#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "radici/study/setting.hpp"

namespace radici::study::fit {

/// What a row of data is about.
struct Quantity {
    enum class Kind {
        volume,   ///< `tumour_volume`: mm³, all tumours of a subject
        time,     ///< `os`, `pfs`, `rpfs`, `survival`: time of the event of one subject, d
        median,   ///< `median_os`, …: of a group, d
        /// `median_survival_ratio`, …: median of an arm over that of the study's first arm
        median_ratio,
        share_at,   ///< `os_at`, …: share without the event at `time`
        rate,       ///< `orr`, `cr`, …, toxicities: subjects with it of `n`, or a share
        series,     ///< any course: `lymphocytes`, `platelets`, `psa`, `interferon`, … at `time`
        peak,       ///< `peak_interferon`: largest value of a course
        peak_day,   ///< `peak_day_interferon`: when it is reached, d
        /// `lymphocytes_per_injection`: change of a course from one injection of the arm's first
        /// radiopharmaceutical to the next; may be negative
        per_injection
    } kind = Kind::volume;
    std::string endpoint;   ///< os, orr, lymphocytes, …
    std::string name;       ///< as the data have it
    std::string unit;       ///< of the model; "-" for shares
};

/// All quantities that a study can be compared with. Simulates one patient, to see its course.
[[nodiscard]] std::vector<Quantity> quantities_of(Setting const& setting);

[[nodiscard]] std::optional<Quantity> find_quantity(std::vector<Quantity> const& list,
                                                    std::string_view name);

}   // namespace radici::study::fit
