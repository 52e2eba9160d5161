#include "commands.hpp"
#include "output.hpp"
#include "radici/study/schema_export.hpp"

namespace radici::cli {

ExitCode schema_command(std::string const& what, bool markdown)
{
    auto const& grammar = study::Grammar::study();
    if (what == "columns")
        print(markdown ? study::columns_reference_page() : study::columns_json());
    else
        print(markdown ? study::study_reference_page(grammar) : study::json_schema(grammar));
    return ExitCode::done;
}

}   // namespace radici::cli
