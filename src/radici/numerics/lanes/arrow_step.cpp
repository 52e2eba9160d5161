#include "radici/numerics/lanes/arrow_step.hpp"

#include <algorithm>

#include "radici/numerics/lanes/detail/block_builder.hpp"
#include "radici/numerics/lanes/detail/border_builder.hpp"

namespace radici::numerics::lanes {

using detail::at;

ArrowStep::ArrowStep(ArrowHalf const& block, ArrowHalf const& border, int seen, int given,
                     double relative_tolerance)
    : block_(block), border_(border), seen_(seen), given_(given)
{
    detail::BlockBuilder blocks(block_, seen, given, block_cells_);
    for (int s = 0; s < rodas::stages; ++s)
        block_stage[at(s)] = blocks.stage(s);
    block_end = blocks.end(relative_tolerance);
    responses_ = static_cast<int>(blocks.responses.size());

    detail::BorderBuilder borders(border_, seen, given, border_cells_, blocks.responses);
    border_begin = borders.begin();
    for (int s = 0; s < rodas::stages; ++s)
        border_stage[at(s)] = borders.stage(s, relative_tolerance);
    tables_.push_back(blocks.tables());
    tables_.push_back(borders.tables());
    block_.trace = border_.trace = nullptr;   // they were the caller's
}

int ArrowStep::scratch() const
{
    int most = std::max(border_begin.scratch(), block_end.scratch());
    for (auto const* stages : {&block_stage, &border_stage})
        for (auto const& program : *stages)
            most = std::max(most, program.scratch());
    return most;
}

}   // namespace radici::numerics::lanes
