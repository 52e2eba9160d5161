#include "radici/dosimetry/organ_kernel.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/base/file.hpp"
#include "radici/base/hash.hpp"
#include "radici/transport/monte_carlo/simulation.hpp"

namespace radici::dosimetry {

namespace {

constexpr int format_version = 1;
constexpr double audit_tolerance = 5e-4;   // four digits are written
constexpr double reciprocity = 0.05, surface_reciprocity = 0.5;

using Curve = std::vector<double>;
using Rows = std::vector<OrganKernelRow>;

std::string list_text(Rows const& rows, auto value, char const* digits)
{
    std::string out;
    for (OrganKernelRow const& row : rows)
        out += (out.empty() ? "" : ", ") + fmt::format(fmt::runtime(digits), value(row));
    return "[" + out + "]\n";
}

std::string source_text(std::string const& kind, std::string const& source, Rows const& rows)
{
    auto const head = "\n[" + kind + "." + source;
    std::string out = head + "]\nhistories = " + std::to_string(rows.front().histories) + "\n";
    auto const list = [&](char const* name, double OrganKernelRow::*value) {
        return std::string(name) + " = " +
               list_text(
                   rows, [&](OrganKernelRow const& row) { return row.*value; }, "{:.4g}");
    };
    out += list("escaped", &OrganKernelRow::escaped);
    out += list("elsewhere", &OrganKernelRow::elsewhere);
    out += list("ruled", &OrganKernelRow::ruled);
    std::string sd = head + ".sd]\n";
    out += head + ".fraction]\n";
    for (auto const& [target, first] : rows.front().fraction) {
        auto const fraction = [&](OrganKernelRow const& row) { return row.fraction.at(target); };
        auto const error = [&](OrganKernelRow const& row) { return row.sd.at(target); };
        out += target + " = " + list_text(rows, fraction, "{:.4g}");
        sd += target + " = " + list_text(rows, error, "{:.2g}");
    }
    return out + sd;
}

std::string table_text(char const* kind, OrganKernelTable const& table)
{
    if (table.empty())
        return "";
    std::string out = std::string(kind) + "_energy_MeV = " +
                      list_text(
                          table.begin()->second,
                          [](OrganKernelRow const& row) { return row.energy_MeV; }, "{:.4g}");
    return out;
}

std::vector<double> fractions(Node const& node, std::size_t size)
{
    std::vector<double> out;
    for (Node const& item : node.items()) {
        out.push_back(item.number());
        if (!(out.back() >= -1e-6 && out.back() <= 1.001))
            throw item.error({fmt::format("{:g}", out.back()), "a share lies in 0..1", ""});
    }
    if (out.size() != size)
        throw node.error({fmt::format("{} numbers", out.size()), fmt::format("{} energies", size),
                          "make the kernel again"});
    return out;
}

void audit(Rows const& rows, RegionList const& regions, Node const& node)
{
    for (OrganKernelRow const& row : rows) {
        double sum = row.escaped + row.elsewhere;
        for (auto const& [target, fraction] : row.fraction)
            if (regions.at(target).part_of.empty())
                sum += fraction;
        if (std::abs(sum - 1) > audit_tolerance)
            throw node.error({fmt::format("at {:g} MeV {:.5f} of the energy", row.energy_MeV, sum),
                              "targets, what is elsewhere and what escapes must add to 1",
                              "make the kernel again"});
    }
}

Rows read_rows(Node const& node, std::vector<double> const& energies)
{
    Rows rows(energies.size());
    auto const histories = static_cast<std::uint64_t>(node.at("histories").integer());
    auto const fill = [&](Node const& list, auto&& place) {
        auto const values = fractions(list, rows.size());
        for (std::size_t e = 0; e < rows.size(); ++e)
            place(rows[e]) = values[e];
    };
    for (std::size_t e = 0; e < rows.size(); ++e) {
        rows[e].energy_MeV = energies[e];
        rows[e].histories = histories;
    }
    fill(node.at("escaped"), [](OrganKernelRow& r) -> double& { return r.escaped; });
    fill(node.at("elsewhere"), [](OrganKernelRow& r) -> double& { return r.elsewhere; });
    fill(node.at("ruled"), [](OrganKernelRow& r) -> double& { return r.ruled; });
    for (auto const& [target, list] : node.at("fraction").entries())
        fill(list, [&t = target](OrganKernelRow& r) -> double& { return r.fraction[t]; });
    for (auto const& [target, list] : node.at("sd").entries())
        fill(list, [&t = target](OrganKernelRow& r) -> double& { return r.sd[t]; });
    for (auto const& [target, value] : rows.front().fraction)
        if (rows.front().sd.count(target) == 0)
            throw node.error({"sd of " + target, "is missing", "make the kernel again"});
    return rows;
}

OrganKernelTable read_table(Node const& root, std::string const& kind, RegionList const& regions)
{
    OrganKernelTable table;
    auto const given = root.find(kind + "_energy_MeV");
    if (!given)
        return table;
    std::vector<double> energies;
    for (Node const& item : given->items()) {
        if (!energies.empty() && !(item.number() > energies.back()))
            throw item.error({"energies", "must rise", ""});
        energies.push_back(item.number());
    }
    if (energies.size() < 2 || !(energies.front() > 0))
        throw given->error({"energies", "two or more are due, all > 0", ""});
    for (auto const& [source, node] : root.at(kind).entries()) {
        auto rows = read_rows(node, energies);
        audit(rows, regions, node);
        table.emplace(source, std::move(rows));
    }
    return table;
}

/// The text without its first line, which holds the SHA-256 of the rest.
std::string checked_text(std::filesystem::path const& file)
{
    std::string const text = read_text(file);
    auto const end = text.find('\n');
    auto const head = text.substr(0, end);
    auto const rest = end == std::string::npos ? std::string() : text.substr(end + 1);
    if (head != "sha256 = \"" + sha256(rest) + "\"")
        throw StudyError({file.string(), 1, "sha256"},
                         {"the numbers are not those that were written",
                          "the SHA-256 of the lines below is another",
                          "make the kernel again: ./dev kernels"});
    return text;
}

double mass_as_target_g(Anatomy const& anatomy, Organ const& organ)
{
    return organ.region.kind == RegionKind::blood
               ? anatomy.vessel_blood_share() * organ.mass_g.value
               : organ.mass_g.value;
}

/// Inverse-variance mean of what was found directly and what the way back says.
double combined(transport::Estimate const& direct, transport::Estimate const& back, double trust)
{
    if (!(direct.sd > 0) || !(back.sd > 0))   // nothing was scored one way: the other knows more
        return direct.sd > 0 || !(back.sd > 0) ? direct.mean : back.mean;
    double const other_sd = std::hypot(back.sd, trust * back.mean);
    double const w = 1 / (direct.sd * direct.sd), v = 1 / (other_sd * other_sd);
    return (w * direct.mean + v * back.mean) / (w + v);
}

}   // namespace

OrganKernels OrganKernels::load(std::filesystem::path const& data_folder, std::string_view body)
{
    auto const file = data_folder / "kernels" / "organs" / (std::string(body) + ".toml");
    Node const root = Document::parse(checked_text(file), file.string()).root();
    if (root.at("format").integer() != format_version)
        throw root.at("format").error({"another format", "1 is known", "make the kernel again"});
    auto const regions = RegionList::load(data_folder);
    OrganKernels out;
    (void)root.at("sha256").text();
    (void)root.at("program").text();
    out.body = root.at("body").text();
    out.body_sha256 = root.at("body_sha256").text();
    out.cut_MeV = root.at("cut_MeV").number();
    out.spacing_cm = root.at("spacing_cm").number();
    out.seed = static_cast<std::uint64_t>(root.at("seed").integer());
    out.photon = read_table(root, "photon", regions);
    out.electron = read_table(root, "electron", regions);
    root.finish();
    return out;
}

std::string OrganKernels::to_text(std::string_view program) const
{
    std::string out = fmt::format(
        "# Absorbed fractions from region to region of a reference body, by Monte Carlo.\n"
        "# Made by ./dev kernels; docs/methods/dosimetry.md says how.\n"
        "format = {}\nprogram = \"{}\"\nbody = \"{}\"\nbody_sha256 = \"{}\"\n"
        "spacing_cm = {:g}\ncut_MeV = {:g}   # 1e-3 below 50 keV\nseed = {}\n",
        format_version, program, body, body_sha256, spacing_cm, cut_MeV, seed);
    out += table_text("photon", photon) + table_text("electron", electron);
    for (auto const& [source, rows] : photon)
        out += source_text("photon", source, rows);
    for (auto const& [source, rows] : electron)
        out += source_text("electron", source, rows);
    return "sha256 = \"" + sha256(out) + "\"\n" + out;
}

/// Above 0.4 MeV mineral absorbs like soft tissue, and the ratio is noise.
void RegionFractions::find_excess(OrganKernelTable const& table, Anatomy const& anatomy)
{
    constexpr double no_photoeffect_MeV = 0.4, most = 3;
    Organ const *marrow = nullptr, *rest = nullptr;
    for (Organ const& organ : anatomy.organs()) {
        if (organ.region.kind == RegionKind::marrow)
            marrow = &organ;
        if (organ.region.kind == RegionKind::remainder)
            rest = &organ;
    }
    if (marrow == nullptr || rest == nullptr)
        return;
    marrow_ = marrow->region.name;
    auto const from_rest = table.find(rest->region.name), from_marrow = table.find(marrow_);
    if (from_rest == table.end() || from_marrow == table.end())
        return;
    for (std::size_t e = 0; e < ln_energy_.size(); ++e) {
        double const there = from_rest->second[e].fraction.at(marrow_) / marrow->mass_g.value;
        double const back =
            from_marrow->second[e].fraction.at(rest->region.name) / rest->mass_g.value;
        bool const photoeffect = ln_energy_[e] < std::log(no_photoeffect_MeV);
        excess_.push_back(photoeffect && back > 0 ? std::clamp(there / back, 1.0, most) : 1);
    }
}

RegionFractions::RegionFractions(OrganKernelTable const& table, Anatomy const& anatomy,
                                 transport::ParticleKind kind)
{
    if (table.empty())
        return;
    for (OrganKernelRow const& row : table.begin()->second)
        ln_energy_.push_back(std::log(row.energy_MeV));
    if (kind == transport::ParticleKind::photon)
        find_excess(table, anatomy);
    auto const one = [&](std::string const& target, std::string const& source, std::size_t e) {
        auto const row = table.find(source);
        if (row == table.end() || row->second[e].fraction.count(target) == 0)
            return transport::Estimate{};
        double const over = target == marrow_ && !excess_.empty() ? excess_[e] : 1;
        return transport::Estimate{row->second[e].fraction.at(target) / over,
                                   row->second[e].sd.at(target) / over};
    };
    for (auto const& [source, rows] : table) {
        Organ const& from = anatomy.at(source);
        for (OrganKernelRow const& row : rows)
            ruled_[source].push_back(row.ruled);
        for (auto const& [target, first] : rows.front().fraction) {
            Organ const& to = anatomy.at(target);
            bool const both = source != target && to.region.kind != RegionKind::walled &&
                              from.region.kind != RegionKind::walled;
            bool const surface = from.region.kind == RegionKind::bone_surface ||
                                 to.region.kind == RegionKind::bone_surface;
            double const ratio = mass_as_target_g(anatomy, to) / mass_as_target_g(anatomy, from);
            Curve& curve = curve_[{target, source}];
            for (std::size_t e = 0; e < rows.size(); ++e) {
                auto const direct = one(target, source, e);
                auto const back = both ? one(source, target, e) : transport::Estimate{};
                curve.push_back(combined(direct, {ratio * back.mean, ratio * back.sd},
                                         surface ? surface_reciprocity : reciprocity));
            }
        }
    }
}

double RegionFractions::read(Curve const* curve, double energy_MeV) const
{
    if (curve == nullptr)
        return 0;
    double const x = std::log(energy_MeV);
    if (x <= ln_energy_.front())
        return curve->front();
    if (x >= ln_energy_.back())
        return curve->back();
    auto const above = std::upper_bound(ln_energy_.begin(), ln_energy_.end(), x);
    auto const i = static_cast<std::size_t>(above - ln_energy_.begin()) - 1;
    double const t = (x - ln_energy_[i]) / (ln_energy_[i + 1] - ln_energy_[i]);
    double const a = (*curve)[i], b = (*curve)[i + 1];
    return a > 0 && b > 0 ? a * std::pow(b / a, t) : a + t * (b - a);
}

RegionFractions::Curve const* RegionFractions::find(std::string_view target,
                                                    std::string_view source) const
{
    auto const found = curve_.find(std::pair{std::string(target), std::string(source)});
    return found == curve_.end() ? nullptr : &found->second;
}

RegionFractions::Curve const* RegionFractions::find_ruled(std::string_view source) const
{
    auto const found = ruled_.find(source);
    return found == ruled_.end() ? nullptr : &found->second;
}

double RegionFractions::at(std::string_view target, std::string_view source,
                           double energy_MeV) const
{
    return read(find(target, source), energy_MeV);
}

double RegionFractions::ruled(std::string_view source, double energy_MeV) const
{
    return read(find_ruled(source), energy_MeV);
}

}   // namespace radici::dosimetry
