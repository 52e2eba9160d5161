#include "radici/study/part.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>
#include <numeric>
#include <sstream>

#include <nlohmann/json.hpp>

#include "radici/base/file.hpp"
#include "radici/base/hash.hpp"
#include "radici/study/detail/part_header.hpp"

namespace radici::study {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using detail::course_values;

static_assert(std::endian::native == std::endian::little);

constexpr std::string_view magic = "radici part 1 ";
constexpr std::size_t hash_length = 64;
constexpr std::size_t first_line = magic.size() + hash_length + 1;
constexpr std::size_t length_bytes = 8;
constexpr std::string_view extension = ".part";

std::string_view as_bytes(std::vector<double> const& values)
{
    return {reinterpret_cast<char const*>(values.data()), values.size() * sizeof(double)};
}

/// The columns of a part while it is put together.
struct Columns {
    Json names = Json::array();
    std::string bytes;
    void add(std::string_view name, std::vector<double> const& values)
    {
        names.push_back({name, values.size()});
        bytes += as_bytes(values);
    }
};

/// Records by arm, then patient.
std::vector<SubjectRecord const*> by_arm(std::span<SubjectRecord const> records, int arms)
{
    std::vector<SubjectRecord const*> ordered;
    auto const step = static_cast<std::size_t>(arms);
    for (std::size_t arm = 0; arm < step; ++arm)
        for (std::size_t i = arm; i < records.size(); i += step)
            ordered.push_back(&records[i]);
    return ordered;
}

void add_table(PatientTable const& table, std::vector<SubjectRecord const*> const& records,
               Columns& columns)
{
    std::vector<std::vector<double>> values(table.names().size());
    for (auto const* record : records) {
        auto const row = table.row(*record);
        for (std::size_t c = 0; c < row.size(); ++c)
            values[c].push_back(row[c]);
    }
    for (std::size_t c = 0; c < values.size(); ++c)
        columns.add(table.names()[c], values[c]);
}

void add_lesion_doses(std::vector<SubjectRecord const*> const& records, int arms, Columns& columns)
{
    for (int arm = 0; arm < arms; ++arm) {
        std::vector<double> doses;
        for (auto const* record : records)
            if (record->arm == arm && record->failure.empty())
                doses.insert(doses.end(), record->lesion_dose_Gy.begin(),
                             record->lesion_dose_Gy.end());
        columns.add(kept::lesion_doses(arm), doses);
    }
}

std::string checked(std::string const& body)
{
    return std::string{magic} + sha256(body) + '\n' + body;
}

}   // namespace

std::string pack(PatientTable const& table, PartOrigin const& origin, int arms,
                 std::span<SubjectRecord const> records)
{
    RADICI_EXPECT(arms > 0 && records.size() % static_cast<std::size_t>(arms) == 0);
    auto const ordered = by_arm(records, arms);
    Columns columns;
    add_table(table, ordered, columns);
    add_lesion_doses(ordered, arms, columns);
    columns.add(course_values, detail::values_of_courses(records));
    auto header = detail::header_json(origin, arms, records);
    header["columns"] = std::move(columns.names);
    auto text = header.dump(-1, ' ', true, Json::error_handler_t::replace);
    auto const unaligned = (first_line + length_bytes + text.size()) % sizeof(double);
    text.append(sizeof(double) - unaligned, ' ');
    std::uint64_t const length = text.size();
    std::string body(length_bytes, '\0');
    std::memcpy(body.data(), &length, length_bytes);
    return checked(body + text + columns.bytes);
}

Part Part::open(fs::path file)
{
    Part part;
    part.file_ = std::move(file);
    part.read_header(read_text(part.file_));
    return part;
}

Part Part::in_memory(std::string bytes)
{
    Part part;
    part.bytes_ = std::move(bytes);
    part.read_header(part.bytes_);
    return part;
}

std::string Part::name() const
{
    return file_.empty() ? "a part in memory" : file_.string();
}

