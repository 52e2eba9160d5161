#include "radici/report/working_folder.hpp"

#include <system_error>
#include <vector>

#include "radici/base/error.hpp"
#include "radici/base/file.hpp"

namespace radici::report {
namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(fs::path const& folder, std::string why, std::string hint)
{
    throw StudyError({folder.string(), 0, ""},
                     {.problem = std::move(why), .why = "", .hint = std::move(hint)});
}

fs::path without_slash(fs::path const& target)
{
    return target.has_filename() ? target : target.parent_path();
}

fs::path beside(fs::path target, char const* ending)
{
    target += ending;
    return target;
}

}   // namespace

fs::path parts_folder(fs::path const& target)
{
    return beside(without_slash(target), ".partial") / "parts";
}

WorkingFolder::WorkingFolder(fs::path const& target, IfThere if_there, Unfinished unfinished)
    : target_(without_slash(target)),
      partial_(beside(target_, ".partial")),
      aside_(beside(target_, ".parts"))
{
    std::error_code error;
    if (fs::exists(target_, error) && if_there == IfThere::refuse)
        refuse(target_, "the folder exists", "name another with -o, or use --force to replace it");
    if (fs::exists(partial_, error)) {
        if (unfinished == Unfinished::refuse)
            refuse(partial_, "an earlier run was not finished",
                   "go on with --resume, or begin again with --force");
        if (unfinished == Unfinished::discard)
            fs::remove_all(partial_, error);
    }
    if (unfinished == Unfinished::resume)
        take_up();
    fs::remove_all(aside_, error);
    fs::create_directories(partial_, error);
    if (error)
        refuse(partial_, "cannot be created: " + error.message(), "name another folder with -o");
    try {   // a folder that exists may still not let us write
        write_atomically(partial_ / ".writable", "");
    } catch (RunError const& failure) {
        refuse(partial_, failure.what(), "name another folder with -o");
    }
    fs::remove(partial_ / ".writable", error);
}

/// What a crash left half done: parts that were put aside, files that were not whole.
void WorkingFolder::take_up()
{
    std::error_code error;
    if (!fs::exists(partial_, error))
        return;
    if (fs::exists(aside_, error) && !fs::exists(parts(), error))
        fs::rename(aside_, parts(), error);
    if (error)
        refuse(aside_, "cannot be renamed: " + error.message(), "");
    std::vector<fs::path> half;
    for (auto const& entry : fs::recursive_directory_iterator(partial_))
        if (entry.path().extension() == ".new")   // see write_atomically()
            half.push_back(entry.path());
    for (auto const& file : half)
        fs::remove(file, error);
}

void WorkingFolder::put_parts_aside()
{
    std::error_code error;
    fs::rename(parts(), aside_, error);
    if (error)
        throw RunError(parts().string() + ": cannot be renamed: " + error.message());
}

void WorkingFolder::finish()
{
    std::error_code error;
    fs::path const old = beside(target_, ".old");
    bool const replaces = fs::exists(target_, error);
    if (replaces) {
        fs::remove_all(old, error);
        fs::rename(target_, old, error);
        if (error)
            throw RunError(target_.string() + ": cannot be replaced: " + error.message());
    }
    fs::rename(partial_, target_, error);
    if (error)
        throw RunError(partial_.string() + ": cannot be renamed: " + error.message());
    if (replaces)
        fs::remove_all(old, error);
    fs::remove_all(aside_, error);
}

}   // namespace radici::report
