#include "radici/dosimetry/organ_kernel_run.hpp"

#include <memory>

#include "radici/base/hash.hpp"

namespace radici::dosimetry {

namespace {

using transport::ParticleKind;

constexpr double fine_cut_MeV = 1e-3, coarse_cut_MeV = 1e-2, coarse_from_MeV = 0.05;
constexpr double rounding = 1e-12;

std::vector<Emission> single(ParticleKind kind, double energy_MeV)
{
    if (kind == ParticleKind::photon)
        return {{EmissionClass::photon, Particle::photon, energy_MeV, 1, energy_MeV}};
    return {{EmissionClass::beta, Particle::electron, energy_MeV, 1, energy_MeV}};
}

std::uint64_t seed_of(std::uint64_t seed, std::string_view source, ParticleKind kind,
                      double energy_MeV)
{
    auto const digest =
        sha256(std::to_string(seed) + " " + std::string(source) + " " +
               std::to_string(static_cast<int>(kind)) + " " + std::to_string(energy_MeV));
    return std::stoull(digest.substr(0, 15), nullptr, 16);
}

struct Bodies {
    std::unique_ptr<BodyTransport> fine, coarse;
    [[nodiscard]] BodyTransport const& for_energy(double energy_MeV) const
    {
        return energy_MeV < coarse_from_MeV ? *fine : *coarse;
    }
};

void add_rows(OrganKernels& out, Bodies const& bodies, ParticleKind kind,
              std::vector<double> const& energies, int threads, std::function<void()> const& done)
{
    auto& table = kind == ParticleKind::photon ? out.photon : out.electron;
    auto const& anatomy = bodies.coarse->phantom().anatomy;
    for (Organ const& source : anatomy.organs())
        for (double const energy : energies) {
            table[source.region.name].push_back(
                make_organ_kernel(bodies.for_energy(energy), source.region.name, kind, energy,
                                  organ_kernel_histories(kind, source), out.seed, threads));
            done();
        }
}

}   // namespace

std::vector<double> const& organ_photon_energies_MeV()
{
    static std::vector<double> const energies{0.005, 0.008, 0.011, 0.015, 0.02, 0.026, 0.033, 0.042,
                                              0.055, 0.07,  0.09,  0.115, 0.15, 0.2,   0.26,  0.35,
                                              0.47,  0.64,  0.88,  1.25,  1.7,  2.3,   3,     4};
    return energies;
}

std::vector<double> const& organ_electron_energies_MeV()
{
    static std::vector<double> const energies{0.01, 0.03, 0.06, 0.1,  0.15, 0.2, 0.3, 0.4,
                                              0.55, 0.75, 1,    1.35, 1.8,  2.4, 3.1, 4};
    return energies;
}

std::uint64_t organ_kernel_histories(ParticleKind kind, Organ const& source)
{
    if (kind == ParticleKind::electron)
        return 100'000;
    constexpr std::uint64_t usual = 160'000;
    return source.region.kind == RegionKind::remainder ? 2 * usual : usual;
}

OrganKernelRow make_organ_kernel(BodyTransport const& body, std::string_view source,
                                 ParticleKind kind, double energy_MeV, std::uint64_t histories,
                                 std::uint64_t seed, int threads)
{
    BodyEffort const effort{.seed = seed_of(seed, source, kind, energy_MeV),
                            .threads = threads,
                            .histories = histories,
                            .relative_sd = 0,
                            .judged = {},
                            .stop = {},
                            .progress = {}};
    auto const decay = transport::DecaySource::of_particle(kind, energy_MeV);
    auto const energy =
        body.follow(source, decay, single(kind, energy_MeV), effort, Circulation::large_vessels);
    OrganKernelRow row;
    row.energy_MeV = energy_MeV;
    row.histories = energy.histories;
    for (RegionEnergy const& target : energy.targets) {
        row.fraction[target.region] = target.mean_MeV.total() / energy_MeV;
        row.sd[target.region] = target.total_sd_MeV / energy_MeV;
    }
    row.escaped = energy.escaped_MeV / energy_MeV;
    double const elsewhere = energy.elsewhere_MeV / energy_MeV;
    row.elsewhere = elsewhere > rounding ? elsewhere : 0;   // a difference
    row.ruled = energy.ruled_MeV / energy_MeV;
    return row;
}

std::string sha256_of(VoxelBody const& body)
{
    std::string text;
    for (std::size_t axis = 0; axis < 3; ++axis)
        text += std::to_string(body.grid.size[axis]) + " " +
                std::to_string(body.grid.spacing_cm[axis]) + "\n";
    for (VoxelTissue const& tissue : body.tissues)
        text += tissue.name + " " + std::to_string(tissue.mass_g) + " " +
                std::to_string(tissue.density_factor) + "\n";
    text.append(body.tissue.begin(), body.tissue.end());
    return sha256(text);
}

OrganKernels make_organ_kernels(std::filesystem::path const& data_folder, std::string_view body,
                                std::uint64_t seed, int threads,
                                std::function<void(double)> const& done)
{
    auto const phantom = Phantom::load(data_folder, body);
    Bodies const bodies{std::make_unique<BodyTransport>(data_folder, phantom, fine_cut_MeV),
                        std::make_unique<BodyTransport>(data_folder, phantom, coarse_cut_MeV)};
    OrganKernels out;
    out.body = std::string(body);
    out.body_sha256 = sha256_of(bodies.coarse->body());
    out.cut_MeV = coarse_cut_MeV;
    out.spacing_cm = phantom.spacing_cm;
    out.seed = seed;
    auto const sources = static_cast<double>(phantom.anatomy.organs().size());
    auto const energies = organ_photon_energies_MeV().size() + organ_electron_energies_MeV().size();
    double const rows = sources * static_cast<double>(energies);
    double ready = 0;
    auto const step = [&] { done(++ready / rows); };
    add_rows(out, bodies, ParticleKind::photon, organ_photon_energies_MeV(), threads, step);
    add_rows(out, bodies, ParticleKind::electron, organ_electron_energies_MeV(), threads, step);
    return out;
}

}   // namespace radici::dosimetry
