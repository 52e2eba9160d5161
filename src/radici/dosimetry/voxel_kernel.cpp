#include "radici/dosimetry/voxel_kernel.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"
#include "radici/numerics/quadrature.hpp"

namespace radici::dosimetry {

namespace {

void add(ByClass& to, double weight, ByClass const& more)
{
    to.alpha += weight * more.alpha;
    to.beta += weight * more.beta;
    to.conversion_auger += weight * more.conversion_auger;
    to.photon += weight * more.photon;
}

/// A direction in the first octant over the edges of a voxel, and its share of all.
struct Direction {
    double x, y, z, weight;
};

/// Directions of one octant: Gauss points in the angles of the three faces of a cube, so that an
/// exchange of axes maps the set onto itself.
///   u ∝ (1, tan a, tan b), dΩ = (1 + s²)(1 + t²)/(1 + s² + t²)^{3/2} da db,  s = tan a, t = tan b
std::vector<Direction> directions(int per_angle, std::array<double, 3> const& edge_cm)
{
    auto const rule = numerics::gauss_legendre(per_angle, 0, constant::pi / 4);
    std::vector<Direction> out;
    out.reserve(3 * rule.node.size() * rule.node.size());
    double sum = 0;
    for (std::size_t a = 0; a < rule.node.size(); ++a)
        for (std::size_t b = 0; b < rule.node.size(); ++b) {
            double const s = std::tan(rule.node[a]), t = std::tan(rule.node[b]);
            double const length = std::sqrt(1 + s * s + t * t);
            double const weight = rule.weight[a] * rule.weight[b] * (1 + s * s) * (1 + t * t) /
                                  (length * length * length);
            double const one = 1 / length, u = s / length, v = t / length;
            for (auto const& [x, y, z] :
                 {std::array{one, u, v}, std::array{v, one, u}, std::array{u, v, one}}) {
                out.push_back({x / edge_cm[0], y / edge_cm[1], z / edge_cm[2], weight});
                sum += weight;
            }
        }
    for (Direction& d : out)
        d.weight /= sum;
    return out;
}

/// One octant of the lattice with a layer around it, which takes what is outside.
class Octant {
public:
    explicit Octant(int extent)
        : extent_(extent), row_(static_cast<std::size_t>(extent) + 2), cell_(row_ * row_ * row_)
    {
    }

    /// Energies that end at one distance, shared by the eight voxels about each place: a source
    /// voxel moved by (x, y, z) edges overlaps each by the product of 1 − |x − i|.
    void add_at(double r_cm, ByClass const& energy_MeV, std::vector<Direction> const& all)
    {
        double missed = 0;
        for (Direction const& d : all) {
            double const x = r_cm * d.x, y = r_cm * d.y, z = r_cm * d.z;
            if (!(std::max({x, y, z}) < extent_ + 1)) {
                missed += d.weight;
                continue;
            }
            auto const i = static_cast<std::size_t>(x), j = static_cast<std::size_t>(y),
                       k = static_cast<std::size_t>(z);
            double const fx = x - static_cast<double>(i), fy = y - static_cast<double>(j),
                         fz = z - static_cast<double>(k);
            ByClass* const at = &cell_[(i * row_ + j) * row_ + k];
            double const near = d.weight * (1 - fx), far = d.weight * fx;
            share(at, near, fy, fz, energy_MeV);
            share(at + row_ * row_, far, fy, fz, energy_MeV);
        }
        add(outside_, missed, energy_MeV);
    }
    [[nodiscard]] ByClass const& at(std::size_t i, std::size_t j, std::size_t k) const
    {
        return cell_[(i * row_ + j) * row_ + k];
    }
    void miss(ByClass const& energy_MeV) { add(outside_, 1, energy_MeV); }
    [[nodiscard]] ByClass const& missed() const { return outside_; }

private:
    void share(ByClass* at, double weight, double fy, double fz, ByClass const& energy_MeV) const
    {
        add(at[0], weight * (1 - fy) * (1 - fz), energy_MeV);
        add(at[1], weight * (1 - fy) * fz, energy_MeV);
        add(at[row_], weight * fy * (1 - fz), energy_MeV);
        add(at[row_ + 1], weight * fy * fz, energy_MeV);
    }

