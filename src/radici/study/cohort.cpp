#include "radici/study/cohort.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "radici/base/interrupt.hpp"
#include "radici/base/progress.hpp"
#include "radici/study/checkpoint.hpp"
#include "radici/study/simulate_patients.hpp"

namespace radici::study {

CohortResult run_cohort(Setting const& setting, CohortOptions const& options)
{
    int const patients = setting.study.patients;
    auto const arms = setting.arms.size();
    std::vector<std::vector<SubjectRecord>> done(static_cast<std::size_t>(patients));
    std::optional<Checkpoint> checkpoint;
    if (!options.checkpoint.empty()) {
        checkpoint.emplace(options.checkpoint, options.identity, options.resume);
        for (auto const& record : checkpoint->earlier())
            if (record.index >= 0 && record.index < patients)
                done[static_cast<std::size_t>(record.index)].push_back(record);
        for (auto& records : done)   // a patient counts when all its arms are there
            if (records.size() != arms)
                records.clear();
    }

    Progress progress("patients", static_cast<std::size_t>(patients));
    std::exception_ptr failure;
    std::mutex failure_mutex;
    std::atomic<bool> stop{false};
    auto one = [&](int index) {
        auto& records = done[static_cast<std::size_t>(index)];
        if (stop || interrupted())
            return;
        if (records.empty())
            try {
                records = simulate_patients(setting, index, 1);
                if (checkpoint)
                    for (auto const& record : records)
                        checkpoint->add(record);
            } catch (...) {
                std::lock_guard const lock(failure_mutex);
                failure = std::current_exception();
                stop = true;
            }
        progress.advance();
    };
    int const threads =
        options.threads > 0 ? options.threads : tbb::this_task_arena::max_concurrency();
    tbb::task_arena arena(threads);
    tbb::global_control const limit(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(threads));
    arena.execute([&] { tbb::parallel_for(0, patients, one, tbb::simple_partitioner{}); });
    if (failure)
        std::rethrow_exception(failure);

    CohortResult result;
    result.interrupted = interrupted();
    for (auto& records : done)
        for (auto& record : records)
            result.records.push_back(std::move(record));
    return result;
}

}   // namespace radici::study
