#include "reference/coupled_system.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "radici/patient/body.hpp"
#include "radici/patient/lesion.hpp"
#include "radici/patient/subject_trace.hpp"

namespace radici::reference {

using namespace patient;
namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

}   // namespace

CoupledSystem::CoupledSystem(Subject const& subject, RunState const& run)
    : subject_(subject), run_(run)
{
    auto const& layout = subject.layout;
    inputs_ = lesion_inputs(layout);
    outputs_ = layout.flows + LesionOutput<double>::shared;
    body_inputs_ = layout.flows + BodyInput<double>::shared + 2 * layout.pools;
    compartments_ = std::accumulate(layout.agent_size.begin(), layout.agent_size.end(), 0);
    scratch_rate_.resize(at(layout.size()));
    priming_.resize(at(layout.pools));
    homing_.resize(at(layout.pools));
    auto const widest = at(std::max(layout.border(), layout.block()));
    wide_state_.resize(widest);
    wide_rate_.resize(widest);
    wide_pool_.resize(at(2 * layout.pools));
    rate_by_input_.resize(at(layout.block() * inputs_));
    output_by_state_.resize(at(layout.lesions * outputs_ * layout.block()));
    output_by_input_.resize(at(outputs_ * inputs_));
    input_by_border_.resize(at(inputs_ * layout.border()));
    output_by_border_.resize(at(body_inputs_ * layout.border()));
    rate_by_body_input_.resize(at(layout.border() * body_inputs_));
}

numerics::ArrowShape CoupledSystem::shape() const
{
    return {subject_.layout.border(), subject_.layout.lesions, subject_.layout.block()};
}

BodyInput<double> CoupledSystem::all_lesions(double const* y, double* dydt)
{
    auto const& layout = subject_.layout;
    BodyInput<double> body;
    std::fill(priming_.begin(), priming_.end(), 0.0);
    std::fill(homing_.begin(), homing_.end(), 0.0);
    body.priming = priming_;
    body.homing_per_d = homing_;
    LesionInput<double> input;
    shared_lesion_input(subject_, y, input);
    for (int i = 0; i < layout.lesions; ++i) {
        input.recruitable_per_uL = recruitable(subject_, i, y);
        LesionOutput<double> output;
        lesion_rates(subject_, run_.living[at(i)], i, y + layout.lesion(i), input,
                     dydt + layout.lesion(i), output);
        add_lesion(subject_, i, output, body);
    }
    return body;
}

void CoupledSystem::rates(double t, double const* y, double* dydt)
{
    auto const body = all_lesions(y, dydt);
    body_rates(subject_, run_.supply(), t, y, body, dydt);
}

/// d(body input)/d(output of a lesion): how `add_lesion` sums.
double CoupledSystem::output_weight(int body_input, int lesion, int output) const
{
    auto const& layout = subject_.layout;
    if (body_input < layout.flows)
        return output == body_input ? 1 : 0;
    int const slot = body_input - layout.flows;
    int const from = output - layout.flows;   // 0 priming, 1 homing, 2 volume, 3 viable
    if (slot < BodyInput<double>::shared)
        return from == slot + 2 ? 1 : 0;
    int const pool = slot - BodyInput<double>::shared;
    if (pool < layout.pools)
        return from == 0 && (layout.pools == 1 || pool == lesion) ? 1 : 0;
    return from == 1 ? subject_.overlap().between(lesion, pool - layout.pools) : 0;
}

void CoupledSystem::differentiate_inputs(double const* y, int lesion)
{
    auto const& layout = subject_.layout;
    int const border = layout.border();
    for (int first = 0; first < border; first += width) {
        int const count = std::min(width, border - first);
        for (int k = 0; k < border; ++k)
            wide_state_[at(k)] = Wide(y[k]);
        for (int k = 0; k < count; ++k)
            wide_state_[at(first + k)].slope[at(k)] = 1;
        LesionInput<Wide> input;
        shared_lesion_input(subject_, wide_state_.data(), input);
        input.recruitable_per_uL = recruitable(subject_, lesion, wide_state_.data());
        for (int i = 0; i < inputs_; ++i)
            for (int k = 0; k < count; ++k)
                input_by_border_[at(i * border + first + k)] =
                    input.slot(i, layout.doors).slope[at(k)];
    }
}

void CoupledSystem::differentiate_lesion(double const* y, int lesion, numerics::BlockArrow& j)
{
    auto const& layout = subject_.layout;
    int const block = layout.block(), border = layout.border();
    double const* state = y + layout.lesion(lesion);
    LesionInput<double> input;
    shared_lesion_input(subject_, y, input);
    input.recruitable_per_uL = recruitable(subject_, lesion, y);

    int const directions = block + inputs_;
    for (int first = 0; first < directions; first += width) {
        int const count = std::min(width, directions - first);
        LesionInput<Wide> wide_input;
        for (int k = 0; k < block; ++k)
            wide_state_[at(k)] = Wide(state[k]);
        for (int i = 0; i < inputs_; ++i)
            wide_input.slot(i, layout.doors) = Wide(input.slot(i, layout.doors));
        for (int k = 0; k < count; ++k) {
            int const direction = first + k;
            auto& seed = direction < block ? wide_state_[at(direction)]
                                           : wide_input.slot(direction - block, layout.doors);
            seed.slope[at(k)] = 1;
        }
        LesionOutput<Wide> output;
        lesion_rates(subject_, run_.living[at(lesion)], lesion, wide_state_.data(), wide_input,
                     wide_rate_.data(), output);
        for (int k = 0; k < count; ++k) {
            int const direction = first + k;
            for (int r = 0; r < block; ++r) {
                double const slope = wide_rate_[at(r)].slope[at(k)];
                if (direction < block)
                    j.diagonal(lesion, r, direction) = slope;
                else
                    rate_by_input_[at(r * inputs_ + direction - block)] = slope;
            }
            for (int o = 0; o < outputs_; ++o) {
                double const slope = output.slot(o, layout.flows).slope[at(k)];
                if (direction < block)
                    output_by_state_[at((lesion * outputs_ + o) * block + direction)] = slope;
                else
                    output_by_input_[at(o * inputs_ + direction - block)] = slope;
            }
        }
    }

    for (int i = 0; i < inputs_; ++i)
        for (int c = 0; c < border; ++c) {
            double const slope = input_by_border_[at(i * border + c)];
            if (slope == 0)
                continue;
            for (int r = 0; r < block; ++r)
                j.right(lesion, r, c) += rate_by_input_[at(r * inputs_ + i)] * slope;
            for (int q = 0; q < body_inputs_; ++q)
                for (int o = 0; o < outputs_; ++o)
                    output_by_border_[at(q * border + c)] +=
                        output_weight(q, lesion, o) * output_by_input_[at(o * inputs_ + i)] * slope;
        }
}