    double extent_;
    std::size_t row_;
    std::vector<ByClass> cell_;
    ByClass outside_;
};

/// Walks outwards, with directions and steps that are fine against a voxel.
class Walk {
public:
    Walk(Octant& octant, std::array<double, 3> const& edge_cm, int extent)
        : octant_(octant),
          edge_cm_(edge_cm),
          finest_cm_(*std::min_element(edge_cm.begin(), edge_cm.end())),
          end_cm_((extent + 1) * std::hypot(edge_cm[0], edge_cm[1], edge_cm[2]))
    {
    }

    void add(double inner_cm, double outer_cm, ByClass const& energy_MeV)
    {
        if (inner_cm >= end_cm_)
            return octant_.miss(energy_MeV);
        double const width = outer_cm - inner_cm;
        int const steps = static_cast<int>(std::ceil(width / (longest_step * finest_cm_)));
        ByClass part;
        dosimetry::add(part, 1.0 / steps, energy_MeV);
        for (int n = 0; n < steps; ++n) {
            double const r = inner_cm + width * (n + 0.5) / steps;
            refine(r);
            octant_.add_at(r, part, directions_);
        }
    }

private:
    static constexpr double longest_step = 0.1;       // of the shortest edge
    static constexpr double per_edge = 6, more = 8;   // Gauss points

    void refine(double r_cm)
    {
        double const wanted = more + per_edge * r_cm / finest_cm_;
        if (wanted <= per_angle_)
            return;
        per_angle_ = static_cast<int>(std::ceil(1.25 * wanted));
        directions_ = directions(per_angle_, edge_cm_);
    }

    Octant& octant_;
    std::array<double, 3> edge_cm_;
    double finest_cm_, end_cm_;
    int per_angle_ = 0;
    std::vector<Direction> directions_;
};

}   // namespace

VoxelKernel VoxelKernel::fold(RadialKernel const& radial, std::array<double, 3> const& edge_cm,
                              int extent)
{
    RADICI_EXPECT(extent >= 0 && extent <= 40);
    for (double const edge : edge_cm)
        RADICI_EXPECT(edge >= 1e-3 * (1 - 1e-9) && edge <= 20 * (1 + 1e-9));
    Octant octant(extent);
    Walk walk(octant, edge_cm, extent);
    auto const outer = RadialKernel::outer_cm();
    auto const shells = radial.shells_MeV();
    for (std::size_t n = 0; n < shells.size(); ++n)
        if (shells[n].total() > 0)
            walk.add(n > 0 ? outer[n - 1] : 0, outer[n], shells[n]);
    auto const across = static_cast<std::size_t>(extent) + 1;
    VoxelKernel out(extent, across * across * across);
    out.outside_ = octant.missed();
    add(out.outside_, 1, radial.beyond_MeV());
    for (std::size_t i = 0; i <= across; ++i)
        for (std::size_t j = 0; j <= across; ++j)
            for (std::size_t k = 0; k <= across; ++k)
                add(i < across && j < across && k < across
                        ? out.cell_[(i * across + j) * across + k]
                        : out.outside_,
                    1, octant.at(i, j, k));
    add(out.cell_.front(), 1, radial.in_place_MeV());
    return out;
}

std::size_t VoxelKernel::index(int i, int j, int k) const
{
    RADICI_EXPECT(std::max({std::abs(i), std::abs(j), std::abs(k)}) <= extent_);
    auto const across = static_cast<std::size_t>(extent_) + 1;
    auto const at = [](int steps) { return static_cast<std::size_t>(std::abs(steps)); };
    return (at(i) * across + at(j)) * across + at(k);
}

ByClass VoxelKernel::absorbed_MeV(int i, int j, int k) const
{
    double const images = (i != 0 ? 2 : 1) * (j != 0 ? 2 : 1) * (k != 0 ? 2 : 1);
    ByClass out;
    add(out, 1 / images, cell_[index(i, j, k)]);
    return out;
}

}   // namespace radici::dosimetry
