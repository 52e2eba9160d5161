#include "radici/base/data_folder.hpp"

#include <cstdlib>
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "radici/base/error.hpp"
#include "support/message_of.hpp"
#include "support/temporary_folder.hpp"

namespace radici {
namespace {

/// Sets or removes RADICI_DATA and puts it back.
class DataVariable {
public:
    explicit DataVariable(std::optional<std::string> const& value)
    {
        if (char const* before = std::getenv("RADICI_DATA"))
            before_ = before;
        put(value);
    }
    ~DataVariable() { put(before_); }
    DataVariable(DataVariable const&) = delete;
    DataVariable& operator=(DataVariable const&) = delete;

private:
    static void put(std::optional<std::string> const& value)
    {
        if (value)
            setenv("RADICI_DATA", value->c_str(), 1);
        else
            unsetenv("RADICI_DATA");
    }
    std::optional<std::string> before_;
};

TEST(DataFolder, is_what_the_variable_says)
{
    test::TemporaryFolder const folder;
    DataVariable const variable{folder.path().string()};
    EXPECT_EQ(data_folder(), folder.path());
}

TEST(DataFolder, a_variable_that_names_no_folder_is_an_error)
{
    DataVariable const variable{"/nowhere/at/all"};
    EXPECT_EQ(test::message_of([] { static_cast<void>(data_folder()); }),
              "RADICI_DATA is \"/nowhere/at/all\" (there is no such folder) - let it name the "
              "folder data/ of "
              "radici");
}

TEST(DataFolder, lies_beside_the_programs_of_the_build_tree)
{
    DataVariable const variable{std::nullopt};
    EXPECT_TRUE(std::filesystem::equivalent(data_folder(), RADICI_SOURCE_DIR "/data"));
}

}   // namespace
}   // namespace radici
