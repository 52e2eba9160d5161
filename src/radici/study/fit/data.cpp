#include "radici/study/fit/data.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "radici/base/nearest.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/study/fit/csv.hpp"

namespace radici::study::fit {
namespace {

using Kind = Quantity::Kind;

double number_of(CsvRow const& row, std::string const& column, std::string const& text)
{
    auto const value = read_value(text);
    if (!value || !value->unit_text.empty() || !std::isfinite(value->number))
        throw row.error(column, {text, "a number is expected",
                                 value ? "its unit belongs in the column unit" : ""});
    return value->number;
}

/// NONMEM's names beside ours.
std::string cell(CsvRow const& row, char const* ours, char const* theirs = "")
{
    return row.has(ours) ? row.at(ours) : row.at(theirs);
}

void check_columns(CsvRow const& row)
{
    static std::vector<std::string> const known{"study", "arm",  "subject",  "time", "quantity",
                                                "value", "unit", "censored", "n",    "low",
                                                "high",  "id",   "dv",       "dvid", "cens",
                                                "evid",  "mdv",  "amt",      "note", "source"};
    for (auto const& [name, text] : row.cells)
        if (std::find(known.begin(), known.end(), name) == known.end())
            throw StudyError({row.where.file, 1, name},
                             {"unknown column", fmt::format("{} are known", fmt::join(known, ", ")),
                              nearest_hint(name, known)});
}

/// Reads rows against the plan.
class Reader {
public:
    explicit Reader(Plan const& plan) : plan_(plan)
    {
        for (auto const& one : plan.cases)
            quantities_.push_back(quantities_of(one.setting));
    }

    void read(CsvRow const& row)
    {
        check_columns(row);
        if ((row.has("evid") && row.at("evid") != "0") || row.at("mdv") == "1")
            return;
        DataGroup group;
        group.of_case = case_of(row);
        group.arm = arm_of(row, group.of_case);
        group.quantity = quantity_of(row, group.of_case);
        auto const observation = observation_of(row, group);
        check_twice(row, group, observation);
        place(std::move(group), observation);
    }
    [[nodiscard]] std::vector<DataGroup> take() { return std::move(groups_); }

private:
    [[nodiscard]] std::size_t case_of(CsvRow const& row) const
    {
        std::vector<std::string> names;
        for (auto const& one : plan_.cases)
            names.push_back(one.name);
        auto name = row.at("study");
        if (name.empty() && names.size() == 1)
            return 0;
        if (name.ends_with(".toml"))
            name.resize(name.size() - 5);
        auto const found = std::find(names.begin(), names.end(), name);
        if (found == names.end())
            throw row.error("study", {name.empty() ? "missing" : name,
                                      fmt::format("the fit has {}", fmt::join(names, ", ")),
                                      nearest_hint(name, names)});
        return static_cast<std::size_t>(found - names.begin());
    }

    [[nodiscard]] std::size_t arm_of(CsvRow const& row, std::size_t of_case) const
    {
        std::vector<std::string> names;
        for (auto const& arm : plan_.cases[of_case].setting.study.arms)
            names.push_back(arm.name);
        auto const name = row.at("arm");
        if (name.empty() && names.size() == 1)
            return 0;
        auto const found = std::find(names.begin(), names.end(), name);
        if (found == names.end())
            throw row.error("arm", {name.empty() ? "missing" : name,
                                    fmt::format("the study has {}", fmt::join(names, ", ")),
                                    nearest_hint(name, names)});
        return static_cast<std::size_t>(found - names.begin());
    }

    [[nodiscard]] Quantity quantity_of(CsvRow const& row, std::size_t of_case) const
    {
        auto const name = cell(row, "quantity", "dvid");
        auto const& known = quantities_[of_case];
        auto const found = find_quantity(known, name);
        if (!found) {
            std::vector<std::string> names;
            for (auto const& quantity : known)
                names.push_back(quantity.name);
            throw row.error("quantity",
                            {name.empty() ? "missing" : name, "this study has no such quantity",
                             nearest_hint(name, names)});
        }
        return *found;
    }

