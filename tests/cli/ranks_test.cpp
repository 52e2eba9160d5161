#include <cstdlib>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "cli/program.hpp"
#include "cli/small_study.hpp"

namespace radici::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Ranks : public testing::Test {
protected:
    void SetUp() override
    {
        if (!RADICI_MPI)
            GTEST_SKIP() << "built without MPI";
    }
    [[nodiscard]] Outcome run(std::string const& words) const
    {
        return radici(fmt::format("run {} -o {} --threads 1 {}", study, output, words), mpirun(2));
    }

    Scratch scratch;
    std::string study = scratch.file("small.toml", small_study());
    std::string output = (scratch.path() / "run").string();
};

TEST_F(Ranks, speak_once)
{
    auto const wrong = run("--set study.patients=0");
    EXPECT_EQ(wrong.code, 2) << wrong.err;
    auto const first = wrong.err.find("study.patients");
    EXPECT_NE(first, std::string::npos) << wrong.err;
    EXPECT_EQ(wrong.err.find("study.patients", first + 1), std::string::npos) << wrong.err;
    auto const dry = run("--dry-run");
    EXPECT_EQ(dry.code, 0);
    EXPECT_EQ(dry.out.find("[study]"), dry.out.rfind("[study]"));
    auto const done = run("--patients 6");
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(done.err.find("the report is"), done.err.rfind("the report is"));
    EXPECT_THAT(content_of(output + "/provenance.json"), HasSubstr("\"processes\": 2"));
}

TEST_F(Ranks, a_lost_one_ends_the_job_and_resume_completes_it)
{
    // The second process ends itself by SIGKILL once some patients are on disk.
    auto const script = scratch.file(
        "lost.sh",
        fmt::format("if [ \"$OMPI_COMM_WORLD_RANK\" = 1 ]; then\n"
                    "  ( while [ \"$(ls {0}.partial/parts 2>/dev/null | wc -l)\" -lt 3 ]; "
                    "do sleep 0.01; done; kill -9 $$ ) &\n"
                    "fi\n"
                    "exec {1} run {2} -o {0} --patients 200 --threads 1 "
                    "--checkpoint-every 0\n",
                    output, RADICI_PROGRAM, study));
    int const status =
        std::system(fmt::format("{} sh {} >/dev/null 2>&1", mpirun(2), script).c_str());
    EXPECT_NE(status, 0);
    EXPECT_FALSE(fs::exists(output));
    EXPECT_FALSE(fs::is_empty(output + ".partial/parts"));
    auto const resumed = run("--patients 200 --resume");
    EXPECT_EQ(resumed.code, 0) << resumed.err;
    auto const alone = (scratch.path() / "alone").string();
    ASSERT_EQ(radici(fmt::format("run {} -o {} --patients 200", study, alone)).code, 0);
    EXPECT_EQ(different_results(output, alone), "");
}

// One process cannot write: the others do not go on beside it.
TEST_F(Ranks, a_failed_one_ends_the_job_with_exit_1)
{
    auto const script =
        scratch.file("full.sh", fmt::format("if [ \"$OMPI_COMM_WORLD_RANK\" = 1 ]; then\n"
                                            "  trap '' XFSZ; ulimit -f 1\n"
                                            "fi\n"
                                            "exec {1} run {2} -o {0} --threads 1\n",
                                            output, RADICI_PROGRAM, study));
    auto const err = (scratch.path() / "err").string();
    int const status =
        std::system(fmt::format("{} sh {} >/dev/null 2>{}", mpirun(2), script, err).c_str());
    EXPECT_EQ(WEXITSTATUS(status), 1);
    EXPECT_THAT(content_of(err), HasSubstr("cannot be written (File too large)"));
    EXPECT_FALSE(fs::exists(output));
}

}   // namespace
}   // namespace radici::test
