#include "radici/dosimetry/organ_kernel.hpp"

#include <cmath>

#include <fmt/format.h>

#include "radici/base/document.hpp"
#include "radici/dosimetry/kernel_file.hpp"

namespace radici::dosimetry {

namespace {

constexpr int format_version = 1;
constexpr double audit_tolerance = 1e-4;   // five digits are written

using Rows = std::vector<OrganKernelRow>;

std::vector<double> of_rows(Rows const& rows, auto value)
{
    std::vector<double> out;
    for (OrganKernelRow const& row : rows)
        out.push_back(value(row));
    return out;
}

std::string list_text(std::string_view name, std::vector<double> const& values)
{
    return fmt::format("{} = [{:.5g}]\n", name, fmt::join(values, ", "));
}

std::string source_text(std::string_view kind, std::string const& source, Rows const& rows)
{
    auto const list = [&](std::string_view name, auto value) {
        return list_text(name, of_rows(rows, value));
    };
    std::string out =
        fmt::format("\n[{}.{}]\nhistories = {}\n", kind, source, rows.front().histories);
    out += list("escaped", [](OrganKernelRow const& row) { return row.escaped; });
    out += list("elsewhere", [](OrganKernelRow const& row) { return row.elsewhere; });
    out += list("ruled", [](OrganKernelRow const& row) { return row.ruled; });
    std::string sd = fmt::format("\n[{}.{}.sd]\n", kind, source);
    out += fmt::format("\n[{}.{}.fraction]\n", kind, source);
    for (auto const& [name, first] : rows.front().fraction) {
        std::string const& target = name;
        out += list(target, [&](OrganKernelRow const& row) { return row.fraction.at(target); });
        auto const errors = of_rows(rows, [&](auto const& row) { return row.sd.at(target); });
        sd += fmt::format("{} = [{:.2g}]\n", target, fmt::join(errors, ", "));
    }
    return out + sd;
}

std::string energies_text(std::string_view kind, OrganKernelTable const& table)
{
    RADICI_EXPECT(!table.empty());
    return list_text(
        fmt::format("{}_energy_MeV", kind),
        of_rows(table.begin()->second, [](OrganKernelRow const& row) { return row.energy_MeV; }));
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
    Node const given = root.at(kind + "_energy_MeV");
    std::vector<double> energies;
    for (Node const& item : given.items()) {
        if (!energies.empty() && !(item.number() > energies.back()))
            throw item.error({"energies", "must rise", ""});
        energies.push_back(item.number());
    }
    if (energies.size() < 2 || !(energies.front() > 0))
        throw given.error({"energies", "two or more are due, all > 0", ""});
    for (auto const& [source, node] : root.at(kind).entries()) {
        auto rows = read_rows(node, energies);
        audit(rows, regions, node);
        table.emplace(source, std::move(rows));
    }
    return table;
}

}   // namespace

OrganKernels OrganKernels::load(std::filesystem::path const& data_folder, std::string_view body)
{
    auto const file = data_folder / "kernels" / "organs" / (std::string(body) + ".toml");
    Node const root = Document::parse(read_sealed(file), file.string()).root();
    require_format(root, format_version);
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
    out += energies_text("photon", photon) + energies_text("electron", electron);
    for (auto const& [source, rows] : photon)
        out += source_text("photon", source, rows);
    for (auto const& [source, rows] : electron)
        out += source_text("electron", source, rows);
    return sealed(out);
}

}   // namespace radici::dosimetry