    [[nodiscard]] Observation observation_of(CsvRow const& row, DataGroup const& group) const
    {
        Observation o;
        o.where = row.where;
        o.subject = cell(row, "subject", "id");
        if (row.has("time"))
            o.time_d = time_of(row);
        o.value = in_unit(row, group.quantity, "value", cell(row, "value", "dv"));
        if (row.has("low"))
            o.low = in_unit(row, group.quantity, "low", row.at("low"));
        if (row.has("high"))
            o.high = in_unit(row, group.quantity, "high", row.at("high"));
        if (row.has("n"))
            o.n = std::lround(number_of(row, "n", row.at("n")));
        auto const censored = cell(row, "censored", "cens");
        if (!censored.empty() && censored != "0" && censored != "1" && censored != "-1")
            throw row.error("censored", {censored, "0, 1 or -1 is expected", ""});
        o.censored = censored.empty() ? 0 : std::stoi(censored);
        check(row, group, o);
        return o;
    }

    static double time_of(CsvRow const& row)
    {
        auto const value = read_value(row.at("time"));
        bool const plain = value && value->unit_text.empty();
        if (!value || (!plain && !value->unit.same_dimension(unit_of("d"))))
            throw row.error("time", {row.at("time"), "a time is expected", "days, or \"6 wk\""});
        return plain ? value->number : value->in(unit_of("d"));
    }

    /// Counts of rates come as shares of n later; here numbers in the unit of the quantity.
    static double in_unit(CsvRow const& row, Quantity const& quantity, char const* column,
                          std::string const& text)
    {
        if (text.empty())
            throw row.error(column, {"missing", "a number is expected", ""});
        double const number = number_of(row, column, text);
        auto const unit = row.at("unit");
        bool const share = quantity.kind == Kind::rate || quantity.kind == Kind::share_at;
        if (share && unit == "count") {
            auto const n = row.has("n") ? number_of(row, "n", row.at("n")) : 0;
            if (!(n >= 1) || number < 0 || number > n || number != std::floor(number))
                throw row.error(column, {text, "a count lies between 0 and n", ""});
            return number / n;
        }
        if (unit.empty() && quantity.unit != "-")
            throw row.error(
                "unit", {"missing",
                         fmt::format("{} is in {} or the like", quantity.name, quantity.unit), ""});
        auto const given =
            unit.empty() || unit == "-" ? Unit{} : read_unit(unit).value_or(Unit{.factor = 0});
        auto const wanted = quantity.unit == "-" ? Unit{} : unit_of(quantity.unit);
        if (given.factor == 0 || !given.same_dimension(wanted))
            throw row.error("unit",
                            {unit,
                             fmt::format("{} is in {} or the like", quantity.name,
                                         quantity.unit == "-" ? "-, % or count" : quantity.unit),
                             ""});
        return ValueText{number, given, unit}.in(wanted);
    }

    void check(CsvRow const& row, DataGroup const& group, Observation const& o) const
    {
        auto const kind = group.quantity.kind;
        double const horizon_d = plan_.cases[group.of_case].setting.study.horizon_d;
        bool const timed = kind == Kind::volume || kind == Kind::series || kind == Kind::share_at;
        if (timed && std::isnan(o.time_d))
            throw row.error("time", {"missing", group.quantity.name + " is at a time", ""});
        if (timed && (o.time_d < 0 || o.time_d > horizon_d))
            throw row.error(
                "time",
                {row.at("time"), fmt::format("the study goes from day 0 to {:g}", horizon_d), ""});
        if (kind == Kind::time && o.subject.empty())
            throw row.error("subject", {"missing", "a time of an event is of one subject",
                                        "median_" + group.quantity.endpoint + " is of a group"});
        if (kind != Kind::time && kind != Kind::volume && kind != Kind::series &&
            !o.subject.empty())
            throw row.error("subject",
                            {o.subject, group.quantity.name + " is of a group", "leave it empty"});
        if (kind == Kind::per_injection &&
            injection_days(plan_.cases[group.of_case].setting.study.arms[group.arm], horizon_d)
                    .size() < 2)
            throw row.error("quantity",
                            {group.quantity.name, "this arm has no second injection", ""});
        check_value(row, group, o, horizon_d);
        check_censoring(row, kind, o);
    }

    static void check_value(CsvRow const& row, DataGroup const& group, Observation const& o,
                            double horizon_d)
    {
        auto const kind = group.quantity.kind;
        auto const wrong = [&](std::string why, std::string hint = "") {
            return row.error("value", {row.at(row.has("value") ? "value" : "dv"), std::move(why),
                                       std::move(hint)});
        };
        bool const share = kind == Kind::rate || kind == Kind::share_at;
        if (share && !(o.value >= 0 && o.value <= 1))
            throw wrong("a share lies between 0 and 1", "unit % or count?");
        if (!share && kind != Kind::per_injection && !(o.value > 0))
            throw wrong("it must be > 0", "what lies below a limit is censored = 1 at that limit");
        if ((kind == Kind::time || kind == Kind::median) && o.value > horizon_d)
            throw wrong(fmt::format("the study ends on day {:g}", horizon_d), "censor it there");
        if (o.low > o.high || o.value < o.low || o.value > o.high)
            throw wrong("it lies outside its own interval");
        if (std::isnan(o.low) != std::isnan(o.high))
            throw wrong("an interval has both low and high");
        if (share && o.n < 1 && std::isnan(o.low))
            throw wrong("a share needs n or an interval");
        if (o.n < 0)
            throw row.error("n", {row.at("n"), "it must be ≥ 1", ""});
    }

