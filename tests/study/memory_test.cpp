#include <string>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "radici/base/file.hpp"
#include "radici/study/resume.hpp"
#include "radici/study/simulate_patients.hpp"
#include "radici/study/summarise.hpp"
#include "study/small_cohort.hpp"
#include "support/temporary_folder.hpp"

namespace radici::study {
namespace {

/// Peak of the memory of a process that does some work and nothing else, in bytes.
template <class Work>
double peak_bytes(Work work)
{
    pid_t const child = fork();
    if (child == 0) {
        work();
        _exit(testing::Test::HasFailure() ? 1 : 0);
    }
    int status = 1;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    EXPECT_EQ(status, 0);
    return 1024.0 * static_cast<double>(usage.ru_maxrss);
}

/// Parts of as many patients as the study has, the same few again and again.
void fill(Setting const& setting, std::filesystem::path const& folder)
{
    constexpr int few = 20, in_a_part = 200;
    PatientTable const table(setting);
    auto const model = simulate_patients(setting, 0, few);
    for (int first = 0; first < setting.study.patients; first += in_a_part) {
        std::vector<SubjectRecord> records;
        for (int i = 0; i < in_a_part; ++i)
            for (int arm : {0, 1}) {
                records.push_back(model[static_cast<std::size_t>(2 * (i % few) + arm)]);
                records.back().index = first + i;
                records.back().course.reset();
            }
        write_atomically(folder / (std::to_string(first) + ".part"), pack(table, {}, 2, records));
    }
}

void sum_up(Setting const& setting, std::filesystem::path const& folder)
{
    auto const result = summarise(setting, read_cohort(setting, folder), {});
    constexpr int at_once = 100;
    for (int first = 0; first < setting.study.patients; first += at_once)
        EXPECT_EQ(result.patients->rows(first, at_once).size(), 2u * at_once);
}

/// Of reading the parts, summing up and going through all rows.
double peak_of(int patients)
{
    auto const setting = test::setting_of("NCT05150236", patients);
    test::TemporaryFolder const folder;
    static_cast<void>(peak_bytes([&] { fill(setting, folder.path()); }));
    return peak_bytes([&] { sum_up(setting, folder.path()); });
}

// What is kept of a patient takes some 2,700 bytes on disk (2 arms, 170 columns). In memory only
// what survival analysis needs may grow: by hand some 2 arms x 4 curves x 80 bytes, and one column.
TEST(Memory, grows_by_some_columns_a_patient_and_not_by_records)
{
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "the sanitizer keeps what was freed";
#endif
    double const few = peak_of(4'000), many = peak_of(34'000);
    double const a_patient = (many - few) / 30'000;
    RecordProperty("bytes_a_patient", std::to_string(a_patient));
    EXPECT_LT(a_patient, 500);
}

}   // namespace
}   // namespace radici::study
