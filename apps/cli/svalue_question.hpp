#pragma once
#include "radici/dosimetry/s_value_question.hpp"
#include "svalue_command.hpp"

namespace radici::cli {

/// The question that the words ask. StudyError where they do not ask one, naming the option.
[[nodiscard]] dosimetry::SValueQuestion svalue_question(SValueOptions const& options);

}   // namespace radici::cli
