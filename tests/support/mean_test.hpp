#pragma once
#include <cmath>
#include <cstdint>
#include <string>

namespace radici::test {

/// Whether draws have the mean they should. It asks for draws until a bias of `bias_caught` (of the
/// expected value) would be seen with a chance of 99.9 %, and is wrong about a right sampler once
/// in a million.
class MeanTest {
public:
    MeanTest(double expected, double bias_caught) : expected_(expected), bias_(bias_caught) {}

    void add(double x)
    {
        ++n_;
        double const off = x - mean_;
        mean_ += off / static_cast<double>(n_);
        square_ += off * (x - mean_);
    }
    [[nodiscard]] bool wants_more() const
    {
        constexpr std::uint64_t least = 10'000, most = 200'000'000;
        if (n_ < least)
            return true;
        return n_ < most && n_ % 1024 != 0
                   ? true
                   : n_ < most &&
                         error() > std::abs(bias_ * expected_) / (sigmas_false + sigmas_miss);
    }
    [[nodiscard]] bool passes() const
    {
        return std::abs(mean_ - expected_) < sigmas_false * error();
    }
    [[nodiscard]] std::string report() const
    {
        return "mean " + std::to_string(mean_) + " +- " + std::to_string(error()) + " of " +
               std::to_string(n_) + " draws, expected " + std::to_string(expected_);
    }

private:
    static constexpr double sigmas_false = 4.9, sigmas_miss = 3.1;
    [[nodiscard]] double error() const
    {
        auto const n = static_cast<double>(n_);
        return std::sqrt(square_ / (n - 1) / n);
    }
    double expected_, bias_;
    std::uint64_t n_ = 0;
    double mean_ = 0, square_ = 0;
};

}   // namespace radici::test