void Part::read_header(std::string_view bytes)
{
    if (bytes.size() < first_line + length_bytes || !bytes.starts_with(magic))
        throw DamagedPart(name() + ": no part, or cut short");
    auto const body = bytes.substr(first_line);
    if (sha256(body) != bytes.substr(magic.size(), hash_length))
        throw DamagedPart(name() + ": not what was written (its checksum differs)");
    std::uint64_t length = 0;
    std::memcpy(&length, body.data(), length_bytes);
    RADICI_EXPECT(length <= body.size() - length_bytes);   // the checksum stands for our own bytes
    auto const header = Json::parse(body.substr(length_bytes, length));
    std::uint64_t offset = first_line + length_bytes + length;
    for (auto const& column : header.at("columns")) {
        Place const place{offset, column.at(1).get<std::uint64_t>()};
        columns_[column.at(0)] = place;
        offset += place.count * sizeof(double);
    }
    RADICI_EXPECT(offset == bytes.size());
    origin_ = detail::origin_of(header);
    arms_ = header.at("arms");
    for (auto const& range : header.at("patients")) {
        patients_.push_back({range.at(0), range.at(1)});
        count_ += patients_.back().count;
    }
    for (auto const& failure : header.at("failures"))
        failures_.push_back({failure.at(0), failure.at(1), failure.at(2)});
    courses_ = detail::courses_of(header.at("courses"));
}

Part::Place const& Part::place(std::string_view column) const
{
    auto const found = columns_.find(column);
    RADICI_EXPECT(found != columns_.end());
    return found->second;
}

void Part::read(std::istream& in, Place const& place, std::uint64_t first,
                std::span<double> out) const
{
    RADICI_EXPECT(first + out.size() <= place.count);
    in.seekg(static_cast<std::streamoff>(place.offset + first * sizeof(double)));
    in.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(out.size_bytes()));
    if (!in)
        throw RunError(name() + ": cannot be read any more");
}

std::vector<std::vector<double>> Part::slices(std::vector<std::string> const& names, int first,
                                              int count) const
{
    std::vector<std::vector<double>> values(names.size(),
                                            std::vector<double>(static_cast<std::size_t>(count)));
    auto const from = static_cast<std::uint64_t>(first);
    if (file_.empty()) {
        for (std::size_t c = 0; c < names.size(); ++c) {
            auto const at = place(names[c]);
            RADICI_EXPECT(from + values[c].size() <= at.count);
            if (!values[c].empty())
                std::memcpy(values[c].data(), bytes_.data() + at.offset + from * sizeof(double),
                            values[c].size() * sizeof(double));
        }
        return values;
    }
    std::ifstream in(file_, std::ios::binary);
    for (std::size_t c = 0; c < names.size(); ++c)
        read(in, place(names[c]), from, values[c]);
    return values;
}

std::vector<double> Part::column(std::string_view name) const
{
    auto const count = static_cast<int>(place(name).count);
    return std::move(slices({std::string{name}}, 0, count).front());
}

int Part::position(int patient) const
{
    int before = 0;
    for (auto const& range : patients_)
        before += std::clamp(patient - range.first, 0, range.count);
    return before;
}

std::vector<Course> Part::courses() const
{
    auto courses = courses_;
    if (!courses.empty())
        detail::give_values(column(course_values), courses);
    return courses;
}

std::vector<Part>
open_parts(fs::path const& folder,
           std::function<void(fs::path const&, std::string const&)> const& damaged)
{
    std::vector<fs::path> files;
    if (fs::exists(folder))
        for (auto const& entry : fs::directory_iterator(folder))
            if (entry.path().extension() == extension)
                files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Part> parts;
    for (auto const& file : files)
        try {
            parts.push_back(Part::open(file));
        } catch (DamagedPart const& error) {
            damaged(file, error.what());
        }
    return parts;
}

}   // namespace radici::study
