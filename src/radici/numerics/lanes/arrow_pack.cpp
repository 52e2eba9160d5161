#include "radici/numerics/lanes/arrow_pack.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "radici/base/error.hpp"

namespace radici::numerics::lanes {

ArrowPack::ArrowPack(ArrowStep const& step, Width width)
    : programs_(&step),
      width_(width),
      border_(numerics::detail::aligned_zeros(at(step.border_cells().count) * strip)),
      scratch_(numerics::detail::aligned_zeros(at(std::max(step.scratch(), 1)) * strip))
{
}

void ArrowPack::add(ArrowSystem system)
{
    RADICI_EXPECT(size() < capacity && system.blocks > 0);
    if (gathered_)
        scatter();
    system_.push_back(std::move(system));
    lane_.emplace_back();
}

void ArrowPack::remove(int slot)
{
    if (gathered_)
        scatter();
    system_.erase(system_.begin() + slot);
    lane_.erase(lane_.begin() + slot);
}

ArrowPack::Place ArrowPack::block_place(int slot, int block) const
{
    auto const lane = at(lane_[at(slot)].first_block + block);
    auto const size = at(programs_->block_cells().count) * strip;
    return {blocks_.get() + lane / strip * size, static_cast<int>(lane % strip)};
}

void ArrowPack::gather()
{
    auto const& border = programs_->border_cells();
    auto const& block = programs_->block_cells();
    owner_.clear();
    for (int slot = 0; slot < size(); ++slot) {
        lane_[at(slot)].first_block = static_cast<int>(owner_.size());
        owner_.insert(owner_.end(), at(system_[at(slot)].blocks), slot);
    }
    block_strips_ = (owner_.size() + strip - 1) / strip;
    if (block_strips_ > reserved_strips_) {
        reserved_strips_ = block_strips_;
        blocks_ = numerics::detail::aligned_zeros(block_strips_ * at(block.count) * strip);
    }
    auto put = [&](Place place, int first, double const* values, int count) {
        for (int k = 0; k < count; ++k)
            cell(place, first + k) = values[k];
    };
    // Lanes that pad the last eight repeat the last system: numbers, whatever they are.
    for (int lane = 0; lane < (size() + 7) / 8 * 8; ++lane) {
        auto const& system = system_[at(std::min(lane, size() - 1))];
        Place const place{border_.get(), lane};
        put(place, border.y, system.border.data(), static_cast<int>(system.border.size()));
        put(place, border.parameters, system.border_parameters.data(),
            static_cast<int>(system.border_parameters.size()));
        put(place, border.constants, system.border_constants.data(),
            static_cast<int>(system.border_constants.size()));
    }
    auto const lanes = static_cast<int>(owner_.size());
    int const unknowns = programs_->block().unknowns(), parameters = programs_->block().parameters;
    auto const constants = static_cast<int>(programs_->block().constants.size());
    for (int lane = 0; lane < (lanes + 7) / 8 * 8; ++lane) {
        int const real = std::min(lane, lanes - 1);
        auto const& system = system_[at(owner_[at(real)])];
        auto const b = at(real - lane_[at(owner_[at(real)])].first_block);
        auto const size = at(block.count) * strip;
        Place const place{blocks_.get() + at(lane) / strip * size, lane % strip};
        put(place, block.y, system.block.data() + b * at(unknowns), unknowns);
        put(place, block.parameters, system.block_parameters.data() + b * at(parameters),
            parameters);
        put(place, block.constants, system.block_constants.data() + b * at(constants), constants);
    }
    gathered_ = true;
}

void ArrowPack::scatter()
{
    auto const& border = programs_->border_cells();
    auto const& block = programs_->block_cells();
    for (int slot = 0; slot < size(); ++slot) {
        auto& system = system_[at(slot)];
        Place const place{border_.get(), slot};
        for (std::size_t k = 0; k < system.border.size(); ++k)
            system.border[k] = cell(place, border.y + static_cast<int>(k));
        for (std::size_t k = 0; k < system.border_parameters.size(); ++k)
            system.border_parameters[k] = cell(place, border.parameters + static_cast<int>(k));
        int const unknowns = programs_->block().unknowns();
        int const parameters = programs_->block().parameters;
        for (int b = 0; b < system.blocks; ++b) {
            Place const here = block_place(slot, b);
            for (int k = 0; k < unknowns; ++k)
                system.block[at(b * unknowns + k)] = cell(here, block.y + k);
            for (int k = 0; k < parameters; ++k)
                system.block_parameters[at(b * parameters + k)] = cell(here, block.parameters + k);
        }
    }
    gathered_ = false;
}

double& ArrowPack::border(int slot, int unknown)
{
    if (!gathered_)
        gather();
    return cell({border_.get(), slot}, programs_->border_cells().y + unknown);
}

double& ArrowPack::block(int slot, int block, int unknown)
{
    if (!gathered_)
        gather();
    return cell(block_place(slot, block), programs_->block_cells().y + unknown);
}

double& ArrowPack::border_parameter(int slot, int which)
{
    if (!gathered_)
        gather();
    return cell({border_.get(), slot}, programs_->border_cells().parameters + which);
}

double& ArrowPack::block_parameter(int slot, int block, int which)
{
    if (!gathered_)
        gather();
    return cell(block_place(slot, block), programs_->block_cells().parameters + which);
}

double ArrowPack::interpolate(HalfCells const& cells, Place place, int unknown, double theta) const
{
    // After acceptance y and next have changed places: next holds where the step began.
    double const before = cell(place, cells.next + unknown);
    double const after = cell(place, cells.y + unknown);
    double p = 0, q = 0;
    for (std::size_t j = 0; j < rodas::p.size(); ++j) {
        double const u = cell(place, cells.u[j] + unknown);
        p += rodas::p[j] * u;
        q += rodas::q[j] * u;
    }
    return before * (1 - theta) + theta * (after + (1 - theta) * (p + theta * q));
}

double ArrowPack::border_at(int slot, int unknown, double theta) const
{
    return interpolate(programs_->border_cells(), {border_.get(), slot}, unknown, theta);
}

double ArrowPack::block_at(int slot, int block, int unknown, double theta) const
{
    return interpolate(programs_->block_cells(), block_place(slot, block), unknown, theta);
}

void ArrowPack::go_back(int slot, double time)
{
    auto& lane = lane_[at(slot)];
    double const theta = (time - lane.before) / (system_[at(slot)].time - lane.before);
    int const border = programs_->border().unknowns(), block = programs_->block().unknowns();
    for (int k = 0; k < border; ++k)
        this->border(slot, k) = border_at(slot, k, theta);
    for (int b = 0; b < system_[at(slot)].blocks; ++b)
        for (int k = 0; k < block; ++k)
            this->block(slot, b, k) = block_at(slot, b, k, theta);
    system_[at(slot)].time = time;
}

void ArrowPack::begin_steps()
{
    auto const& border = programs_->border_cells();
    auto const& block = programs_->block_cells();
    for (int lane = 0; lane < (size() + 7) / 8 * 8; ++lane) {
        int const slot = std::min(lane, size() - 1);
        auto const& system = system_[at(slot)];
        double const left = system.end - system.time;
        // A last step that is nearly there goes there; one that is not much longer is halved.
        bool const reaches = system.step * 1.001 >= left;
        double const tried = reaches ? left : system.step * 2 > left ? 0.5 * left : system.step;
        if (lane == slot) {
            lane_[at(slot)].tried = tried;
            lane_[at(slot)].reaches_end = reaches;
        }
        Place const place{border_.get(), lane};
        cell(place, border.step) = tried;
        cell(place, border.time) = system.time;
    }
    auto const lanes = static_cast<int>(owner_.size());
    auto const strip_size = at(block.count) * strip;
    for (int lane = 0; lane < (lanes + 7) / 8 * 8; ++lane)
        blocks_[at(lane) / strip * strip_size + at(block.step * strip + lane % strip)] =
            lane_[at(owner_[at(std::min(lane, lanes - 1))])].tried;
}

void ArrowPack::run_blocks(Program const& program)
{
    auto const lanes = static_cast<int>(owner_.size());
    auto const strip_size = at(programs_->block_cells().count) * strip;
    for (std::size_t s = 0; s < block_strips_; ++s)
        run(program, programs_->block_tables(), width_,
            std::min(strip, lanes - static_cast<int>(s) * strip), blocks_.get() + s * strip_size,
            scratch_.get());
}

void ArrowPack::run_border(Program const& program)
{
    run(program, programs_->border_tables(), width_, size(), border_.get(), scratch_.get());
}

/// Hands numbers of each border to its blocks.
void ArrowPack::to_blocks(int border_first, int block_first, int count)
{
    auto const lanes = owner_.size();
    auto const strip_size = at(programs_->block_cells().count) * strip;
    for (std::size_t s = 0; s < block_strips_; ++s) {
        std::size_t const first = s * strip, here = std::min<std::size_t>(strip, lanes - first);
        std::size_t const padded = (here + 7) / 8 * 8;
        for (int k = 0; k < count; ++k) {
            double const* from = border_.get() + at(border_first + k) * strip;
            double* to = blocks_.get() + s * strip_size + at(block_first + k) * strip;
            for (std::size_t i = 0; i < here; ++i)
                to[i] = from[owner_[first + i]];
            for (std::size_t i = here; i < padded; ++i)
                to[i] = to[here - 1];
        }
    }
}

/// Sums numbers of the blocks of each system, in the order of the blocks.
void ArrowPack::sum_blocks(int block_first, int border_first, int count)
{
    auto const lanes = owner_.size();
    auto const strip_size = at(programs_->block_cells().count) * strip;
    auto const borders = at((size() + 7) / 8 * 8);
    for (int k = 0; k < count; ++k) {
        double* const to = border_.get() + at(border_first + k) * strip;
        std::fill_n(to, borders, 0.0);
        for (std::size_t s = 0; s < block_strips_; ++s) {
            std::size_t const first = s * strip, here = std::min<std::size_t>(strip, lanes - first);
            double const* from = blocks_.get() + s * strip_size + at(block_first + k) * strip;
            for (std::size_t i = 0; i < here; ++i)
                to[owner_[first + i]] += from[i];
        }
        for (auto i = at(size()); i < borders; ++i)
            to[i] = to[size() - 1];
    }
}

void ArrowPack::step()
{
    if (!gathered_)
        gather();
    auto const& border = programs_->border_cells();
    auto const& block = programs_->block_cells();
    int const seen = programs_->seen(), given = programs_->given();
    begin_steps();
    run_border(programs_->border_begin);
    for (std::size_t s = 0; s < rodas::stages; ++s) {
        to_blocks(border.seen, block.seen, seen);
        if (s > 0)
            to_blocks(border.seen_step, block.seen_step, seen);
        run_blocks(programs_->block_stage[s]);
        sum_blocks(block.given, border.given, given);
        sum_blocks(block.given_step, border.given_step, given);
        if (s == 0)
            sum_blocks(block.response, border.response, programs_->responses());
        run_border(programs_->border_stage[s]);
    }
    to_blocks(border.seen_step, block.seen_step, seen);
    run_blocks(programs_->block_end);
    steps_ += size();
    judge();
}

void ArrowPack::judge()
{
    auto const& border = programs_->border_cells();
    auto const& block = programs_->block_cells();
    constexpr double smallest_step = 1e-12;
    for (int slot = 0; slot < size(); ++slot) {
        auto& system = system_[at(slot)];
        auto& lane = lane_[at(slot)];
        double sum = cell({border_.get(), slot}, border.error);
        for (int b = 0; b < system.blocks; ++b)
            sum += cell(block_place(slot, b), block.error);
        int const states = programs_->border().states + system.blocks * programs_->block().states;
        double const error = std::sqrt(sum / states);
        if (!std::isfinite(error)) {
            lane.outcome = Outcome::rejected;
            lane.was_rejected = true;
            system.step = 0.25 * lane.tried;
        } else {
            double const change =
                std::clamp(0.9 / std::sqrt(std::sqrt(std::max(error, 1e-8))), 0.2, 6.0);
            lane.outcome = error <= 1 ? Outcome::accepted : Outcome::rejected;
            bool const after_rejection = std::exchange(lane.was_rejected, error > 1);
            system.step = lane.tried * (after_rejection ? std::min(change, 1.0) : change);
            if (error <= 1)
                accept(slot);
        }
        if (lane.outcome == Outcome::rejected && system.step < smallest_step)
            lane.outcome = Outcome::failed;
    }
}

void ArrowPack::accept(int slot)
{
    auto const& border = programs_->border_cells();
    auto const& block = programs_->block_cells();
    auto& system = system_[at(slot)];
    auto& lane = lane_[at(slot)];
    lane.before = system.time;
    system.time = lane.reaches_end ? system.end : system.time + lane.tried;
    auto exchange = [&](Place place, HalfCells const& cells, int count) {
        for (int k = 0; k < count; ++k)
            std::swap(cell(place, cells.y + k), cell(place, cells.next + k));
    };
    exchange({border_.get(), slot}, border, programs_->border().unknowns());
    for (int b = 0; b < system.blocks; ++b)
        exchange(block_place(slot, b), block, programs_->block().unknowns());
}

}   // namespace radici::numerics::lanes
