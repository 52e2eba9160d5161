#include <algorithm>
#include <cstdio>
#include <functional>
#include <limits>

#include <fmt/format.h>

#include "radici/base/error.hpp"
#include "trial_engines.hpp"

/// Error against time of both engines: patients of NCT05150236 in both arms at several relative
/// tolerances (absolute ones stay), beside CVODES at 1e-9 with absolute tolerances divided by 1e5.
/// Writes CSV; work_precision.gp draws it.
///   build/bench/bin/work_precision > work-precision.csv
namespace radici::bench {
namespace {

constexpr int patients = 200, repeats = 3;

using Results = std::vector<std::vector<Endpoints>>;   // by arm and case

struct Engine {
    char const* name;
    std::function<std::vector<Endpoints>(Arm const&)> run;
};

double cases_of(std::vector<Arm> const& arms)
{
    double count = 0;
    for (auto const& arm : arms)
        count += static_cast<double>(arm.size());
    return count;
}

Results results_of(std::vector<Arm> const& arms, Engine const& engine)
{
    Results results;
    for (auto const& arm : arms)
        results.push_back(engine.run(arm));
    return results;
}

void print_errors(std::vector<double> const& errors)
{
    fmt::print(",{:.3g},{:.3g},{:.3g}", quantile(errors, 0.5), quantile(errors, 0.95),
               largest(errors));
}

/// Fastest and slowest of some repeats.
void print_row(std::vector<Arm> const& arms, Engine const& engine, double tolerance, int times,
               Results const& reference)
{
    double least = std::numeric_limits<double>::infinity(), most = 0;
    Results results;
    for (int i = 0; i < times; ++i) {
        double const before = cpu_s();
        results = results_of(arms, engine);
        double const ms = 1e3 * (cpu_s() - before) / cases_of(arms);
        least = std::min(least, ms);
        most = std::max(most, ms);
    }
    Differences errors;
    for (std::size_t arm = 0; arm < arms.size(); ++arm)
        for (std::size_t i = 0; i < arms[arm].size(); ++i)
            errors.add(results[arm][i], reference[arm][i], arms[arm][i].subject.layout.lesions);
    fmt::print("{},{:g},{:.4g},{:.4g}", engine.name, tolerance, least, most);
    for (auto const* one : {&errors.ln_viable, &errors.dose, &errors.platelets, &errors.death_d})
        print_errors(*one);
    fmt::print("\n");
    std::fflush(stdout);
}

void print_header()
{
    fmt::print("engine,relative_tolerance,least_cpu_ms,most_cpu_ms");
    for (auto const* what : {"ln_viable", "dose", "platelets", "death_d"})
        fmt::print(",{0}_median,{0}_p95,{0}_max", what);
    fmt::print("\n");
}

void run()
{
    auto const setting = trial(patients);
    auto const arms = trial_cases(setting);
    auto const reference = results_of(
        arms, {"reference", [](Arm const& arm) { return by_arrow_cvodes(arm, 1e-9, 1e-5); }});
    print_header();
    // What the reference is worth: it against itself, ten times as loose.
    print_row(arms, {"reference", [](Arm const& arm) { return by_arrow_cvodes(arm, 1e-8, 1e-4); }},
              1e-8, 1, reference);
    for (double const tolerance : {1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 1e-6}) {
        Engine const lanes{"lanes", [&](Arm const& arm) {
                               return by_lanes(arm, *setting.steps,
                                               {.relative_tolerance = tolerance});
                           }};
        (void)results_of(arms, lanes);   // compiles its programs
        print_row(arms, lanes, tolerance, repeats, reference);
        print_row(arms, {"cvodes", [&](Arm const& arm) { return by_arrow_cvodes(arm, tolerance); }},
                  tolerance, repeats, reference);
    }
}

}   // namespace
}   // namespace radici::bench

int main()
{
    try {
        radici::bench::run();
        return 0;
    } catch (std::exception const& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}
