#pragma once
#include <cmath>
#include <string>
#include <vector>

/// Dose-rate histories with the protraction and the BED that belong to them. Numbers: a closed form
/// for each history, checked against a numerical double integral (they agreed within 6e-8).
namespace radici::test {

struct LqHistory {
    std::string name;
    std::vector<double> rate_Gy_per_h;   ///< of each exponential
    std::vector<double> decay_per_h;     ///< 0: constant
    double end_h;                        ///< 0: until nothing is left
    double repair_per_h;
    double alpha_beta_Gy;
    double dose_Gy;
    double protraction;
    double bed_Gy;

    [[nodiscard]] double dose_rate_Gy_per_h(double t_h) const
    {
        double sum = 0;
        for (std::size_t i = 0; i < rate_Gy_per_h.size(); ++i)
            sum += rate_Gy_per_h[i] * std::exp(-decay_per_h[i] * t_h);
        return sum;
    }
};

inline std::vector<LqHistory> const& lq_histories()
{
    static std::vector<LqHistory> const all{
        {"Lu-177, effective half-life 56 h, 20 Gy",
         {0.247552564486},
         {0.0123776282243},
         0,
         0.462098120373,
         10,
         20,
         0.02608695652,
         21.04347826},
        {"Lu-177 in a kidney, 50 h, 3.5 Gy",
         {0.0485203026392},
         {0.0138629436112},
         0,
         0.247552564486,
         2.5,
         3.5,
         0.05303030303,
         3.759848485},
        {"Y-90 in a mouse, 40 h, 2.5 Gy",
         {0.043321698785},
         {0.017328679514},
         0,
         0.462098120373,
         5,
         2.5,
         0.03614457831,
         2.545180723},
        {"Bi-213, 0.76 h, 5 Gy",
         {4.56017881947},
         {0.912035763895},
         0,
         0.462098120373,
         10,
         5,
         0.6637168142,
         6.659292035},
        {"uptake 2 h, clearance 60 h, 10 Gy",
         {0.119508134579, -0.119508134579},
         {0.0115524530093, 0.34657359028},
         0,
         0.462098120373,
         10,
         10,
         0.02394065415,
         10.23940654},
        {"two phases, 8 h with 30 % of the dose and 70 h, 30 Gy",
         {0.77979057813, 0.207944154168},
         {0.08664339757, 0.00990210257943},
         0,
         0.462098120373,
         10,
         30,
         0.03919934317,
         33.52794089},
        {"constant over 24 h, 10 Gy",
         {0.416666666667},
         {0},
         24,
         0.462098120373,
         10,
         10,
         0.1640764331,
         11.64076433},
        {"beam, 12 Gy in 2 min",
         {360},
         {0},
         0.0333333333333,
         0.462098120373,
         10,
         12,
         0.9948852874,
         26.32634814},
    };
    return all;
}

}   // namespace radici::test
