#include "radici/report/patient_columns.hpp"

#include <cerrno>
#include <system_error>

#include <fmt/format.h>

#include "radici/base/error.hpp"
#include "radici/base/file.hpp"
#include "radici/report/detail/cohort_view.hpp"
#include "radici/report/detail/hdf5.hpp"

namespace radici::report {
namespace {

using detail::Handle;

void write_column(hid_t arm, study::Column const& column, std::vector<double> const& values)
{
    Handle const data = detail::write_column(arm, column.name, values);
    detail::write_attribute(data.get(), "unit", column.unit);
    detail::write_attribute(data.get(), "text", column.text);
    if (!column.levels.empty())
        detail::write_attribute(data.get(), "levels", column.levels);
}

void write_all(study::RunResult const& result, std::filesystem::path const& file)
{
    detail::DiskFile const out(file);
    detail::write_attribute(out.get(), "schema", std::uint64_t{1});
    detail::write_attribute(out.get(), "study", result.study.name);
    detail::write_attribute(out.get(), "registry", result.study.registry);
    detail::write_attribute(out.get(), "seed", result.study.seed);
    for (std::size_t k = 0; k < result.arms.size(); ++k) {
        Handle const arm = detail::make_group(out.get(), fmt::format("arm_{}", k));
        detail::write_attribute(arm.get(), "name", result.arms[k].name);
        for (std::size_t c = 0; c < result.columns.size(); ++c)
            write_column(arm.get(), result.columns[c],
                         detail::column_of(result, c, static_cast<int>(k)));
    }
    out.flush();
}

}   // namespace

void write_patients_h5(study::RunResult const& result, std::filesystem::path const& file)
{
    AtomicFile out(file);
    errno = 0;
    try {
        write_all(result, out.temporary());
    } catch (RunError const& error) {   // HDF5 does not say why; the system may have
        if (errno == 0)
            throw;
        throw RunError(fmt::format("{}: cannot be written ({})", file.string(),
                                   std::error_code{errno, std::generic_category()}.message()));
    }
    out.commit();
}

}   // namespace radici::report
