#include "radici/study/resume.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "radici/base/log.hpp"

namespace radici::study {
namespace {

namespace fs = std::filesystem;

void drop(fs::path const& file, std::string const& why)
{
    log_warning(why + "; its patients are simulated again");
    fs::remove(file);
}

void refuse_another_run(Part const& part, PartOrigin const& origin)
{
    auto differ = differences(part.origin().run, origin.run);
    if (part.origin().shard != origin.shard)
        differ.push_back(fmt::format("shard ({:?}, not {:?})", part.origin().shard, origin.shard));
    if (!differ.empty())
        throw StudyError({part.name(), 0, ""},
                         {.problem = "checkpoint of another run",
                          .why = fmt::format("it differs in {}", fmt::join(differ, ", ")),
                          .hint = "use --force to begin again"});
}

}   // namespace

std::vector<PatientRange> take_up_parts(fs::path const& folder, PartOrigin const& origin)
{
    std::vector<PatientRange> done;
    for (auto const& part : open_parts(folder, drop)) {
        refuse_another_run(part, origin);
        auto with = done;
        with.insert(with.end(), part.patients().begin(), part.patients().end());
        if (first_overlap(with))
            drop(part.name(), part.name() + ": holds patients that another part has");
        else
            done = std::move(with);
    }
    return done;
}

std::shared_ptr<Cohort const> read_cohort(Setting const& setting, fs::path const& folder)
{
    auto parts = open_parts(folder, [](fs::path const&, std::string const& why) {
        throw RunError(why + " - go on with --resume");
    });
    std::vector<PatientRange> there;
    for (auto const& part : parts)
        there.insert(there.end(), part.patients().begin(), part.patients().end());
    if (!without({0, setting.study.patients}, there).empty())
        throw RunError(folder.string() + ": a part has gone - go on with --resume");
    return std::make_shared<Cohort const>(setting, std::move(parts));
}

}   // namespace radici::study
