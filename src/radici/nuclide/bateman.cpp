#include "radici/nuclide/bateman.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"

namespace radici::nuclide {

namespace {

/// A square matrix with nothing above its diagonal.
class Triangle {
public:
    explicit Triangle(std::size_t size) : size_(size), entry_(size * size, 0.0) {}

    [[nodiscard]] std::size_t size() const { return size_; }
    double& operator()(std::size_t row, std::size_t column) { return entry_[row * size_ + column]; }
    double operator()(std::size_t row, std::size_t column) const
    {
        return entry_[row * size_ + column];
    }

    void add(Triangle const& other, double factor)
    {
        for (std::size_t i = 0; i < entry_.size(); ++i)
            entry_[i] += factor * other.entry_[i];
    }

private:
    std::size_t size_;
    std::vector<double> entry_;
};

Triangle operator*(Triangle const& a, Triangle const& b)
{
    Triangle product{a.size()};
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t k = 0; k <= i; ++k)
            if (double const left = a(i, k); left != 0)
                for (std::size_t j = 0; j <= k; ++j)
                    product(i, j) += left * b(k, j);
    return product;
}

/// States that decay (rate `leaves`) into later ones (rate `moves(to, from)`).
struct Rates {
    std::vector<double> leaves;
    Triangle moves;
};

void set_survival(Triangle& e, Rates const& rates, double time)
{
    for (std::size_t i = 0; i < e.size(); ++i)
        e(i, i) = std::exp(-rates.leaves[i] * time);
}

/// exp(M t) by the Taylor series of M + Λ, which has no negative entry, over a time of at most
/// 1/2Λ.
Triangle short_step(Rates const& rates, double fastest, double time)
{
    std::size_t const n = rates.leaves.size();
    Triangle step = rates.moves;
    for (std::size_t i = 0; i < n; ++i)
        step(i, i) = fastest - rates.leaves[i];
    Triangle power{n};
    for (std::size_t i = 0; i < n; ++i)
        power(i, i) = std::exp(-fastest * time);
    Triangle e = power;
    // an entry that takes m feeds to reach begins with power m: that many terms more
    for (std::size_t k = 1; k <= n + 20; ++k) {
        Triangle next{n};
        next.add(step * power, time / static_cast<double>(k));
        power = std::move(next);
        e.add(power, 1);
    }
    set_survival(e, rates, time);
    return e;
}

Triangle exponential(Rates const& rates, double time)
{
    double const fastest = *std::max_element(rates.leaves.begin(), rates.leaves.end());
    int doublings = 0;
    if (fastest * time > 0.5)
        std::frexp(2 * fastest * time, &doublings);
    double t = std::ldexp(time, -doublings);
    Triangle e = short_step(rates, fastest, t);
    for (int i = 0; i < doublings; ++i) {
        t *= 2;
        e = e * e;
        set_survival(e, rates, t);
    }
    return e;
}

std::vector<double> apply(Triangle const& e, std::span<double const> atoms, std::size_t first_row)
{
    std::vector<double> result(atoms.size(), 0);
    for (std::size_t i = 0; i < atoms.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j)
            result[i] += e(first_row + i, j) * atoms[j];
    return result;
}

}   // namespace

DecayNetwork DecayNetwork::make(NuclideLibrary const& library, std::string_view head)
{
    return DecayNetwork{make_chain(library, head)};
}

DecayNetwork::DecayNetwork(Chain chain) : chain_(std::move(chain))
{
    RADICI_EXPECT(!chain_.members.empty());
    for (auto const& member : chain_.members) {
        RADICI_EXPECT(member.half_life_s > 0);
        decay_per_s_.push_back(constant::ln2 / member.half_life_s);
    }
    for (auto const& feed : chain_.feeds)
        RADICI_EXPECT(feed.parent >= 0 && feed.parent < feed.daughter &&
                      feed.daughter < static_cast<int>(size()) && feed.fraction >= 0);
    std::stable_sort(chain_.feeds.begin(), chain_.feeds.end(),
                     [](ChainFeed const& a, ChainFeed const& b) { return a.parent < b.parent; });
}

void DecayNetwork::expect_atoms(std::span<double const> atoms, double time_s) const
{
    RADICI_EXPECT(atoms.size() == size());
    RADICI_EXPECT(time_s >= 0);
    for (double const n : atoms)
        RADICI_EXPECT(n >= 0);
}

std::vector<double> DecayNetwork::atoms_after(std::span<double const> atoms, double time_s) const
{
    expect_atoms(atoms, time_s);
    if (std::isinf(time_s))
        return std::vector<double>(size(), 0);
    Rates rates{decay_per_s_, Triangle{size()}};
    for (auto const& feed : chain_.feeds) {
        auto const from = static_cast<std::size_t>(feed.parent);
        rates.moves(static_cast<std::size_t>(feed.daughter), from) +=
            feed.fraction * decay_per_s_[from];
    }
    return apply(exponential(rates, time_s), atoms, 0);
}

std::vector<double> DecayNetwork::decays_until(std::span<double const> atoms, double time_s) const
{
    expect_atoms(atoms, time_s);
    if (std::isinf(time_s)) {
        std::vector<double> all(atoms.begin(), atoms.end());
        for (auto const& feed : chain_.feeds)   // sorted by parent
            all[static_cast<std::size_t>(feed.daughter)] +=
                feed.fraction * all[static_cast<std::size_t>(feed.parent)];
        return all;
    }
    // behind the members stand as many counters, which take in each decay and keep it
    std::size_t const n = size();
    Rates rates{decay_per_s_, Triangle{2 * n}};
    rates.leaves.resize(2 * n, 0.0);
    for (std::size_t i = 0; i < n; ++i)
        rates.moves(n + i, i) = decay_per_s_[i];
    for (auto const& feed : chain_.feeds) {
        auto const from = static_cast<std::size_t>(feed.parent);
        rates.moves(static_cast<std::size_t>(feed.daughter), from) +=
            feed.fraction * decay_per_s_[from];
    }
    return apply(exponential(rates, time_s), atoms, n);
}

std::vector<double> DecayNetwork::activities(double head_activity, double time_s) const
{
    RADICI_EXPECT(head_activity >= 0);
    std::vector<double> atoms(size(), 0);
    atoms[0] = head_activity / decay_per_s_[0];
    auto activity = atoms_after(atoms, time_s);
    for (std::size_t i = 0; i < size(); ++i)
        activity[i] *= decay_per_s_[i];
    return activity;
}

}   // namespace radici::nuclide