    static void check_censoring(CsvRow const& row, Kind kind, Observation const& o)
    {
        bool const share = kind == Kind::rate || kind == Kind::share_at;
        if (o.censored != 0 && share)
            throw row.error("censored", {"1", "a share is not censored", ""});
        if (o.censored == -1 &&
            (kind == Kind::time || kind == Kind::median || kind == Kind::peak_day))
            throw row.error("censored", {"-1", "times are censored to the right: 1", ""});
    }

    using Key = std::tuple<std::size_t, std::size_t, std::string, std::string, double>;

    void check_twice(CsvRow const& row, DataGroup const& group, Observation const& o)
    {
        double const time = std::isnan(o.time_d) ? -1 : o.time_d;
        auto const [entry, fresh] =
            seen_.try_emplace(Key{group.of_case, group.arm,
                                  group.quantity.endpoint + group.quantity.name, o.subject, time},
                              o);
        if (fresh)
            return;
        auto const& first = entry->second;
        bool const same = first.value == o.value && first.censored == o.censored;
        throw StudyError(row.where,
                         {same ? "twice" : "contradicts an earlier line",
                          fmt::format("line {} of {} is of the same subject, time and quantity",
                                      first.where.line, first.where.file),
                          ""});
    }

    void place(DataGroup group, Observation const& observation)
    {
        auto const kind = group.quantity.kind;
        bool const together = kind == Kind::time || (!observation.subject.empty());
        auto const found = std::find_if(groups_.begin(), groups_.end(), [&](auto const& g) {
            return together && g.of_case == group.of_case && g.arm == group.arm &&
                   g.quantity.name == group.quantity.name && !g.rows.front().subject.empty();
        });
        auto& target = found == groups_.end() ? groups_.emplace_back(std::move(group)) : *found;
        target.rows.push_back(observation);
    }

    Plan const& plan_;
    std::vector<std::vector<Quantity>> quantities_;
    std::map<Key, Observation> seen_;
    std::vector<DataGroup> groups_;
};

/// Data that say nothing of their quantity.
void check_degenerate(DataGroup const& group, Plan const& plan)
{
    if (group.quantity.kind != Kind::time)
        return;
    double latest = 0;
    for (auto const& row : group.rows)
        latest = std::max(latest, row.value);
    bool const all_censored = std::all_of(group.rows.begin(), group.rows.end(),
                                          [](auto const& row) { return row.censored == 1; });
    if (all_censored && latest < 1)
        throw StudyError(group.rows.front().where,
                         {label_of(group, plan), "all subjects are censored within a day", ""});
}

}   // namespace

std::vector<double> injection_days(Arm const& arm, double horizon_d)
{
    std::vector<double> days;
    auto const first = std::find_if(arm.gives.begin(), arm.gives.end(), [](auto const& give) {
        return give.kind == AgentKind::radiopharmaceutical;
    });
    if (first != arm.gives.end())
        for (int n = 0; n < first->times && first->day(n) <= horizon_d; ++n)
            days.push_back(first->day(n));
    return days;
}

std::string label_of(DataGroup const& group, Plan const& plan)
{
    auto const& one = plan.cases[group.of_case];
    auto text = fmt::format("{}, {}, {}", one.name, one.setting.study.arms[group.arm].name,
                            group.quantity.name);
    if (group.rows.size() == 1 && !std::isnan(group.rows.front().time_d))
        text += fmt::format(", day {:g}", group.rows.front().time_d);
    return text;
}

std::vector<DataGroup> read_data(std::vector<std::filesystem::path> const& files, Plan const& plan)
{
    Reader reader(plan);
    for (auto const& file : files)
        for (auto const& row : read_csv(file))
            reader.read(row);
    auto groups = reader.take();
    if (groups.empty())
        throw StudyError({files.front().string(), 0, ""},
                         {"no data", "no line holds an observation", ""});
    for (auto const& group : groups)
        check_degenerate(group, plan);
    return groups;
}

}   // namespace radici::study::fit
