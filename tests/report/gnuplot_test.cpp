#include "radici/report/gnuplot.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "radici/base/error.hpp"
#include "radici/report/script.hpp"

namespace radici::report {
namespace {

using testing::HasSubstr;

/// PATH for the time of a test.
class Path {
public:
    explicit Path(std::string const& folders) : before_(std::getenv("PATH"))
    {
        setenv("PATH", folders.c_str(), 1);
    }
    ~Path() { setenv("PATH", before_.c_str(), 1); }
    Path(Path const&) = delete;
    Path& operator=(Path const&) = delete;

private:
    std::string before_;
};

template <class Act>
std::string run_error(Act&& act)
{
    try {
        act();
    } catch (RunError const& error) {
        return error.what();
    }
    return "no error";
}

TEST(Gnuplot, that_is_missing_is_named_with_what_to_install)
{
    Path const nowhere{"/nonexistent"};
    std::string const error = run_error([] { (void)Gnuplot::require(); });
    EXPECT_THAT(error, HasSubstr("gnuplot: not found in PATH"));
    EXPECT_THAT(error, HasSubstr("apt-get install gnuplot-nox"));
}

TEST(Gnuplot, that_cannot_draw_is_refused_before_the_run)
{
    auto const folder = std::filesystem::path{testing::TempDir()} / "a_broken_gnuplot";
    std::filesystem::create_directories(folder);
    std::ofstream{folder / "gnuplot"} << "#!/bin/sh\necho gnuplot 0.0\n";
    std::filesystem::permissions(folder / "gnuplot", std::filesystem::perms::owner_all);
    Path const broken{folder.string()};
    EXPECT_THAT(run_error([] { (void)Gnuplot::require(); }), HasSubstr("cannot draw SVG"));
}

TEST(Gnuplot, draws_one_page_for_each_script_in_order)
{
    auto const pages = Gnuplot::require().draw({"set terminal svg\nset title 'one'\nplot x\n",
                                                "set terminal svg\nset title 'two'\nplot x\n"});
    ASSERT_EQ(pages.size(), 2u);
    EXPECT_THAT(pages[0], HasSubstr("one"));
    EXPECT_THAT(pages[1], HasSubstr("two"));
}

TEST(Gnuplot, reports_a_wrong_script_in_its_own_words)
{
    auto const gnuplot = Gnuplot::require();
    EXPECT_THAT(run_error([&] { (void)gnuplot.draw({"set terminal svg\nplt x\n"}); }),
                HasSubstr("invalid command"));
}

TEST(GnuplotText, can_hold_no_command)
{
    EXPECT_EQ(gnuplot_text("it's `date` \"$x\"\n"), "'it’s `date` \"$x\"'");
    Script script{200, 100};
    script.panel({20, 180, 10, 80});
    script.label("'; system('touch owned'); `touch owned` \\", 5, 5);
    script.add("plot x");
    auto const folder = std::filesystem::current_path();
    auto const page = Gnuplot::require().draw({script.text()}).at(0);
    EXPECT_FALSE(std::filesystem::exists(folder / "owned"));
    EXPECT_THAT(page, HasSubstr("touch owned"));
}

TEST(TickStep, is_one_two_or_five_times_a_power_of_ten)
{
    EXPECT_DOUBLE_EQ(tick_step(100, 5), 20);
    EXPECT_DOUBLE_EQ(tick_step(1, 4), 0.5);
    EXPECT_DOUBLE_EQ(tick_step(3, 4), 1);
    EXPECT_DOUBLE_EQ(tick_step(0.035, 4), 0.01);
}

TEST(TimeAxis, counts_months_in_long_studies_and_days_in_short_ones)
{
    TimeAxis const man{730.5}, mouse{70};
    EXPECT_DOUBLE_EQ(man.end(), 24);
    EXPECT_DOUBLE_EQ(man.step(8), 3);
    EXPECT_EQ(man.unit(), "months");
    EXPECT_DOUBLE_EQ(mouse.end(), 70);
    EXPECT_DOUBLE_EQ(mouse.step(8), 10);
    EXPECT_EQ(mouse.unit(), "days");
}

}   // namespace
}   // namespace radici::report
