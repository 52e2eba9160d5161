#include "radici/kinetics/size_rule.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/error.hpp"
#include "radici/kinetics/detail/read_files.hpp"

namespace radici::kinetics {
namespace {

struct Limits {
    char const *table, *key, *unit;
    double low, high;
};

constexpr std::array limits{Limits{"", "radius", "nm", 0.1, 5},
                            Limits{"", "reference_mass", "kg/mol", 0.1, 10},
                            Limits{"exchange", "reference", "1/d", 0.01, 1e4},
                            Limits{"exchange", "small_pore", "nm", 6, 1e3},
                            Limits{"exchange", "large_pore", "nm", 10, 1e5},
                            Limits{"exchange", "large_pore_share", "-", 0, 1},
                            Limits{"void", "reference", "-", 0.01, 1},
                            Limits{"void", "mesh", "nm", 10, 1e4},
                            Limits{"kidney", "filtration", "1/d", 0, 1e4},
                            Limits{"kidney", "half_radius", "nm", 0.5, 10},
                            Limits{"kidney", "steepness", "-", 1, 50},
                            Limits{"kidney", "retained", "-", 0, 1},
                            Limits{"kidney", "retention_radius", "nm", 0.1, 10},
                            Limits{"kidney", "retention_steepness", "-", 1, 50},
                            Limits{"kidney", "release", "1/d", 0, 100},
                            Limits{"liver", "catabolism", "1/d", 0, 1e3},
                            Limits{"liver", "half_radius", "nm", 0.5, 50},
                            Limits{"liver", "steepness", "-", 1, 50},
                            Limits{"liver", "release", "1/d", 0, 100},
                            Limits{"tissue", "over_void", "-", 0.1, 100}};

/// Diffusion in a pore relative to free, entrance and drag; x = radius over that of the pore.
double hindered(double x)
{
    if (x >= 1)
        return 0;
    double const entrance = (1 - x) * (1 - x);
    return entrance * std::max(0.0, 1 - 2.104 * x + 2.09 * x * x * x - 0.95 * std::pow(x, 5));
}

double rise(double x, double steepness)
{
    double const power = std::pow(x, steepness);
    return power / (1 + power);
}

}   // namespace

SizeRule SizeRule::load(std::filesystem::path const& data_folder)
{
    auto const file = Document::open(data_folder / "kinetics" / "size.toml");
    Node const root = file.root();
    SizeRule rule;
    for (auto const& limit : limits) {
        std::string const table = limit.table;
        Node const node = table.empty() ? root : root.at(table);
        std::string const name = table.empty() ? limit.key : table + '.' + limit.key;
        rule.parameters_.emplace_back(
            name, detail::read_within(node, limit.key, limit.unit, limit.low, limit.high));
    }
    root.finish();
    return rule;
}

double SizeRule::at(std::string_view key) const
{
    auto const found = std::find_if(parameters_.begin(), parameters_.end(),
                                    [key](auto const& item) { return item.first == key; });
    RADICI_EXPECT(found != parameters_.end());
    return found->second.value;
}

double SizeRule::radius_nm(double mass_kDa) const
{
    RADICI_EXPECT(mass_kDa > 0);
    return at("radius") * std::cbrt(mass_kDa);
}

/// Through the pores of a vessel's wall, up to a factor.
double SizeRule::passage(double radius_nm) const
{
    double const gaps = at("exchange.large_pore_share");
    return ((1 - gaps) * hindered(radius_nm / at("exchange.small_pore")) +
            gaps * hindered(radius_nm / at("exchange.large_pore"))) /
           radius_nm;
}

double SizeRule::exchange_per_d(double mass_kDa) const
{
    return at("exchange.reference") * passage(radius_nm(mass_kDa)) /
           passage(radius_nm(at("reference_mass")));
}

double SizeRule::void_fraction(double mass_kDa) const
{
    auto room = [this](double mass) {
        double const free = std::max(0.0, 1 - radius_nm(mass) / at("void.mesh"));
        return free * free;
    };
    return at("void.reference") * room(mass_kDa) / room(at("reference_mass"));
}

double SizeRule::sieving(double mass_kDa) const
{
    return 1 - rise(radius_nm(mass_kDa) / at("kidney.half_radius"), at("kidney.steepness"));
}

double SizeRule::filtered_per_d(double mass_kDa) const
{
    return at("kidney.filtration") * sieving(mass_kDa);
}

double SizeRule::retained_share(double mass_kDa) const
{
    return at("kidney.retained") * rise(radius_nm(mass_kDa) / at("kidney.retention_radius"),
                                        at("kidney.retention_steepness"));
}

double SizeRule::catabolised_per_d(double mass_kDa) const
{
    return at("liver.catabolism") *
           (1 - rise(radius_nm(mass_kDa) / at("liver.half_radius"), at("liver.steepness")));
}

LinearModel SizeRule::body(double mass_kDa) const
{
    enum { plasma, tissue, kidney, liver, bladder, gut };
    constexpr double voiding_per_d = 11.09;   // half-time 1.5 h
    constexpr double transit_per_d = 0.693;   // half-time one day
    double const out = exchange_per_d(mass_kDa);
    double const filtered = filtered_per_d(mass_kDa);
    double const kept = retained_share(mass_kDa);
    return {
        .compartment = {"plasma", "tissue", "kidney", "liver", "bladder", "gut"},
        .region = {"blood", "rest", "kidney", "liver", "bladder", "gut_content"},
        .transfers = {{plasma, tissue, out},
                      {tissue, plasma, out / (at("tissue.over_void") * void_fraction(mass_kDa))},
                      {plasma, kidney, filtered * kept},
                      {plasma, bladder, filtered * (1 - kept)},
                      {kidney, bladder, at("kidney.release")},
                      {plasma, liver, catabolised_per_d(mass_kDa)},
                      {liver, gut, at("liver.release")},
                      {bladder, out_of_body, voiding_per_d},
                      {gut, out_of_body, transit_per_d}}};
}

}   // namespace radici::kinetics