void CoupledSystem::differentiate_body(double t, double const* y, numerics::BlockArrow& j)
{
    auto const& layout = subject_.layout;
    int const block = layout.block(), border = layout.border();
    BodyInput<double> body = all_lesions(y, scratch_rate_.data());

    int const directions = border + body_inputs_;
    for (int first = 0; first < directions; first += width) {
        int const count = std::min(width, directions - first);
        BodyInput<Wide> wide;
        wide.priming = std::span(wide_pool_).first(at(layout.pools));
        wide.homing_per_d = std::span(wide_pool_).last(at(layout.pools));
        for (int k = 0; k < border; ++k)
            wide_state_[at(k)] = Wide(y[k]);
        for (int q = 0; q < body_inputs_; ++q)
            wide.slot(q, layout.flows) = Wide(body.slot(q, layout.flows));
        for (int k = 0; k < count; ++k) {
            int const direction = first + k;
            auto& seed = direction < border ? wide_state_[at(direction)]
                                            : wide.slot(direction - border, layout.flows);
            seed.slope[at(k)] = 1;
        }
        body_rates(subject_, run_.supply(), t, wide_state_.data(), wide, wide_rate_.data());
        for (int k = 0; k < count; ++k)
            for (int r = 0; r < border; ++r) {
                double const slope = wide_rate_[at(r)].slope[at(k)];
                if (first + k < border)
                    j.border(r, first + k) = slope;
                else
                    rate_by_body_input_[at(r * body_inputs_ + first + k - border)] = slope;
            }
    }

    for (int r = 0; r < border; ++r)
        for (int q = 0; q < body_inputs_; ++q) {
            double const slope = rate_by_body_input_[at(r * body_inputs_ + q)];
            if (slope == 0)
                continue;
            for (int c = 0; c < border; ++c)
                j.border(r, c) += slope * output_by_border_[at(q * border + c)];
            for (int b = 0; b < layout.lesions; ++b)
                for (int o = 0; o < outputs_; ++o) {
                    double const weight = slope * output_weight(q, b, o);
                    if (weight == 0)
                        continue;
                    double const* by_state = &output_by_state_[at((b * outputs_ + o) * block)];
                    for (int s = 0; s < block; ++s)
                        j.bottom(b, r, s) += weight * by_state[s];
                }
        }
}

void CoupledSystem::jacobian(double t, double const* y, numerics::BlockArrow& j)
{
    auto const& layout = subject_.layout;
    j.set_zero();
    std::fill(output_by_border_.begin(), output_by_border_.end(), 0.0);
    for (int i = 0; i < layout.lesions; ++i) {
        if (i == 0 || layout.pools > 1)   // one pool: all lesions see the same
            differentiate_inputs(y, i);
        differentiate_lesion(y, i, j);
    }
    differentiate_body(t, y, j);
}

int CoupledSystem::root_count() const
{
    return 2 * subject_.layout.lesions + 1;
}

void CoupledSystem::roots(double, double const* y, double* g)
{
    auto const& layout = subject_.layout;
    for (int i = 0; i < layout.lesions; ++i) {
        double const* lesion = y + layout.lesion(i);
        // A clone that is gone stays gone: its root is switched off.
        auto const [positive, negative] = run_.living[at(i)];
        *g++ = positive == 0 ? 1 : lesion[log_viable_positive] - immune::ln_one_cell;
        *g++ = negative == 0 ? 1 : lesion[log_viable_negative] - immune::ln_one_cell;
    }
    *g = run_.death_threshold - y[layout.body(death_hazard)];
}

int CoupledSystem::quadrature_count() const
{
    return compartments_ + 2 * subject_.layout.lesions;
}

void CoupledSystem::quadratures(double, double const* y, double* dq)
{
    auto const& layout = subject_.layout;
    std::copy(y, y + compartments_, dq);   // the agents come first in the state
    for (int i = 0; i < layout.lesions; ++i) {
        double const* lesion = y + layout.lesion(i);
        auto const cells = lesion_cells(lesion, run_.living[at(i)]);
        auto const dose = lesion_dose_rates(subject_, lesion, cells).mean;
        dq[compartments_ + 2 * i] = dose.low_Gy_per_d;
        dq[compartments_ + 2 * i + 1] = dose.alpha_Gy_per_d;
    }
}

}   // namespace radici::reference
