#include "radici/study/part_writer.hpp"

#include <algorithm>
#include <system_error>
#include <tuple>

#include <fmt/format.h>

#include "radici/base/file.hpp"

namespace radici::study {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t most_bytes = 4 << 20;

}   // namespace

PartWriter::PartWriter(PatientTable const& table, int arms, PartPlan plan)
    : table_(table), arms_(arms), plan_(std::move(plan))
{
    std::error_code error;
    if (!plan_.folder.empty())
        fs::create_directories(plan_.folder, error);
    if (error)
        throw RunError(plan_.folder.string() + ": cannot be created: " + error.message());
}

void PartWriter::add(std::vector<SubjectRecord> records)
{
    std::vector<SubjectRecord> due;
    {
        std::lock_guard const lock(mutex_);
        for (auto& record : records)
            gathered_.push_back(std::move(record));
        bool const late =
            std::chrono::duration<double>(Clock::now() - last_).count() >= plan_.every_s;
        bool const large = gathered_.size() * table_.names().size() * sizeof(double) >= most_bytes;
        if (large || (late && !plan_.folder.empty())) {
            due.swap(gathered_);
            last_ = Clock::now();
        }
    }
    write(std::move(due));
}

void PartWriter::flush()
{
    std::vector<SubjectRecord> due;
    {
        std::lock_guard const lock(mutex_);
        due.swap(gathered_);
    }
    write(std::move(due));
}

void PartWriter::write(std::vector<SubjectRecord> records)
{
    if (records.empty())
        return;
    std::sort(records.begin(), records.end(), [](auto const& a, auto const& b) {
        return std::tie(a.index, a.arm) < std::tie(b.index, b.arm);
    });
    auto bytes = pack(table_, plan_.origin, arms_, records);
    if (!plan_.folder.empty()) {   // no other part begins with this patient
        write_atomically(plan_.folder / fmt::format("{:08}.part", records.front().index), bytes);
        return;
    }
    auto part = Part::in_memory(std::move(bytes));
    std::lock_guard const lock(mutex_);
    in_memory_.push_back(std::move(part));
}

std::vector<Part> PartWriter::take_parts()
{
    return std::move(in_memory_);
}

}   // namespace radici::study
