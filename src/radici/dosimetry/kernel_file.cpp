#include "radici/dosimetry/kernel_file.hpp"

#include <fmt/format.h>

#include "radici/base/file.hpp"
#include "radici/base/hash.hpp"

namespace radici::dosimetry {

namespace {

constexpr std::int64_t format_version = 1;

std::string entry_head(double energy_MeV, double range_cm, std::uint64_t histories)
{
    std::string out = fmt::format("\n[[kernel]]\nenergy_MeV = {:g}\n", energy_MeV);
    if (range_cm > 0)
        out += fmt::format("range_cm = {:.6g}\n", range_cm);
    return out + fmt::format("histories = {}\n", histories);
}

void expect(Node const& at, std::string const& wanted)
{
    if (at.text() != wanted)
        throw at.error(
            {fmt::format("\"{}\"", at.text()), fmt::format("this file holds \"{}\"", wanted), ""});
}

}   // namespace

std::string kernel_column(std::string_view name, std::vector<double> const& values, int digits)
{
    std::string out = fmt::format("{} = [\n", name);
    std::string line(1, ' ');
    for (double const v : values) {
        std::string const text = fmt::format(" {:.{}g},", v, digits);
        if (line.size() + text.size() > 120) {
            out += fmt::format("{}\n", line);
            line.assign(1, ' ');
        }
        line += text;
    }
    return fmt::format("{}{}\n]\n", out, line);
}

void require_format(Node const& root, std::int64_t format)
{
    Node const at = root.at("format");
    if (at.integer() != format)
        throw at.error({fmt::format("format {}", at.integer()),
                        fmt::format("this program reads {}", format),
                        "make the kernels anew: ./dev kernels"});
}

std::string sealed(std::string const& text)
{
    return fmt::format("sha256 = \"{}\"\n{}", sha256(text), text);
}

std::string read_sealed(std::filesystem::path const& file)
{
    std::string text = read_text(file);
    auto const end = text.find('\n');
    if (end == std::string::npos || text != sealed(text.substr(end + 1)))
        throw StudyError({file.string(), 1, "sha256"},
                         {"the numbers are not those that were written",
                          "the SHA-256 of the lines below is another",
                          "make the kernels anew: ./dev kernels"});
    return text;
}

std::string kernel_name(Particle particle)
{
    RADICI_EXPECT(particle != Particle::recoil);   // which stays where it starts
    return particle == Particle::alpha      ? "alpha"
           : particle == Particle::electron ? "electron"
                                            : "photon";
}

std::string kernel_head(std::string_view kind, Particle particle, std::string_view program)
{
    std::string out =
        fmt::format("# Made by ./dev kernels with {}; docs/methods/dosimetry.md says what it is.\n"
                    "format = {}\nkind = \"{}\"\nparticle = \"{}\"\nmedium = \"water\"\n"
                    "cutoff_keV = {:g}\nseed = {}\ntag = \"derived\"\n"
                    "source = \"our own Monte Carlo (docs/methods/transport.md)\"\n",
                    program, format_version, kind, kernel_name(particle),
                    1e3 * transport::lowest_cut_MeV, kernel_seed);
    if (kind == "sphere")
        out += kernel_column("mass_g", kernel_masses_g(), 5);
    return out;
}

std::string kernel_text(PointKernel const& kernel)
{
    return entry_head(kernel.energy_MeV, kernel.range_cm, kernel.histories) +
           kernel_column("radius_cm", kernel.radius_cm, 6) +
           kernel_column("share", kernel.share, 4) + kernel_column("sd", kernel.sd, 2);
}

std::string kernel_text(SphereRow const& row)
{
    return entry_head(row.energy_MeV, row.range_cm, row.histories) +
           kernel_column("absorbed_fraction", row.fraction, 5) + kernel_column("sd", row.sd, 2);
}

KernelFile KernelFile::open(std::filesystem::path const& data_folder, std::string_view kind,
                            Particle particle)
{
    auto const path =
        data_folder / "kernels" / fmt::format("{}_{}.toml", kind, kernel_name(particle));
    KernelFile file(Document::open(path), particle);
    Node const& root = file.root_;
    require_format(root, format_version);
    expect(root.at("kind"), std::string(kind));
    expect(root.at("particle"), kernel_name(particle));
    expect(root.at("medium"), "water");
    for (auto const* name : {"cutoff_keV", "seed"})
        (void)root.at(name).number();
    for (auto const* name : {"tag", "source"})
        (void)root.at(name).text();
    return file;
}

std::vector<Node> KernelFile::entries() const
{
    auto const out = root_.at("kernel").items();
    double energy = 0, range = 0;
    for (Node const& entry : out) {
        Node const at = entry.at("energy_MeV");
        if (!(at.number() > energy))
            throw at.error({fmt::format("{:g} MeV", at.number()), "energies rise", ""});
        energy = at.number();
        double const next = range_cm(entry);
        if (next > 0 && !(next > range))
            throw entry.at("range_cm").error({fmt::format("{:g} cm", next), "ranges rise", ""});
        range = next;
    }
    if (out.size() < 4)
        throw root_.at("kernel").error(
            {fmt::format("{} energies", out.size()), "four are the least", ""});
    return out;
}

KernelEnergies KernelFile::energies() const
{
    std::vector<double> energy_MeV, ranges_cm;
    for (Node const& entry : entries()) {
        energy_MeV.push_back(entry.at("energy_MeV").number());
        if (particle_ != Particle::photon)
            ranges_cm.push_back(range_cm(entry));
    }
    return {particle_, {root_.where().file, 0, ""}, std::move(energy_MeV), ranges_cm};
}

double KernelFile::range_cm(Node const& entry) const
{
    if (particle_ == Particle::photon)
        return 0;
    Node const at = entry.at("range_cm");
    if (!(at.number() > 0))
        throw at.error({fmt::format("{:g} cm", at.number()), "a range is > 0", ""});
    return at.number();
}

std::vector<double> KernelFile::column(Node const& entry, std::string_view name)
{
    std::vector<double> out;
    for (Node const& item : entry.at(name).items())
        out.push_back(item.number());
    return out;
}

std::vector<double> KernelFile::column(Node const& entry, std::string_view name, std::size_t size)
{
    auto out = column(entry, name);
    if (out.size() != size)
        throw entry.at(name).error(
            {fmt::format("{} numbers", out.size()), fmt::format("there must be {}", size), ""});
    return out;
}

}   // namespace radici::dosimetry
