#pragma once
#include <cmath>
#include <vector>

#include "radici/base/error.hpp"
#include "radici/base/host_device.hpp"
#include "radici/transport/monte_carlo/extremes.hpp"
#include "radici/transport/monte_carlo/particle.hpp"

namespace radici::transport {

/// Concentric spheres about the origin; vacuum beyond the last. Cell n lies between radius n − 1
/// and radius n.
class SphereGeometry {
public:
    struct Shell {
        double radius_cm = 0;   ///< outer; rising
        int material = 0;
        double density_g_per_cm3 = 0;
    };
    explicit SphereGeometry(std::vector<Shell> shells) : shell_(std::move(shells))
    {
        RADICI_EXPECT(!shell_.empty() && shell_.front().radius_cm > 0);
        for (std::size_t n = 1; n < shell_.size(); ++n)
            RADICI_EXPECT(shell_[n].radius_cm > shell_[n - 1].radius_cm);
    }
    [[nodiscard]] RADICI_HOST_DEVICE int cells() const { return static_cast<int>(shell_.size()); }
    [[nodiscard]] RADICI_HOST_DEVICE int material(Cell const& c) const
    {
        return shell(c.index).material;
    }
    [[nodiscard]] RADICI_HOST_DEVICE double density(Cell const& c) const
    {
        return shell(c.index).density_g_per_cm3;
    }
    [[nodiscard]] RADICI_HOST_DEVICE bool same_matter(Cell const& a, Cell const& b) const
    {
        return material(a) == material(b) && density(a) == density(b);
    }
    [[nodiscard]] RADICI_HOST_DEVICE Cell locate(Vector const& p, int = -1) const
    {
        double const r2 = p.x * p.x + p.y * p.y + p.z * p.z;
        int low = -1, high = cells() - 1;   // radius[low] <= r < radius[high]
        if (r2 >= shell(high).radius_cm * shell(high).radius_cm)
            return {};
        while (high - low > 1) {
            int const middle = (low + high) / 2;
            if (r2 < shell(middle).radius_cm * shell(middle).radius_cm)
                high = middle;
            else
                low = middle;
        }
        return {high, 0, 0, 0, 0};
    }
    [[nodiscard]] RADICI_HOST_DEVICE double nearest_face(Vector const& p, Cell const& c) const
    {
        double const r = std::sqrt(p.x * p.x + p.y * p.y + p.z * p.z);
        double const out = shell(c.index).radius_cm - r;
        return c.index == 0 ? out : least_of(out, r - shell(c.index - 1).radius_cm);
    }
    struct Crossing {
        double distance = 0;
        Cell next;
    };
    [[nodiscard]] RADICI_HOST_DEVICE Crossing crossing(Vector const& p, Vector const& d,
                                                       Cell const& c) const
    {
        double const b = p.x * d.x + p.y * d.y + p.z * d.z;
        double const r2 = p.x * p.x + p.y * p.y + p.z * p.z;
        if (c.index > 0 && b < 0) {   // inwards: it may meet the inner sphere
            double const inner = shell(c.index - 1).radius_cm;
            double const disc = b * b - (r2 - inner * inner);
            if (disc > 0) {
                double const t = -b - std::sqrt(disc);
                return {t > 0 ? t : 0, {c.index - 1, 0, 0, 0, 0}};
            }
        }
        double const outer = shell(c.index).radius_cm;
        double const t = -b + std::sqrt(most_of(0.0, b * b - (r2 - outer * outer)));
        int const next = c.index + 1 < cells() ? c.index + 1 : -1;
        return {t > 0 ? t : 0, {next, 0, 0, 0, 0}};
    }

private:
    [[nodiscard]] RADICI_HOST_DEVICE Shell const& shell(int n) const
    {
        return shell_[static_cast<std::size_t>(n)];
    }
    std::vector<Shell> shell_;
};

}   // namespace radici::transport
