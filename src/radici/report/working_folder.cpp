#include "radici/report/working_folder.hpp"

#include <system_error>

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

}   // namespace

WorkingFolder::WorkingFolder(fs::path target, IfThere if_there, Unfinished unfinished)
    : target_(std::move(target))
{
    if (!target_.has_filename())   // a trailing slash
        target_ = target_.parent_path();
    partial_ = target_;
    partial_ += ".partial";
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

void WorkingFolder::finish()
{
    std::error_code error;
    fs::path old = target_;
    old += ".old";
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
}

}   // namespace radici::report
