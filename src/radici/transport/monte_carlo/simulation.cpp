#include "radici/transport/monte_carlo/simulation.hpp"

#include <algorithm>
#include <memory>
#include <mutex>

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include "radici/transport/monte_carlo/tracker.hpp"

namespace radici::transport {

namespace {

struct Batch {
    std::uint64_t first = 0, last = 0;   ///< histories
};

/// A thread's own sums; merged into the result in the order of the batches.
template <int Classes>
struct Work {
    Tally<Classes> tally;
    double emitted_MeV = 0, escaped_MeV = 0;
    std::uint64_t histories = 0;
};

template <int Classes, class Geometry, class Places>
void follow_history(Problem<Geometry, Places> const& problem, Work<Classes>& work,
                    Tracker<Geometry, Tally<Classes>>& tracker, TrackRandom& random)
{
    work.tally.begin_history();
    DecayPlace const place = problem.places.sample(problem.geometry, random);
    if constexpr (Classes == 1) {
        if (problem.decay.local_MeV() > 0)
            work.tally.deposit(place.cell.index, EmissionClass::beta, problem.decay.local_MeV());
    } else {
        for (int c = 0; c < emission_classes; ++c)
            if (auto const emission = static_cast<EmissionClass>(c);
                problem.decay.local_MeV(emission) > 0)
                work.tally.deposit(place.cell.index, emission, problem.decay.local_MeV(emission));
    }
    work.emitted_MeV += problem.decay.local_MeV();
    problem.decay.sample(random, [&](DecaySource::Quantum const& q) {
        if (q.recoil_MeV > 0)
            work.tally.deposit(place.cell.index, q.emission, q.recoil_MeV);
        bool const positron = q.kind == ParticleKind::positron;
        work.emitted_MeV +=
            q.energy_MeV + q.recoil_MeV + (positron ? 2 * constant::electron_mass_MeV : 0);
        Particle p;
        p.at = place.at;
        p.cell = place.cell;
        p.kind = q.kind;
        p.emission = q.emission;
        p.energy_MeV = q.energy_MeV;
        tracker.start(p, random);
    });
}

template <int Classes, class Geometry, class Places>
void follow_batch(Problem<Geometry, Places> const& problem, FlightMap const& flights,
                  std::uint64_t seed, Batch const& batch, Work<Classes>& work)
{
    Tracker<Geometry, Tally<Classes>> tracker(problem.geometry, problem.media, flights, work.tally);
    work.emitted_MeV = 0;
    for (std::uint64_t h = batch.first; h < batch.last; ++h) {
        TrackRandom random(seed, h);
        follow_history(problem, work, tracker, random);
    }
    work.escaped_MeV = tracker.escaped_MeV();
    work.histories = batch.last - batch.first;
}

/// Sizes depend on nothing but the histories done: 32 batches, then 32 of twice the size, …
class Batches {
public:
    explicit Batches(std::uint64_t histories) : left_(histories) {}
    bool next(Batch& batch)
    {
        if (left_ == 0)
            return false;
        if (in_round_ == per_round) {
            in_round_ = 0;
            size_ = std::min(2 * size_, largest);
        }
        ++in_round_;
        std::uint64_t const n = std::min(size_, left_);
        batch = {done_, done_ + n};
        done_ += n;
        left_ -= n;
        return true;
    }
    /// The last batch given out ends a round.
    [[nodiscard]] bool round_is_full() const { return in_round_ == per_round; }

private:
    static constexpr int per_round = 32;
    static constexpr std::uint64_t largest = 1 << 18;
    std::uint64_t size_ = 256, done_ = 0, left_;
    int in_round_ = 0;
};

/// What was put in last comes out first: it is still in the cache.
template <class T>
class Pool {
public:
    void put(std::shared_ptr<T> item)
    {
        std::lock_guard const lock(mutex_);
        item_.push_back(std::move(item));
    }
    std::shared_ptr<T> take()
    {
        std::lock_guard const lock(mutex_);
        auto out = std::move(item_.back());
        item_.pop_back();
        return out;
    }

private:
    std::mutex mutex_;
    std::vector<std::shared_ptr<T>> item_;
};

template <int Classes>
void merge(Work<Classes>& work, Scores<Classes>& scores)
{
    work.tally.hand_over(scores.bin);
    scores.emitted_MeV += work.emitted_MeV;
    scores.escaped_MeV += work.escaped_MeV;
    scores.histories += work.histories;
}

}   // namespace

template <int Classes, class Geometry, class Places>
Scores<Classes> simulate(Problem<Geometry, Places> const& problem, Effort<Classes> const& effort)
{
    FlightMap const flights(problem.geometry, problem.media);
    Scores<Classes> scores;
    scores.bin.resize(static_cast<std::size_t>(problem.bins));
    Batches batches(effort.histories);
    int const threads =
        effort.threads > 0 ? effort.threads : tbb::this_task_arena::max_concurrency();
    using Own = Work<Classes>;
    Pool<Own> idle;
    auto const tokens = 2 * static_cast<std::size_t>(threads);
    for (std::size_t n = 0; n < tokens; ++n)
        idle.put(std::make_shared<Own>(Own{{problem.bins, problem.bin_of_cell}}));
    bool ends = false;
    auto const round = [&] {   // batches up to the end of a round
        bool full = false;
        tbb::parallel_pipeline(
            tokens,
            tbb::make_filter<void, Batch>(tbb::filter_mode::serial_in_order,
                                          [&](tbb::flow_control& control) {
                                              Batch batch;
                                              bool const user_ends = effort.stop && effort.stop();
                                              if (full || user_ends || !batches.next(batch)) {
                                                  ends = ends || !full;
                                                  control.stop();
                                              } else {
                                                  full = effort.enough && batches.round_is_full();
                                              }
                                              return batch;
                                          }) &
                tbb::make_filter<Batch, std::shared_ptr<Own>>(
                    tbb::filter_mode::parallel,
                    [&](Batch const& batch) {
                        auto own = idle.take();   // as many as there are tokens
                        follow_batch(problem, flights, effort.seed, batch, *own);
                        return own;
                    }) &
                tbb::make_filter<std::shared_ptr<Own>, void>(tbb::filter_mode::serial_in_order,
                                                             [&](std::shared_ptr<Own> const& own) {
                                                                 merge(*own, scores);
                                                                 idle.put(own);
                                                             }));
    };
    tbb::task_arena arena(threads);
    tbb::global_control const limit(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(threads));
    arena.execute([&] {
        while (!ends) {
            round();
            if (effort.enough && scores.histories > 0 && effort.enough(scores))
                ends = true;
        }
    });
    return scores;
}

template Scores<1> simulate(Problem<VoxelGeometry, VoxelPlaces> const&, Effort<1> const&);
template Scores<4> simulate(Problem<VoxelGeometry, VoxelPlaces> const&, Effort<4> const&);
template Scores<4> simulate(Problem<SphereGeometry, ShellPlaces> const&, Effort<4> const&);

}   // namespace radici::transport
