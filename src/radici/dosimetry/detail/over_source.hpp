#pragma once
#include <algorithm>
#include <cmath>

#include "radici/dosimetry/cell_geometry.hpp"
#include "radici/numerics/quadrature.hpp"

namespace radici::dosimetry::detail {

/// 96 Gauss points on (0, 1).
inline numerics::GaussRule const& unit_rule()
{
    static auto const rule = numerics::gauss_legendre(96, 0, 1);
    return rule;
}

/// Calls `visit(q, weight)` at the nodes of the source as far as `reach`; the weights add up to
/// the share of the source within it. Nodes crowd at the inner radius, where chances change
/// fastest: q = inner + (end − inner) s².
template <class Visit>
void over_source(SourceShell const& source, double reach_um, Visit visit)
{
    double const low = source.inner_um, end = std::min(source.outer_um, reach_um);
    if (source.is_surface()) {
        if (low <= reach_um)
            visit(low, 1.0);
        return;
    }
    double const cubes = std::pow(source.outer_um, 3) - std::pow(low, 3);
    auto const& rule = unit_rule();
    for (std::size_t i = 0; i < rule.node.size() && end > low; ++i) {
        double const s = rule.node[i], q = low + (end - low) * s * s;
        visit(q, rule.weight[i] * 2 * s * (end - low) * 3 * q * q / cubes);
    }
}

}   // namespace radici::dosimetry::detail
