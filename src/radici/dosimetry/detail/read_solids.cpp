#include <string>

#include "radici/dosimetry/detail/read_solids.hpp"

namespace radici::dosimetry::detail {

namespace {

template <std::size_t N>
std::array<double, N> numbers(Node const& node)
{
    auto const items = node.items();
    if (items.size() != N)
        throw node.error(
            {std::to_string(items.size()) + " numbers", std::to_string(N) + " are due", ""});
    std::array<double, N> out{};
    for (std::size_t i = 0; i < N; ++i)
        out[i] = items[i].number();
    return out;
}

double length(Node const& node)
{
    double const value = node.number();
    if (!(value > 0))
        throw node.error({std::to_string(value) + " cm", "must be > 0", ""});
    return value;
}

template <std::size_t N>
std::array<double, N> lengths(Node const& node)
{
    auto const out = numbers<N>(node);
    for (Node const& item : node.items())
        (void)length(item);
    return out;
}

double number_or_0(Node const& node, std::string_view key)
{
    auto const found = node.find(key);
    return found ? found->number() : 0;
}

Solid stack(Node const& node)
{
    SolidStack s;
    for (Node const& point : node.at("points_cm").items())
        s.centre_cm.push_back(numbers<3>(point));
    for (Node const& half : node.at("half_axes_cm").items())
        s.half_axes_cm.push_back(lengths<2>(half));
    if (s.centre_cm.size() < 2 || s.half_axes_cm.size() != s.centre_cm.size())
        throw node.error({"stack", "two points or more are due, with two half axes each", ""});
    for (std::size_t i = 1; i < s.centre_cm.size(); ++i)
        if (!(s.centre_cm[i][2] > s.centre_cm[i - 1][2]))
            throw node.error({"stack", "each point must lie above the one before", ""});
    return s;
}

/// One radius for the whole tube, or one at each point.
void add_tubes(std::vector<Solid>& solids, Node const& node)
{
    auto const points = node.at("points_cm").items();
    std::vector<double> radii;
    if (auto const each = node.find("radii_cm"))
        for (Node const& radius : each->items())
            radii.push_back(length(radius));
    else
        radii.assign(points.size(), length(node.at("radius_cm")));
    if (points.size() < 2 || radii.size() != points.size())
        throw node.error({"tube", "two points or more are due, and one radius or one each", ""});
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
        solids.emplace_back(
            SolidTube{numbers<3>(points[i]), numbers<3>(points[i + 1]), radii[i], radii[i + 1]});
}

}   // namespace

std::vector<Solid> read_solids(Node const& list)
{
    static std::vector<std::string> const kinds{"ellipsoid", "stack", "tube", "ring"};
    std::vector<Solid> solids;
    for (Node const& node : list.items()) {
        auto const kind = node.at("kind").choice(kinds);
        if (kind == "ellipsoid")
            solids.emplace_back(SolidEllipsoid{numbers<3>(node.at("centre_cm")),
                                               lengths<3>(node.at("half_axes_cm")),
                                               number_or_0(node, "turn_deg")});
        else if (kind == "stack")
            solids.emplace_back(stack(node));
        else if (kind == "ring")
            solids.emplace_back(
                SolidRing{numbers<3>(node.at("centre_cm")), lengths<2>(node.at("half_axes_cm")),
                          length(node.at("radius_cm")), number_or_0(node, "slope")});
        else
            add_tubes(solids, node);
    }
    if (solids.empty())
        throw list.error({"no solids", "a part needs at least one", ""});
    return solids;
}

}   // namespace radici::dosimetry::detail
