#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "report/sample_result.hpp"

namespace radici::test {
namespace {

using study::no_value;
using study::Series;
using study::SeriesGroup;

constexpr double horizon_d = 730;
constexpr double month_d = 30.4375;

/// SplitMix64: the same numbers on every machine.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : state_(seed) {}
    double uniform()
    {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return (static_cast<double>((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
    }
    double normal()
    {
        return std::sqrt(-2 * std::log(uniform())) * std::cos(6.283185307179586 * uniform());
    }
    double lognormal(double median, double sd_ln) { return median * std::exp(sd_ln * normal()); }

private:
    std::uint64_t state_;
};

struct Lesion {
    double volume_mm3, kill, regrowth_per_d, dose_Gy;
    double at(double t) const
    {
        return volume_mm3 * ((1 - kill) * std::exp(regrowth_per_d * t) +
                             kill * std::exp(-0.03 * std::max(0.0, t)));
    }
};

struct Patient {
    std::vector<Lesion> lesions;
    double kidney_Gy, salivary_Gy, marrow_Gy, liver_Gy;
    double death_d, progression_d, best_pct, psa_pct;
    double nadir;
    int lymphopenia, thrombocytopenia;
};

double quantile(std::vector<double> v, double p)
{
    v.erase(std::remove_if(v.begin(), v.end(), [](double x) { return std::isnan(x); }), v.end());
    if (v.empty())
        return no_value;
    std::sort(v.begin(), v.end());
    double const at = p * static_cast<double>(v.size() - 1);
    auto const low = static_cast<std::size_t>(at);
    auto const high = std::min(low + 1, v.size() - 1);
    return v[low] + (at - static_cast<double>(low)) * (v[high] - v[low]);
}

study::Spread spread(std::vector<double> const& v)
{
    double mean = 0, square = 0;
    for (double const x : v)
        mean += x / static_cast<double>(v.size());
    for (double const x : v)
        square += (x - mean) * (x - mean) / static_cast<double>(v.size() - 1);
    return {mean,
            std::sqrt(square),
            quantile(v, .05),
            quantile(v, .25),
            quantile(v, .5),
            quantile(v, .75),
            quantile(v, .95)};
}

Patient draw_patient(Draw& draw, int arm)
{
    Patient p{};
    double const help = arm == 0 ? 0.08 : 0;
    int const lesions = 1 + static_cast<int>(12 * draw.uniform() * draw.uniform());
    double sum0 = 0, best = 0;
    for (int i = 0; i < lesions; ++i) {
        Lesion l{};
        l.volume_mm3 = draw.lognormal(3000, 0.9);
        l.dose_Gy = draw.lognormal(40, 0.6);
        l.kill = std::min(0.999, 1 - std::exp(-0.02 * l.dose_Gy) * (0.8 - help));
        l.regrowth_per_d = draw.lognormal(0.006, 0.4);
        p.lesions.push_back(l);
        sum0 += std::cbrt(l.volume_mm3);
    }
    double smallest = 1e300;
    p.progression_d = horizon_d;
    for (double t = 56; t < horizon_d; t += 56) {
        double sum = 0;
        for (auto const& l : p.lesions)
            sum += std::cbrt(l.at(t));
        if (sum > 1.2 * std::min(smallest, sum0) && p.progression_d == horizon_d)
            p.progression_d = t;
        smallest = std::min(smallest, sum);
    }
    best = 100 * (smallest / sum0 - 1);
    p.best_pct = best;
    p.psa_pct = std::max(-99.5, best * 1.8 + 25 * draw.normal());
    p.death_d = std::min(horizon_d, p.progression_d + -300 * std::log(draw.uniform()));
    p.kidney_Gy = draw.lognormal(22, 0.4);
    p.salivary_Gy = draw.lognormal(17, 0.4);
    p.marrow_Gy = draw.lognormal(1.1, 0.4);
    p.liver_Gy = draw.lognormal(4, 0.35);
    p.nadir = 0.25 + 0.4 * draw.uniform();
    p.lymphopenia = static_cast<int>(4.5 * draw.uniform());
    p.thrombocytopenia = static_cast<int>(3.2 * draw.uniform() * draw.uniform() * 1.6);
    return p;
}

std::vector<double> grid()
{
    std::vector<double> days;
    for (double t = 0; t <= horizon_d; t += t < 30 ? 1 : 5)
        days.push_back(t);
    return days;
}

template <class F>
std::vector<double> along(std::vector<double> const& days, double end_d, F&& f)
{
    std::vector<double> value;
    for (double const t : days) {
        if (t > end_d)
            break;
        value.push_back(f(t));
    }
    return value;
}

double pulses(double t, double every_d, int times, double decay_per_d)
{
    double sum = 0;
    for (int n = 0; n < times && n * every_d <= t; ++n)
        sum += std::exp(-decay_per_d * (t - n * every_d));
    return sum;
}

study::Course course_of(Patient const& p, int index, int arm, std::vector<double> const& days)
{
    study::Course c{index, arm, {}, {}};
    auto add = [&](SeriesGroup group, std::string name, std::string text, std::string unit,
                   std::string region, auto&& f) {
        c.series.push_back({group, std::move(name), std::move(text), std::move(unit),
                            std::move(region), along(days, p.death_d, f)});
    };
    for (std::size_t i = 0; i < p.lesions.size(); ++i) {
        auto const& l = p.lesions[i];
        std::string const lesion = "lesion " + std::to_string(i + 1);
        double const hot = arm == 0 ? 1 : 0.6;
        add(SeriesGroup::volume, "volume", "volume", "mm3", lesion,
            [&](double t) { return l.at(t); });
        add(SeriesGroup::dose, "dose", "absorbed dose", "Gy", lesion,
            [&](double t) { return l.dose_Gy * (1 - std::exp(-t / 90)); });
        add(SeriesGroup::immune, "effector_t_cells", "effector T cells", "1e6", lesion,
            [&](double t) {
                return hot * std::cbrt(l.volume_mm3) * (0.2 + pulses(t, 42, 6, 0.04));
            });
        add(SeriesGroup::immune, "exhausted_t_cells", "exhausted T cells", "1e6", lesion,
            [&](double t) {
                return hot * std::cbrt(l.volume_mm3) * 0.4 * pulses(t, 42, 6, 0.015);
            });
        add(SeriesGroup::immune, "interferon", "type I interferon", "", lesion,
            [&](double t) { return 1.4 * pulses(t, 42, 6, 0.1); });
        add(SeriesGroup::immune, "pd_l1", "PD-L1", "", lesion,
            [&](double t) { return 1 + 0.6 * pulses(t, 42, 6, 0.03); });
    }
    add(SeriesGroup::immune, "memory_t_cells", "memory T cells", "1/uL", "",
        [&](double t) { return 20 * (1 - std::exp(-t / 200)) * (arm == 0 ? 1.5 : 1); });
    add(SeriesGroup::dose, "dose", "absorbed dose", "Gy", "kidney",
        [&](double t) { return p.kidney_Gy * (1 - std::exp(-t / 90)); });
    add(SeriesGroup::blood, "lymphocytes", "lymphocytes", "1/uL", "", [&](double t) {
        return 1600 * (1 - (1 - p.nadir) * std::min(1.0, 0.3 * pulses(t, 42, 6, 0.01)));
    });
    add(SeriesGroup::blood, "platelets", "platelets", "1/uL", "",
        [&](double t) { return 2.4e5 * (1 - 0.25 * pulses(t, 42, 6, 0.03)); });
    add(SeriesGroup::marker, "psa", "PSA", "ug/L", "", [&](double t) {
        double v = 0;
        for (auto const& l : p.lesions)
            v += 0.01 * l.at(t);
        return v;
    });
    if (arm == 0) {
        add(SeriesGroup::occupancy, "occupancy", "nivolumab", "", "nivolumab", [&](double t) {
            double const x = 20 * pulses(t, 28, 26, 0.03);
            return x / (1 + x);
        });
        add(SeriesGroup::occupancy, "occupancy", "ipilimumab", "", "ipilimumab", [&](double t) {
            double const x = 3 * pulses(t, 42, 4, 0.05);
            return x / (1 + x);
        });
    }
    using enum study::Event::Kind;
    for (int n = 0; n < 6 && n * 42 < std::min(p.progression_d, p.death_d); ++n)
        c.events.push_back({dose, n * 42.0, "lu177_psma617"});
    if (p.best_pct < -30)
        c.events.push_back({response, 56, "PR"});
    if (p.progression_d < std::min(horizon_d, p.death_d))
        c.events.push_back({progression, p.progression_d, "target lesions"});
    c.events.push_back({p.death_d < horizon_d ? death : end, p.death_d, ""});
    std::stable_sort(c.events.begin(), c.events.end(),
                     [](auto const& a, auto const& b) { return a.day < b.day; });
    return c;
}

study::Rate rate(std::string name, int events, int n)
{
    double const share = static_cast<double>(events) / n;
    double const half = 1.96 * std::sqrt(share * (1 - share) / n + 0.25 / n / n);
    return {std::move(name),
            {share, std::max(0.0, share - half), std::min(1.0, share + half)},
            events,
            n};
}

study::Survival survival(std::string name, std::vector<double> day,
                         std::vector<std::uint8_t> censored)
{
    study::Survival s;
    s.name = std::move(name);
    double const median = quantile(day, 0.5);
    s.median_d = median < horizon_d ? study::Interval{median, 0.8 * median, 1.3 * median}
                                    : study::Interval{};
    for (int const months : {6, 12}) {
        double const share =
            static_cast<double>(std::count_if(day.begin(), day.end(),
                                              [&](double d) { return d > months * month_d; })) /
            static_cast<double>(day.size());
        s.landmarks.push_back(
            {months, {share, std::max(0.0, share - 0.1), std::min(1.0, share + 0.1)}});
    }
    s.day = std::move(day);
    s.censored = std::move(censored);
    return s;
}

std::vector<double> every(double start_d, double step_d, int times)
{
    std::vector<double> days;
    for (int n = 0; n < times; ++n)
        days.push_back(start_d + n * step_d);
    return days;
}

std::vector<study::Timeline> schedule(int arm)
{
    using enum study::Timeline::Kind;
    std::vector<study::Timeline> plan{{radiopharmaceutical,
                                       "lu177_psma617",
                                       "177Lu-PSMA-617",
                                       "7.5 GBq",
                                       every(0, 42, 6),
                                       {1, .97, .92, .8, .71, .6}}};
    if (arm == 0) {
        plan.push_back({antibody, "ipilimumab", "ipilimumab", "3 mg/kg", every(0, 42, 4), {}});
        plan.push_back({antibody, "nivolumab", "nivolumab", "1 mg/kg", every(0, 21, 8), {}});
        plan.push_back({antibody, "nivolumab", "nivolumab", "480 mg", every(168, 28, 18), {}});
    }
    return plan;
}

study::CompetingRisks first_events(std::vector<Patient> const& patients)
{
    study::CompetingRisks risks;
    risks.causes = {{"progression", 0, {}}, {"toxicity_g3", 0, {}}, {"death", 0, {}}};
    for (auto const& p : patients) {
        bool const toxic = std::max(p.lymphopenia, p.thrombocytopenia) > 2;
        double const toxic_d = toxic ? 30 + 100 * p.nadir : horizon_d;
        double const first = std::min({toxic_d, p.progression_d, p.death_d});
        int const cause = first >= horizon_d         ? 0
                          : first == toxic_d         ? 2
                          : first == p.progression_d ? 1
                                                     : 3;
        risks.day.push_back(first);
        risks.cause.push_back(static_cast<std::uint8_t>(cause));
        if (cause > 0)
            ++risks.causes[static_cast<std::size_t>(cause - 1)].events;
    }
    return risks;
}

study::ArmResult arm_of(std::vector<Patient> const& patients, int arm,
                        std::vector<double> const& days)
{
    int const n = static_cast<int>(patients.size());
    auto count = [&](auto&& what) {
        return static_cast<int>(std::count_if(patients.begin(), patients.end(), what));
    };
    auto all = [&](auto&& what) {
        std::vector<double> v;
        for (auto const& p : patients)
            v.push_back(what(p));
        return v;
    };
    study::ArmResult a;
    a.name = arm == 0 ? "RLT + ipilimumab + nivolumab" : "RLT";
    a.patients = n;
    a.schedule = schedule(arm);
    a.rates = {rate("orr", count([](auto& p) { return p.best_pct < -30; }), n),
               rate("cr", count([](auto& p) { return p.best_pct < -99; }), n),
               rate("dcr", count([](auto& p) { return p.best_pct < 20; }), n),
               rate("psa50", count([](auto& p) { return p.psa_pct < -50; }), n)};
    std::vector<std::uint8_t> died, progressed;
    for (auto const& p : patients) {
        died.push_back(p.death_d >= horizon_d);
        progressed.push_back(p.progression_d >= horizon_d);
    }
    a.survival = {survival("rpfs", all([](auto& p) { return p.progression_d; }), progressed),
                  survival("os", all([](auto& p) { return p.death_d; }), died)};
    a.first_event = first_events(patients);
    a.toxicity = {
        rate("any_g3",
             count([](auto& p) { return std::max(p.lymphopenia, p.thrombocytopenia) > 2; }), n),
        rate("lymphopenia_g3", count([](auto& p) { return p.lymphopenia > 2; }), n),
        rate("thrombocytopenia_g3", count([](auto& p) { return p.thrombocytopenia > 2; }), n),
        rate("kidney_g2", n / 30, n)};
    std::vector<double> tumour;
    for (auto const& p : patients)
        for (auto const& l : p.lesions)
            tumour.push_back(l.dose_Gy);
    double const given_GBq = 40;
    auto organ = [&](std::string const& region, std::vector<double> v) {
        a.dose.push_back({region + "_Gy", region, "Gy", spread(v)});
        for (double& x : v)
            x /= given_GBq;
        if (arm == 1)
            a.dose.push_back({region + "_Gy_per_GBq", region, "Gy/GBq", spread(v)});
    };
    organ("tumour", tumour);
    organ("kidney", all([](auto& p) { return p.kidney_Gy; }));
    organ("salivary", all([](auto& p) { return p.salivary_Gy; }));
    organ("liver", all([](auto& p) { return p.liver_Gy; }));
    organ("red_marrow", all([](auto& p) { return p.marrow_Gy; }));
    for (double const t : days) {
        std::vector<double> v;
        for (auto const& p : patients)
            if (t <= p.death_d) {
                v.push_back(0);
                for (auto const& l : p.lesions)
                    v.back() += l.at(t);
            }
        a.tumour_volume_mm3.p05.push_back(quantile(v, .05));
        a.tumour_volume_mm3.p50.push_back(quantile(v, .5));
        a.tumour_volume_mm3.p95.push_back(quantile(v, .95));
    }
    return a;
}

std::vector<study::Column> columns()
{
    return {{"BL_TUMOUR_MM3", "mm3", "tumour volume on day 1, all lesions", {}},
            {"DOSE_KIDNEY_GY", "Gy", "absorbed dose of the kidneys", {}},
            {"BOR", "", "best overall response", {"CR", "PR", "SD", "PD", "NE"}},
            {"BEST_TARGET_PCT", "%", "best change of the target lesions", {}},
            {"BEST_PSA_PCT", "%", "best change of PSA", {}},
            {"OS_DAY", "d", "overall survival", {}},
            {"OS_CNSR", "", "1 = alive at the end", {}},
            {"TOX_LYMPHOPENIA", "", "worst grade of lymphopenia", {}},
            {"TOX_THROMBOCYTOPENIA", "", "worst grade of thrombocytopenia", {}}};
}

study::Subject subject_of(Patient const& p, int index, int arm)
{
    double volume = 0;
    for (auto const& l : p.lesions)
        volume += l.volume_mm3;
    double const bor = p.best_pct < -99 ? 0 : p.best_pct < -30 ? 1 : p.best_pct < 20 ? 2 : 3;
    return {index,
            arm,
            study::Subject::Status::completed,
            {volume, p.kidney_Gy, bor, p.best_pct, p.psa_pct, p.death_d,
             p.death_d >= horizon_d ? 1.0 : 0.0, 1.0 * p.lymphopenia, 1.0 * p.thrombocytopenia}};
}

}   // namespace

study::RunResult trial_result(int patients)
{
    study::RunResult r;
    r.study = {"177Lu-PSMA-617 with ipilimumab and nivolumab in mCRPC",
               "NCT05150236",
               "human",
               "mcrpc",
               patients,
               1,
               horizon_d,
               {},
               "nct05150236"};
    r.grid_days = grid();
    r.columns = columns();
    std::vector<std::vector<Patient>> arms(2);
    for (int arm = 0; arm < 2; ++arm)
        for (int i = 0; i < patients; ++i) {
            Draw draw{static_cast<std::uint64_t>(1000 + i)};
            arms[arm].push_back(draw_patient(draw, arm));
        }
    std::vector<study::Subject> subjects;
    for (int i = 0; i < patients; ++i)
        for (int arm = 0; arm < 2; ++arm) {
            subjects.push_back(subject_of(arms[arm][i], i, arm));
            if (i < 24)
                r.courses.push_back(course_of(arms[arm][i], i, arm, r.grid_days));
        }
    r.patients = rows(std::move(subjects));
    for (int arm = 0; arm < 2; ++arm)
        r.arms.push_back(arm_of(arms[arm], arm, r.grid_days));
    r.comparisons = {{study::Comparison::Kind::survival, 1, 0, "rpfs", {0.71, 0.55, 0.93}, 0.012},
                     {study::Comparison::Kind::rate, 1, 0, "psa50", {0.08, -0.04, 0.2}, 0.21},
                     {study::Comparison::Kind::survival, 1, 0, "os", {0.86, 0.66, 1.12}, 0.27}};
    r.parameters = {
        {"immune.kill_rate", "1.2", "1/d", Trust::assumed, "starting value", "data/immune.toml"},
        {"tumour.growth_rate", "0.006", "1/d", Trust::fitted, "single-agent anchors",
         "data/tumours/mcrpc.toml"},
        {"nuclide.lu177.half_life", "6.6443", "d", Trust::verified, "evaluated decay data",
         "data/nuclides/Lu-177.toml"},
        {"agents.lu177_psma617.kidney_uptake", "0.02", "1/d", Trust::fitted, "Violet 2019",
         "data/agents/lu177_psma617.toml"},
        {"radiobiology.repair_half_time", "1.5", "h", Trust::memory, "textbook value", "built in"}};
    r.notes = {
        "3 % of the patients were drawn again because their untreated tumour would have shrunk"};
    r.inputs = {{"nct05150236.toml", std::string(64, 'b')},
                {"data/agents/lu177_psma617.toml", std::string(64, 'c')}};
    return r;
}

}   // namespace radici::test
