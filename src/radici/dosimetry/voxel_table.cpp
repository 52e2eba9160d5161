#include "radici/dosimetry/voxel_table.hpp"

#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "radici/base/constants.hpp"
#include "radici/base/hash.hpp"
#include "radici/base/nearest.hpp"
#include "radici/dosimetry/detail/s_value_methods.hpp"
#include "radici/dosimetry/kernel_file.hpp"
#include "radici/dosimetry/voxel_kernel.hpp"
#include "radici/nuclide/chain.hpp"

namespace radici::dosimetry {

namespace {

constexpr std::int64_t format_version = 1;
constexpr int digits = 4;
constexpr double rounding = 6e-4;   // of a sum of numbers with four digits

constexpr std::array classes{std::pair{EmissionClass::alpha, "alpha"},
                             std::pair{EmissionClass::beta, "beta"},
                             std::pair{EmissionClass::conversion_auger, "conversion_auger"},
                             std::pair{EmissionClass::photon, "photon"}};

double voxel_g(double width_mm)
{
    return std::pow(0.1 * width_mm, 3);
}

ByClass s_value(ByClass const& absorbed_MeV, double mass_g)
{
    ByClass out;
    for (auto const& [kind, name] : classes)
        out.of(kind) = detail::s_value({absorbed_MeV.of(kind), 0}, mass_g).value;
    return out;
}

VoxelTable::Lattice fold(RadialKernel const& radial, double width_mm, int extent)
{
    double const edge_cm = 0.1 * width_mm;
    auto const kernel = VoxelKernel::fold(radial, {edge_cm, edge_cm, edge_cm}, extent);
    VoxelTable::Lattice out{width_mm, {}, kernel.outside_MeV()};
    for (auto const& [i, j, k] : octant_places(extent))
        out.s_mGy_per_MBq_s.push_back(s_value(kernel.absorbed_MeV(i, j, k), voxel_g(width_mm)));
    return out;
}

std::vector<VoxelTable::Source> sources(std::filesystem::path const& data_folder,
                                        std::vector<std::string> const& chain)
{
    std::vector<VoxelTable::Source> out;
    auto const add = [&](std::string const& file) {
        out.push_back({file, sha256_of_file(data_folder / file)});
    };
    for (Particle const particle : {Particle::electron, Particle::photon, Particle::alpha})
        add(fmt::format("kernels/point_{}.toml", kernel_name(particle)));
    for (std::string const& member : chain)
        add(fmt::format("nuclides/{}.toml", member));
    return out;
}

std::string lattice_text(VoxelTable::Lattice const& lattice, ByClass const& emitted_MeV)
{
    std::string out = fmt::format("\n[[lattice]]\nwidth_mm = {:g}\n", lattice.width_mm);
    for (auto const& [kind, name] : classes) {
        if (!(emitted_MeV.of(kind) > 0))
            continue;
        std::vector<double> column;
        for (ByClass const& s : lattice.s_mGy_per_MBq_s)
            column.push_back(s.of(kind));
        out +=
            fmt::format("{}_outside_MeV = {:.{}g}\n", name, lattice.outside_MeV.of(kind), digits);
        out += kernel_column(name, column, digits);
    }
    return out;
}

double not_negative(Node const& at)
{
    double const value = at.number();
    if (!(value >= 0))
        throw at.error({fmt::format("{:g}", value), "energies and S values are >= 0", ""});
    return value;
}

/// Numbers of one class into `out`; their energy, and what is outside, MeV.
double read_class(Node const& node, EmissionClass kind, std::string const& name,
                  std::vector<std::array<int, 3>> const& places, VoxelTable::Lattice& out)
{
    auto const column = node.at(name).items();
    if (column.size() != places.size())
        throw node.at(name).error({fmt::format("{} numbers", column.size()),
                                   fmt::format("there must be {}", places.size()), ""});
    double const per_MeV = detail::s_value({1, 0}, voxel_g(out.width_mm)).value;
    double sum = not_negative(node.at(fmt::format("{}_outside_MeV", name)));
    out.outside_MeV.of(kind) = sum;
    for (std::size_t n = 0; n < places.size(); ++n) {
        auto const [i, j, k] = places[n];
        double const s = not_negative(column[n]);
        out.s_mGy_per_MBq_s[n].of(kind) = s;
        sum += symmetric_voxels(i, j, k) * s / per_MeV;
    }
    return sum;
}

VoxelTable::Lattice read_lattice(Node const& node, VoxelTable const& table)
{
    auto const places = octant_places(table.extent);
    VoxelTable::Lattice out{node.at("width_mm").number(), std::vector<ByClass>(places.size()), {}};
    for (auto const& [kind, name] : classes) {
        double const emitted = table.emitted_MeV.of(kind);
        if (!(emitted > 0))
            continue;
        double const sum = read_class(node, kind, name, places, out);
        if (!(std::abs(sum - emitted) <= rounding * emitted))
            throw node.at(name).error(
                {fmt::format("{:.6g} MeV in the voxels and outside", sum),
                 fmt::format("{:.6g} MeV are emitted, and all is absorbed somewhere", emitted),
                 "make the tables anew: ./dev kernels voxels"});
    }
    return out;
}

/// The head of a file: all but the lattices.
VoxelTable read_head(Node const& root)
{
    require_format(root, format_version);
    for (auto const* name : {"sha256", "program", "daughters", "medium", "tag", "source"})
        (void)root.at(name).text();
    VoxelTable out;
    out.nuclide = root.at("nuclide").text();
    for (Node const& member : root.at("chain").items())
        out.chain.push_back(member.text());
    out.extent = static_cast<int>(root.at("extent").integer());
    if (out.extent < 1 || out.extent > 40)
        throw root.at("extent").error({std::to_string(out.extent), "1 to 40 voxels", ""});
    Node const emitted = root.at("emitted_MeV");
    for (auto const& [kind, name] : classes)
        out.emitted_MeV.of(kind) = not_negative(emitted.at(name));
    for (Node const& node : root.at("made_from").items())
        out.made_from.push_back({node.at("file").text(), node.at("sha256").text()});
    return out;
}

std::vector<std::string> names_in(std::filesystem::path const& folder)
{
    std::vector<std::string> out;
    std::error_code none;
    for (auto const& entry : std::filesystem::directory_iterator(folder, none))
        if (entry.path().extension() == ".toml")
            out.push_back(entry.path().stem().string());
    return out;
}

}   // namespace

std::vector<std::array<int, 3>> octant_places(int extent)
{
    std::vector<std::array<int, 3>> out;
    for (int i = 0; i <= extent; ++i)
        for (int j = 0; j <= i; ++j)
            for (int k = 0; k <= j; ++k)
                out.push_back({i, j, k});
    return out;
}

int symmetric_voxels(int i, int j, int k)
{
    int const signs = (i != 0 ? 2 : 1) * (j != 0 ? 2 : 1) * (k != 0 ? 2 : 1);
    int const different = (i != j) + (j != k);
    return signs * (different == 0 ? 1 : different == 1 ? 3 : 6);
}

std::vector<std::string> const& VoxelTable::stored_nuclides()
{
    static std::vector<std::string> const names{
        "Ac-225", "At-211", "Bi-213", "Cu-64",  "Cu-67",  "Er-169", "F-18",   "Ga-67",
        "Ga-68",  "Ho-166", "I-123",  "I-124",  "I-125",  "I-131",  "In-111", "Lu-177",
        "P-32",   "Pb-212", "Ra-223", "Ra-224", "Re-186", "Re-188", "Sm-153", "Sr-89",
        "Tb-161", "Tc-99m", "Th-227", "Y-90",   "Zr-89"};
    return names;
}

VoxelTable VoxelTable::make(nuclide::NuclideLibrary const& library, std::string_view nuclide,
                            PointKernelSet const& kernels, std::filesystem::path const& data_folder)
{
    auto const radial =
        RadialKernel::fold(emissions(library, nuclide, Daughters::in_place), kernels);
    VoxelTable out;
    out.nuclide = library.at(nuclide).name;
    for (auto const& member : nuclide::decay_chain(library, nuclide))
        out.chain.push_back(member.name);
    out.extent = stored_extent;
    out.emitted_MeV = radial.emitted_MeV();
    out.made_from = sources(data_folder, out.chain);
    for (double const width_mm : stored_widths_mm)
        out.lattices.push_back(fold(radial, width_mm, out.extent));
    return out;
}

VoxelTable VoxelTable::load(std::filesystem::path const& data_folder, std::string_view nuclide)
{
    auto const folder = data_folder / "kernels" / "voxel";
    auto const file = folder / fmt::format("{}.toml", nuclide);
    if (!std::filesystem::exists(file))
        throw StudyError({folder.string(), 0, ""},
                         {fmt::format("no voxel table of {}", nuclide),
                          "therapy and imaging nuclides have tables; VoxelKernel folds any",
                          nearest_hint(nuclide, names_in(folder))});
    Node const root = Document::parse(read_sealed(file), file.string()).root();
    VoxelTable out = read_head(root);
    for (Node const& node : root.at("lattice").items()) {
        double const before = out.lattices.empty() ? 0 : out.lattices.back().width_mm;
        if (!(node.at("width_mm").number() > before))
            throw node.at("width_mm").error({"widths", "they are > 0 and rise", ""});
        out.lattices.push_back(read_lattice(node, out));
    }
    root.finish();
    return out;
}

std::string VoxelTable::to_text(std::string_view program) const
{
    std::string out = fmt::format(
        "# Voxel S values folded from the point kernels, mGy/(MBq s), of voxels i >= j >= k >= 0\n"
        "# in the order of i, j, k. Made by ./dev kernels voxels; docs/methods/dosimetry.md.\n"
        "format = {}\nprogram = \"{}\"\nnuclide = \"{}\"\nchain = [\"{}\"]\n"
        "daughters = \"in place\"\nmedium = \"water\"\nextent = {}\ntag = \"derived\"\n"
        "source = \"the files below, by our own program\"\n",
        format_version, program, nuclide, fmt::join(chain, "\", \""), extent);
    out += "\n[emitted_MeV]   # per decay of the head\n";
    for (auto const& [kind, name] : classes)
        out += fmt::format("{} = {:.8g}\n", name, emitted_MeV.of(kind));
    for (Source const& from : made_from)
        out += fmt::format("\n[[made_from]]\nfile = \"{}\"\nsha256 = \"{}\"\n", from.file,
                           from.sha256);
    for (Lattice const& lattice : lattices)
        out += lattice_text(lattice, emitted_MeV);
    return sealed(out);
}

VoxelTable::Lattice const& VoxelTable::at(double width_mm) const
{
    std::string known;
    for (Lattice const& lattice : lattices) {
        if (std::abs(lattice.width_mm - width_mm) < 1e-9)
            return lattice;
        known += fmt::format("{}{:g}", known.empty() ? "" : ", ", lattice.width_mm);
    }
    throw StudyError({"", 0, "voxel"}, {fmt::format("voxels of {:g} mm from {}", width_mm, nuclide),
                                        fmt::format("the table has {} mm", known), ""});
}

}   // namespace radici::dosimetry
