#include "radici/study/patient_range.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

#include "radici/base/error.hpp"

namespace radici::study {
namespace {

std::vector<PatientRange> in_order(std::vector<PatientRange> ranges)
{
    std::sort(ranges.begin(), ranges.end(),
              [](auto const& a, auto const& b) { return a.first < b.first; });
    return ranges;
}

std::optional<int> whole_number(std::string_view text)
{
    int number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{number}
                                                                    : std::nullopt;
}

}   // namespace

PatientRange Shard::range(int patients) const
{
    auto const until = [&](int k) {
        return static_cast<int>(static_cast<std::int64_t>(patients) * k / of);
    };
    return {until(index - 1), until(index) - until(index - 1)};
}

Shard read_shard(std::string_view text)
{
    auto const slash = std::min(text.find('/'), text.size());
    auto const index = whole_number(text.substr(0, slash));
    auto const of = whole_number(text.substr(std::min(slash + 1, text.size())));
    if (!index || !of || *index < 1 || *of < *index)
        throw StudyError({}, {.problem = "--shard " + std::string{text},
                              .why = "a shard is i/n with 1 ≤ i ≤ n",
                              .hint = "the second of three is 2/3"});
    return {.index = *index, .of = *of};
}

std::vector<PatientRange> ranges_of(std::vector<int> const& patients)
{
    std::vector<PatientRange> ranges;
    for (int const patient : patients) {
        if (!ranges.empty() && ranges.back().end() == patient)
            ++ranges.back().count;
        else
            ranges.push_back({patient, 1});
    }
    return ranges;
}

std::vector<PatientRange> without(PatientRange all, std::vector<PatientRange> taken)
{
    std::vector<PatientRange> left;
    int next = all.first;
    auto const keep_until = [&](int end) {
        if (end > next)
            left.push_back({next, end - next});
    };
    for (auto const& range : in_order(std::move(taken))) {
        keep_until(std::min(range.first, all.end()));
        next = std::max(next, range.end());
    }
    keep_until(all.end());
    return left;
}

std::optional<PatientRange> first_overlap(std::vector<PatientRange> ranges)
{
    int end = 0;
    for (auto const& range : in_order(std::move(ranges))) {
        if (range.first < end)
            return PatientRange{range.first, std::min(end, range.end()) - range.first};
        end = range.end();
    }
    return std::nullopt;
}

}   // namespace radici::study
