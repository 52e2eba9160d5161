#include "radici/dosimetry/rasterise.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "radici/base/error.hpp"

namespace radici::dosimetry {

namespace {

constexpr double largest_density_error = 0.05;
constexpr double most_voxels = 3e8;   // 3 GB
constexpr float nowhere = std::numeric_limits<float>::infinity();

/// A free voxel near a part.
struct Candidate {
    float distance_cm = 0;
    std::uint32_t voxel = 0;
    std::uint32_t order = 0;   ///< among equals: the same on both sides of the body
};

bool deeper(Candidate const& a, Candidate const& b)
{
    if (a.distance_cm != b.distance_cm)
        return a.distance_cm < b.distance_cm;
    return a.order != b.order ? a.order < b.order : a.voxel < b.voxel;
}

[[noreturn]] void refuse(std::string problem, std::string why, std::string hint)
{
    throw StudyError({"", 0, "phantom"}, {std::move(problem), std::move(why), std::move(hint)});
}

class Rasteriser {
public:
    Rasteriser(Phantom const& phantom, double spacing_cm) : phantom_(phantom), step_(spacing_cm)
    {
        if (!(step_ > 0) || !std::isfinite(step_))
            refuse(std::to_string(step_) + " cm", "a voxel must be wider than 0", "");
        RADICI_EXPECT(!phantom.tissues.empty() && phantom.tissues.size() < 255);
        slack_ = std::max(phantom.slack_cm, step_);
        lay_out();
    }

    [[nodiscard]] VoxelBody fill()
    {
        for (BodyPart const& part : phantom_.parts)
            place(part);
        set_densities();
        return std::move(body_);
    }

private:
    void lay_out()
    {
        std::vector<Solid> all;
        for (BodyPart const& part : phantom_.parts)
            all.insert(all.end(), part.solids.begin(), part.solids.end());
        Box box = bounding_box(all);
        box.high_cm[0] = std::max(box.high_cm[0], -box.low_cm[0]);
        box.low_cm[0] = -box.high_cm[0];
        auto& grid = body_.grid;
        double voxels = 1;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            double const length = box.high_cm[axis] - box.low_cm[axis] + 2 * slack_;
            voxels *= std::ceil(length / step_);
            if (voxels > most_voxels)
                refuse(std::to_string(step_) + " cm", "too many voxels", "take larger ones");
            grid.size[axis] = static_cast<int>(std::ceil(length / step_));
            grid.spacing_cm[axis] = step_;
            body_.corner_cm[axis] =
                (box.low_cm[axis] + box.high_cm[axis] - grid.size[axis] * step_) / 2;
        }
        grid.materials = {phantom_.tissues.front().material};
        grid.material.assign(grid.voxels(), 0);
        grid.density_g_per_cm3.assign(grid.voxels(), 0);
        body_.tissue.assign(grid.voxels(), 0);
        depth_.assign(grid.voxels(), nowhere);
        body_.tissues.push_back({"outside", 0, 0, 1, {}});
        for (Tissue const& tissue : phantom_.tissues)
            body_.tissues.push_back({tissue.name, tissue.mass_g, 0, 1, tissue.holds});
        body_.regions = phantom_.anatomy.regions();
    }

    [[nodiscard]] double centre_cm(std::size_t axis, int i) const
    {
        // Counted from the middle, so that left and right are mirror images to the last bit.
        double const half = body_.grid.size[axis] / 2.0;
        double const middle = body_.corner_cm[axis] + half * step_;
        return (axis == 0 ? 0 : middle) + (i + 0.5 - half) * step_;
    }

    /// Voxels whose centres lie in the box, widened by the slack.
    [[nodiscard]] std::array<int, 2> range(std::size_t axis, Box const& box) const
    {
        double const low = box.low_cm[axis] - slack_ - body_.corner_cm[axis];
        double const high = box.high_cm[axis] + slack_ - body_.corner_cm[axis];
        return {std::max(0, static_cast<int>(std::floor(low / step_ - 0.5))),
                std::min(body_.grid.size[axis], static_cast<int>(std::ceil(high / step_ + 0.5)))};
    }

