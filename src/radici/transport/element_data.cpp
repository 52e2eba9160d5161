#include "radici/transport/element_data.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "radici/base/constants.hpp"
#include "radici/base/file.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/transport/table_file.hpp"

namespace radici::transport {

namespace {

std::vector<std::string> const trust_tags{"verified", "memory", "review",
                                          "derived",  "fitted", "assumed"};

constexpr double edge_width = 1e-5;   // two knots closer than this, relative, are an edge

constexpr std::array<std::string_view, photon_process_count> process_column{
    "photoelectric_b", "incoherent_b", "coherent_b", "pair_nuclear_b", "pair_electron_b"};
constexpr std::array<std::string_view, shell_count> shell_column{
    "photoelectric_K_b", "photoelectric_L1_b", "photoelectric_L2_b", "photoelectric_L3_b"};

/// Energy above the threshold of pair production, MeV; 1 for what has none (its cube divides σ).
double above_threshold(std::size_t process, double energy_MeV)
{
    if (process == static_cast<std::size_t>(PhotonProcess::pair_nuclear))
        return std::max(0.0, energy_MeV - 2 * constant::electron_mass_MeV);
    if (process == static_cast<std::size_t>(PhotonProcess::pair_electron))
        return std::max(0.0, energy_MeV - 4 * constant::electron_mass_MeV);
    return 1;
}

double cube(double x)
{
    return x * x * x;
}

std::vector<double> checked_column(Node const& table, std::string_view name, std::size_t rows)
{
    auto column = numbers(table.at(name));
    if (column.size() != rows)
        throw table.at(name).error(
            {std::to_string(column.size()) + " rows", "its table has " + std::to_string(rows), ""});
    for (double const x : column)
        if (!(x >= 0 && std::isfinite(x)))
            throw table.at(name).error({"a negative number", "cross sections are >= 0", ""});
    return column;
}

std::vector<double> rising(Node const& table, std::string_view name)
{
    auto column = numbers(table.at(name));
    for (std::size_t i = 0; i < column.size(); ++i)
        if (!(column[i] >= 0) || (i > 0 && !(column[i] > column[i - 1])))
            throw table.at(name).error({"row " + std::to_string(i), "the column must rise", ""});
    if (column.size() < 3)
        throw table.at(name).error({"too short", "three rows at least", ""});
    return column;
}

std::vector<double> logarithms(std::vector<double> const& y)
{
    std::vector<double> out;
    for (double const x : y)
        out.push_back(x > 0 ? std::log(x) : -std::numeric_limits<double>::infinity());
    return out;
}

void read_source(Node const& table)
{
    (void)table.at("tag").choice(trust_tags);
    (void)table.at("source").text();
}

}   // namespace

ElementData ElementData::load(std::filesystem::path const& data_folder, std::string_view symbol)
{
    auto const path = table_path(data_folder, "element", "element", symbol);
    ElementData out = parse(read_text(path), path.string());
    if (out.symbol_ != symbol)
        throw StudyError(out.where_,
                         {"symbol \"" + out.symbol_ + "\"", "an element has the name of its file",
                          "rename one of the two"});
    return out;
}

ElementData ElementData::parse(std::string_view text, std::string name)
{
    Node const root = Document::parse(text, std::move(name)).root();
    ElementData out;
    out.where_ = root.at("symbol").where();
    out.symbol_ = root.at("symbol").text();
    out.z_ = static_cast<int>(root.at("z").integer());
    out.atomic_weight_ = root.at("atomic_weight").number();
    if (!(out.atomic_weight_ >= 1 && out.atomic_weight_ < 300))
        throw root.at("atomic_weight").error({"atomic weight", "it lies in 1 to 300 g/mol", ""});
    out.read_photon(root.at("photon"));
    out.read_scattering(root.at("scattering"));
    Node const electron = root.at("electron");
    read_source(electron);
    out.radiative_ = {numbers(electron.at("energy_MeV")),
                      numbers(electron.at("radiative_MeV_cm2_per_g")), "electron energy (MeV)",
                      electron.where()};
    if (auto const relaxation = root.find("relaxation"))
        read_source(*relaxation);
    out.relaxation_ = Relaxation::read(root);
    root.finish();
    return out;
}

void ElementData::read_photon(Node const& photon)
{
    read_source(photon);
    energy_MeV_ = rising(photon, "energy_MeV");
    ln_energy_ = logarithms(energy_MeV_);
    for (std::size_t p = 0; p < process_column.size(); ++p) {
        auto column = checked_column(photon, process_column[p], energy_MeV_.size());
        for (std::size_t i = 0; i < column.size(); ++i)
            if (double const above = above_threshold(p, energy_MeV_[i]); above > 0)
                column[i] /= cube(above);
        ln_section_[p] = logarithms(column);
    }
    for (std::size_t s = 0; s < shell_column.size(); ++s)
        if (s == 0 || photon.has(shell_column[s]))
            ln_shell_[s] = logarithms(checked_column(photon, shell_column[s], energy_MeV_.size()));
    check_sums(photon);
}

void ElementData::check_sums(Node const& photon) const
{
    auto const total = checked_column(photon, "total_b", energy_MeV_.size());
    for (std::size_t i = 0; i < total.size(); ++i) {
        double sum = 0, shells = 0;
        for (std::size_t p = 0; p < ln_section_.size(); ++p)
            sum += std::exp(ln_section_[p][i]) * cube(above_threshold(p, energy_MeV_[i]));
        for (auto const& ln_shell : ln_shell_)
            shells += ln_shell.empty() ? 0 : std::exp(ln_shell[i]);
        std::string const row = "row " + std::to_string(i);
        if (!(std::abs(sum - total[i]) <= 2e-4 * total[i]))
            throw photon.at("total_b").error(
                {row, "the processes must add to the total within 2e-4", ""});
        if (!(shells <= std::exp(ln_section_[0][i]) * (1 + 1e-4)))
            throw photon.at("photoelectric_b")
                .error({row, "its shells take more than the whole effect", ""});
    }
}

void ElementData::read_scattering(Node const& scattering)
{
    read_source(scattering);
    x_per_angstrom_ = rising(scattering, "x_per_angstrom");
    form_factor_ = checked_column(scattering, "form_factor", x_per_angstrom_.size());
    incoherent_ = checked_column(scattering, "incoherent_function", x_per_angstrom_.size());
    double const slack = 1 + 2e-4;   // iodine's S overshoots Z by 1.3e-4 in the evaluation
    bool right = x_per_angstrom_[0] == 0 && form_factor_[0] == z_ && incoherent_[0] == 0;
    for (std::size_t i = 1; i < x_per_angstrom_.size(); ++i)
        right = right && form_factor_[i] > 0 && form_factor_[i] <= form_factor_[i - 1] &&
                incoherent_[i] > 0 && incoherent_[i] * slack >= incoherent_[i - 1] &&
                incoherent_[i] <= z_ * slack;
    if (!right)
        throw scattering.error({"scattering functions",
                                "at x = 0 F = Z and S = 0; then F falls and S rises to Z at most",
                                ""});
}

ElementData::Place ElementData::place(double energy_MeV) const
{
    double const slack = 1e-12;
    if (!(energy_MeV >= energy_MeV_.front() * (1 - slack) &&
          energy_MeV <= energy_MeV_.back() * (1 + slack)))
        throw StudyError(where_, {"photon energy (MeV) " + value_text(energy_MeV, ""),
                                  "the table reaches from " + value_text(energy_MeV_.front(), "") +
                                      " to " + value_text(energy_MeV_.back(), ""),
                                  ""});
    auto const found = std::lower_bound(energy_MeV_.begin() + 1, energy_MeV_.end() - 1, energy_MeV);
    auto const upper = static_cast<std::size_t>(found - energy_MeV_.begin());
    double const width = ln_energy_[upper] - ln_energy_[upper - 1];
    if (width < edge_width)
        return {upper, 1};
    double const t = (std::log(energy_MeV) - ln_energy_[upper - 1]) / width;
    return {upper, std::clamp(t, 0.0, 1.0)};
}

/// 0 left of a first positive knot is a threshold: what is interpolated holds its value down to it.
double ElementData::between(LnColumn const& ln_y, Place at)
{
    double const low = ln_y[at.upper - 1], high = ln_y[at.upper];
    if (at.t <= 0)
        return std::exp(low);
    if (at.t >= 1 || std::isinf(low))
        return std::exp(high);
    return std::exp(low + at.t * (high - low));
}

PhotonCrossSections ElementData::photon_b(double energy_MeV) const
{
    Place const at = place(energy_MeV);
    PhotonCrossSections out;
    for (std::size_t p = 0; p < out.of.size(); ++p)
        out.of[p] = between(ln_section_[p], at) * cube(above_threshold(p, energy_MeV));
    return out;
}

double ElementData::photoelectric_share(Shell shell, double energy_MeV) const
{
    auto const& ln_shell = ln_shell_[static_cast<std::size_t>(shell)];
    if (ln_shell.empty())
        return 0;
    Place const at = place(energy_MeV);
    return between(ln_shell, at) / between(ln_section_[0], at);
}

double ElementData::scattering(std::vector<double> const& y, double x) const
{
    RADICI_EXPECT(x >= 0);
    double const first = x_per_angstrom_[1];
    if (x < first)
        return y[0] + (y[1] - y[0]) * (x / first) * (x / first);
    auto const found = std::upper_bound(x_per_angstrom_.begin() + 2, x_per_angstrom_.end() - 1, x);
    auto const upper = static_cast<std::size_t>(found - x_per_angstrom_.begin());
    double const t = std::log(x / x_per_angstrom_[upper - 1]) /
                     std::log(x_per_angstrom_[upper] / x_per_angstrom_[upper - 1]);
    return y[upper - 1] * std::pow(y[upper] / y[upper - 1], t);
}

double ElementData::form_factor(double x_per_angstrom) const
{
    return scattering(form_factor_, x_per_angstrom);
}

double ElementData::incoherent_function(double x_per_angstrom) const
{
    return std::min(static_cast<double>(z_), scattering(incoherent_, x_per_angstrom));
}

}   // namespace radici::transport
