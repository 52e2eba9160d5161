#pragma once
#include <string_view>

namespace radici {

/// Talk for the user on stderr (data belongs on stdout). Warnings also go to the run's `log.jsonl` while one is open.
void log_info(std::string_view text);
void log_warning(std::string_view text);

}   // namespace radici
