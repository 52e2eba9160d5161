#include "radici/kinetics/detail/dense.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "radici/base/error.hpp"

namespace radici::kinetics::detail {

Dense identity(int n)
{
    Dense one(n);
    for (int i = 0; i < n; ++i)
        one(i, i) = 1;
    return one;
}

Dense multiply(Dense const& a, Dense const& b)
{
    Dense product(a.n);
    for (int i = 0; i < a.n; ++i)
        for (int k = 0; k < a.n; ++k)
            for (int j = 0; j < a.n; ++j)
                product(i, j) += a(i, k) * b(k, j);
    return product;
}

std::vector<double> multiply(Dense const& a, std::vector<double> const& x)
{
    std::vector<double> y(x.size(), 0.0);
    for (int i = 0; i < a.n; ++i)
        for (int j = 0; j < a.n; ++j)
            y[static_cast<std::size_t>(i)] += a(i, j) * x[static_cast<std::size_t>(j)];
    return y;
}

std::vector<double> solve(Dense a, std::vector<double> b)
{
    int const n = a.n;
    auto at = [&b](int i) -> double& { return b[static_cast<std::size_t>(i)]; };
    for (int k = 0; k < n; ++k) {
        int pivot = k;
        for (int i = k + 1; i < n; ++i)
            if (std::abs(a(i, k)) > std::abs(a(pivot, k)))
                pivot = i;
        if (!(std::abs(a(pivot, k)) > 0))
            throw NumericsError("a compartment keeps its activity for ever: singular rate matrix");
        for (int j = 0; j < n; ++j)
            std::swap(a(k, j), a(pivot, j));
        std::swap(at(k), at(pivot));
        for (int i = k + 1; i < n; ++i) {
            double const factor = a(i, k) / a(k, k);
            for (int j = k; j < n; ++j)
                a(i, j) -= factor * a(k, j);
            at(i) -= factor * at(k);
        }
    }
    for (int i = n - 1; i >= 0; --i) {
        for (int j = i + 1; j < n; ++j)
            at(i) -= a(i, j) * at(j);
        at(i) /= a(i, i);
    }
    return b;
}

Dense exponential(Dense const& a)
{
    double norm = 0;
    for (int i = 0; i < a.n; ++i) {
        double row = 0;
        for (int j = 0; j < a.n; ++j)
            row += std::abs(a(i, j));
        norm = std::max(norm, row);
    }
    int const halvings = norm > 0.5 ? static_cast<int>(std::ceil(std::log2(norm / 0.5))) : 0;
    Dense scaled = a;
    for (double& x : scaled.value)
        x = std::ldexp(x, -halvings);
    Dense sum = identity(a.n);
    Dense term = identity(a.n);
    for (int k = 1; k <= 18; ++k) {
        term = multiply(term, scaled);
        for (double& x : term.value)
            x /= k;
        for (std::size_t i = 0; i < sum.value.size(); ++i)
            sum.value[i] += term.value[i];
    }
    for (int k = 0; k < halvings; ++k)
        sum = multiply(sum, sum);
    return sum;
}

}   // namespace radici::kinetics::detail
