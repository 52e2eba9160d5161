#include "radici/study/run_cohort.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <numeric>

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "radici/base/interrupt.hpp"
#include "radici/base/progress.hpp"
#include "radici/study/simulate_patients.hpp"

namespace radici::study {
namespace {

int count_of(std::vector<PatientRange> const& ranges)
{
    return std::accumulate(ranges.begin(), ranges.end(), 0,
                           [](int sum, auto const& range) { return sum + range.count; });
}

/// Large enough to fill the lanes of a pack, small enough that all threads end together. The same
/// in every process, whatever its threads.
int batch_size(int patients, int processes)
{
    constexpr int lanes = 8, most = 64, rounds = 16;
    int const share = patients / processes;
    return share >= lanes * rounds ? std::clamp(share / (2 * rounds), lanes, most)
                                   : std::max(share / lanes, 1);
}

std::vector<PatientRange> batches_of(Workload const& workload)
{
    int const size = batch_size(count_of(workload.patients), workload.of);
    std::vector<PatientRange> mine;
    int number = 0;
    for (auto const& range : workload.patients)
        for (int first = range.first; first < range.end(); first += size)
            if (number++ % workload.of == workload.process)
                mine.push_back({first, std::min(size, range.end() - first)});
    return mine;
}

/// Hands out the batches in order to whoever is free, until a signal or a failure.
class Queue {
public:
    Queue(Setting const& setting, std::vector<PatientRange> const& batches, PartWriter& writer)
        : setting_(setting),
          batches_(batches),
          writer_(writer),
          progress_("patients", static_cast<std::size_t>(count_of(batches)))
    {
    }

    void work()
    {
        for (auto i = next_++; i < batches_.size() && !stop_ && !interrupted(); i = next_++)
            try {
                auto const& [first, count] = batches_[i];
                writer_.add(simulate_patients(setting_, first, count));
                ++done_;
                progress_.advance(static_cast<std::size_t>(count));
            } catch (...) {
                std::lock_guard const lock(mutex_);
                failure_ = std::current_exception();
                stop_ = true;
            }
    }

    /// Throws what went wrong; true where all batches are done.
    [[nodiscard]] bool finish()
    {
        if (failure_)
            std::rethrow_exception(failure_);
        writer_.flush();
        return done_ == batches_.size();
    }

private:
    Setting const& setting_;
    std::vector<PatientRange> const& batches_;
    PartWriter& writer_;
    Progress progress_;
    std::atomic<std::size_t> next_{0}, done_{0};
    std::atomic<bool> stop_{false};
    std::mutex mutex_;
    std::exception_ptr failure_;
};

}   // namespace

bool simulate_cohort(Setting const& setting, Workload const& workload, PartWriter& writer)
{
    auto const batches = batches_of(workload);
    Queue queue(setting, batches, writer);
    int const threads =
        workload.threads > 0 ? workload.threads : tbb::this_task_arena::max_concurrency();
    tbb::task_arena arena(threads);
    tbb::global_control const limit(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(threads));
    arena.execute([&] {
        tbb::parallel_for(
            0, threads, [&](int) { queue.work(); }, tbb::simple_partitioner{});
    });
    return queue.finish();
}

std::shared_ptr<Cohort const> run_cohort(Setting const& setting, int threads)
{
    PatientTable const table(setting);
    PartWriter writer(table, static_cast<int>(setting.arms.size()), {});
    bool const whole = simulate_cohort(
        setting,
        {.patients = {{0, setting.study.patients}}, .threads = threads, .process = 0, .of = 1},
        writer);
    if (!whole)
        throw RunError("interrupted");
    return std::make_shared<Cohort const>(setting, writer.take_parts());
}

}   // namespace radici::study