    /// Sets `depth_` of the free voxels near a solid, and lists those it is the first to set.
    void add_candidates(std::vector<std::uint32_t>& touched, Solid const& solid)
    {
        Box const box = bounding_box(solid);
        auto const x = range(0, box), y = range(1, box), z = range(2, box);
        for (int k = z[0]; k < z[1]; ++k)
            for (int j = y[0]; j < y[1]; ++j)
                for (int i = x[0]; i < x[1]; ++i) {
                    std::size_t const n = body_.grid.index(i, j, k);
                    if (body_.tissue[n] != 0)
                        continue;
                    auto const d = static_cast<float>(
                        distance_cm(solid, {centre_cm(0, i), centre_cm(1, j), centre_cm(2, k)}));
                    if (d > static_cast<float>(slack_))
                        continue;
                    if (depth_[n] == nowhere)
                        touched.push_back(static_cast<std::uint32_t>(n));
                    depth_[n] = std::min(depth_[n], d);
                }
    }

    /// Free voxels within the slack of the part, with their depth in the union of its solids.
    [[nodiscard]] std::vector<Candidate> candidates(BodyPart const& part)
    {
        std::vector<std::uint32_t> touched;
        for (Solid const& solid : part.solids)
            add_candidates(touched, solid);
        auto const nx = static_cast<std::uint32_t>(body_.grid.size[0]);
        std::vector<Candidate> list;
        list.reserve(touched.size());
        for (std::uint32_t const n : touched) {
            std::uint32_t const i = n % nx, from_left = std::max(i, nx - 1 - i);
            list.push_back({depth_[n], n, n - i + from_left});
            depth_[n] = nowhere;
        }
        return list;
    }

    [[nodiscard]] std::size_t voxels_of(BodyPart::Layer const& layer) const
    {
        Tissue const& tissue = phantom_.tissues[layer.tissue];
        return static_cast<std::size_t>(
            std::llround(layer.mass_g / tissue.density_g_per_cm3 / (step_ * step_ * step_)));
    }

    void place(BodyPart const& part)
    {
        auto list = candidates(part);
        std::size_t due = 0;
        for (auto const& layer : part.layers)
            due += voxels_of(layer);
        if (list.size() < due)
            refuse(part.name + ": room for " + std::to_string(list.size()) + " of " +
                       std::to_string(due) + " voxels",
                   "its neighbours leave no more within " + std::to_string(slack_) + " cm of it",
                   "draw it larger");
        auto from = list.begin();
        for (auto const& layer : part.layers) {
            auto const to = from + static_cast<std::ptrdiff_t>(voxels_of(layer));
            if (to != list.end())
                std::nth_element(from, to, list.end(), deeper);
            for (; from != to; ++from)
                body_.tissue[from->voxel] = static_cast<std::uint8_t>(layer.tissue + 1);
            body_.tissues[layer.tissue + 1].voxels += voxels_of(layer);
        }
        double growth = -1e9;
        for (auto i = list.begin(); i != from; ++i)
            growth = std::max(growth, static_cast<double>(i->distance_cm));
        body_.parts.push_back({part.name, due, growth});
    }

    void set_densities()
    {
        auto& grid = body_.grid;
        std::vector<float> density{0};
        std::vector<std::uint8_t> material{0};
        for (std::size_t t = 0; t < phantom_.tissues.size(); ++t) {
            Tissue const& tissue = phantom_.tissues[t];
            VoxelTissue& placed = body_.tissues[t + 1];
            double const volume = static_cast<double>(placed.voxels) * grid.voxel_cm3();
            placed.density_factor = tissue.mass_g / (volume * tissue.density_g_per_cm3);
            if (!(std::abs(placed.density_factor - 1) <= largest_density_error))
                refuse(std::to_string(placed.voxels) + " voxels of " + tissue.name,
                       "its density would be off by more than 5 %", "take smaller voxels");
            auto found = std::find(grid.materials.begin(), grid.materials.end(), tissue.material);
            if (found == grid.materials.end())
                found = grid.materials.insert(found, tissue.material);
            material.push_back(static_cast<std::uint8_t>(found - grid.materials.begin()));
            density.push_back(static_cast<float>(tissue.density_g_per_cm3 * placed.density_factor));
        }
        for (std::size_t n = 0; n < grid.voxels(); ++n) {
            grid.material[n] = material[body_.tissue[n]];
            grid.density_g_per_cm3[n] = density[body_.tissue[n]];
        }
    }

    Phantom const& phantom_;
    double step_, slack_ = 0;
    std::vector<float> depth_;   ///< scratch, of each voxel; `nowhere` between two parts
    VoxelBody body_;
};

}   // namespace

VoxelBody rasterise(Phantom const& phantom, double spacing_cm)
{
    return Rasteriser(phantom, spacing_cm).fill();
}

}   // namespace radici::dosimetry
