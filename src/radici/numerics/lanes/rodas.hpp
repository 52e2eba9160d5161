#pragma once
#include <array>

namespace radici::numerics::lanes {

/// RODAS: Rosenbrock method of order 4 with an embedded one of order 3, six stages, L-stable and
/// stiffly accurate, for y' = f(t, y) with J = ∂f/∂y:
///   (I − hγJ) u_s = hγ [ f(t + α_s h, Y_s) + Σ_{j<s} (c_sj/h) u_j + h d_s ∂f/∂t ]
///   Y_s = y + Σ_{j<s} a_sj u_j   (Y₆ = Y₅ + u₅),   y(t + h) = Y₆ + u₆,   error estimate u₆
/// and, at t + θh, the interpolation of order 3
///   y(1 − θ) + θ [y(t + h) + (1 − θ)(Σ p_j u_j + θ Σ q_j u_j)]
/// Source  Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. (1996), IV.7 and
///         IV.10; the tests check the order conditions
namespace rodas {
inline constexpr int stages = 6;
inline constexpr int order = 4;
inline constexpr double gamma = 0.25;
inline constexpr std::array<double, stages> alpha = {0, 0.386, 0.21, 0.63, 1, 1};
inline constexpr std::array<double, stages> d = {0.25, -0.1043, 0.1035, -0.0362, 0, 0};
inline constexpr std::array<std::array<double, 5>, stages> a = {{
    {},
    {1.544},
    {0.9466785280815826, 0.2557011698983284},
    {3.314825187068521, 2.896124015972201, 0.9986419139977817},
    {1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950},
    {1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950, 1},
}};
inline constexpr std::array<std::array<double, 5>, stages> c = {{
    {},
    {-5.6688},
    {-2.430093356833875, -0.2063599157091915},
    {-0.1073529058151375, -9.594562251023355, -20.47028614809616},
    {7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160},
    {8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136,
     -6.058818238834054},
}};
inline constexpr std::array<double, 5> p = {10.12623508344586, -7.487995877610167,
                                            -34.80091861555747, -7.992771707568823,
                                            1.025137723295662};
inline constexpr std::array<double, 5> q = {-0.6762803392801253, 6.087714651680015,
                                            16.43084320892478, 24.76722511418386,
                                            -6.594389125716872};
}   // namespace rodas

}   // namespace radici::numerics::lanes
