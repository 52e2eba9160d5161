#include "radici/patient/simulate.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <memory>
#include <utility>

#include "radici/base/error.hpp"
#include "radici/immune/lesion_cells.hpp"
#include "radici/numerics/lanes/arrow_pack.hpp"
#include "radici/patient/detail/passenger.hpp"

namespace radici::patient {
namespace {

using detail::Passenger;
using numerics::lanes::ArrowPack;
using numerics::lanes::ArrowStep;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Subjects side by side: enough to fill the widest vectors, few enough for a core's own cache.
constexpr int side_by_side = 16;

/// Subjects of one structure, in the order in which they board.
struct Group {
    std::vector<std::size_t> members;
};

bool alike(Layout const& a, Layout const& b)
{
    return a.agent_size == b.agent_size && a.antibody_size == b.antibody_size;
}

class Journey {
public:
    Journey(std::span<Case> cases, std::vector<SubjectTrace> const& traces, ArrowStep const& step,
            numerics::lanes::Width width)
        : cases_(cases), traces_(traces), pack_(step, width)
    {
    }

    void run(std::deque<std::size_t> waiting)
    {
        while (!waiting.empty() || pack_.size() > 0) {
            while (!waiting.empty() && pack_.size() < side_by_side) {
                board(waiting.front());
                waiting.pop_front();
            }
            if (pack_.size() == 0)
                continue;
            pack_.step();
            for (int slot = pack_.size() - 1; slot >= 0; --slot)
                if (!passengers_[at(slot)]->go_on(pack_, slot))
                    leave_.push_back(slot);
            for (int slot : leave_)   // from the last slot down
                leave(slot);
            leave_.clear();
        }
    }

private:
    void board(std::size_t which)
    {
        passengers_.push_back(std::make_unique<Passenger>(cases_[which]));
        pack_.add(passengers_.back()->system(traces_[which]));
        if (int const slot = pack_.size() - 1; !passengers_.back()->begin(pack_, slot))
            leave(slot);
    }
    void leave(int slot)
    {
        pack_.remove(slot);
        passengers_.erase(passengers_.begin() + slot);
    }

    std::span<Case> cases_;
    std::vector<SubjectTrace> const& traces_;
    ArrowPack pack_;
    std::vector<std::unique_ptr<Passenger>> passengers_;
    std::vector<int> leave_;
};

}   // namespace

void simulate(std::span<Case> cases, StepLibrary& library, SimulationOptions const& options)
{
    std::vector<SubjectTrace> traces;
    std::vector<Group> groups;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        traces.emplace_back();
        try {
            traces.back() = SubjectTrace::of(*cases[i].subject);
        } catch (NumericsError const& error) {
            cases[i].failure = error.what();
            continue;
        }
        auto const group = std::find_if(groups.begin(), groups.end(), [&](Group const& known) {
            auto const other = known.members.front();
            return alike(cases[i].subject->layout, cases[other].subject->layout) &&
                   traces[i].lesion.same_structure(traces[other].lesion) &&
                   traces[i].body.same_structure(traces[other].body);
        });
        if (group == groups.end())
            groups.push_back({{i}});
        else
            group->members.push_back(i);
    }
    for (auto const& group : groups) {
        std::vector<SubjectTrace const*> members;
        for (auto i : group.members)
            members.push_back(&traces[i]);
        auto const step = library.find(cases[group.members.front()].subject->layout, members,
                                       options.relative_tolerance);
        Journey(cases, traces, *step, library.width())
            .run({group.members.begin(), group.members.end()});
    }
}

}   // namespace radici::patient
