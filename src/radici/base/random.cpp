#include "radici/base/random.hpp"

#include <cmath>
#include <limits>

#include <Random123/philox.h>
#include <boost/math/special_functions/erf.hpp>

#include "radici/base/detail/philox.hpp"
#include "radici/base/error.hpp"

namespace radici {
namespace detail {

std::array<std::uint64_t, 4> philox(std::array<std::uint64_t, 4> const& counter,
                                    std::array<std::uint64_t, 2> const& key)
{
    r123::Philox4x64::ctr_type const c = {{counter[0], counter[1], counter[2], counter[3]}};
    r123::Philox4x64::key_type const k = {{key[0], key[1]}};
    auto const block = r123::Philox4x64_R<10>{}(c, k);
    return {block[0], block[1], block[2], block[3]};
}

}   // namespace detail

namespace {

/// FNV-1a, 64 bit: the same number for a word on every machine, for ever.
std::uint64_t hash_of(std::string_view word)
{
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (char const c : word)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return hash;
}

/// Smallest k with P(K ≤ k) ≥ u, by adding up from 0; mean ≤ 500 keeps exp(-mean) a normal number.
int poisson_quantile(double mean, double u)
{
    double probability = std::exp(-mean);
    double cumulative = probability;
    int const last = static_cast<int>(mean + 40 * std::sqrt(mean)) + 100;   // beyond any u < 1
    int k = 0;
    for (; u > cumulative && k < last; cumulative += probability)
        probability *= mean / ++k;
    return k;
}

}   // namespace

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t index, std::string_view purpose)
    : key_{seed, hash_of(purpose)}, counter_{0, index, 0, 0}, block_{}
{
}

std::array<std::uint64_t, 4> RandomStream::block()
{
    auto const out = detail::philox(counter_, key_);
    ++counter_[0];
    return out;
}

std::uint64_t RandomStream::bits()
{
    if (used_ == 4) {
        block_ = block();
        used_ = 0;
    }
    return block_[used_++];
}

double RandomStream::uniform()
{
    // 52 bits and a half: the largest value 1 - 2^-53 is still a double; with 53 bits it would
    // round to 1.
    return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52;
}

double RandomStream::normal()
{
    using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
    return -std::sqrt(2.0) * boost::math::erfc_inv(2 * uniform(), Policy{});
}

double RandomStream::exponential()
{
    return -std::log(uniform());
}

int RandomStream::poisson(double mean)
{
    constexpr double chunk = 500;
    RADICI_EXPECT(mean >= 0 && mean < 1e8);
    int total = 0;
    auto const chunks = static_cast<int>(mean / chunk);
    for (int i = 0; i < chunks; ++i)   // a sum of Poisson numbers is one
        total += poisson_quantile(chunk, uniform());
    return total + poisson_quantile(mean - chunks * chunk, uniform());
}

}   // namespace radici
