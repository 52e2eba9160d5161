#pragma once
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "radici/study/fit/data.hpp"
#include "support/message_of.hpp"
#include "support/temporary_folder.hpp"

namespace radici::test {

inline constexpr auto toy_study = R"([study]
name = "toy"
species = "human"
patients = 100
horizon = "6 months"
[patient]
disease = "gep_net"
lesions = { count = "1", volume = { lognormal = "12 mL", cv = 0.3 } }
[[arm]]
name = "control"
[[arm.give]]
agent = "nivolumab"
dose = "240 mg"
start = "day 1"
)";

inline constexpr auto toy_fit = R"([fit]
patients = 6
search = 2
warm_up = 4
steps = 8
temperatures = 2
members = 5
parameter = [{ name = "gep_net:tumour_cells.growth_rate" }, { name = "immune.blood_volume", low = "4e6 mm3", high = "6e6 mm3" }]
)";

inline constexpr auto data_header = "arm,subject,time,quantity,value,unit,censored,n,low,high\n";

/// A folder with a study, its fit and data.
class ToyFit : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path write(std::string const& name,
                                              std::string const& text) const
    {
        std::ofstream(folder / name) << text;
        return folder / name;
    }
    [[nodiscard]] study::fit::Plan plan(std::string const& fit = toy_fit) const
    {
        return study::fit::read_plan(write("toy.toml", toy_study + fit), agents, data);
    }
    [[nodiscard]] std::vector<study::fit::DataGroup> read(std::string const& rows,
                                                          study::fit::Plan const& plan) const
    {
        return study::fit::read_data({write("data.csv", data_header + rows)}, plan);
    }
    [[nodiscard]] std::string complaint(std::string const& rows, study::fit::Plan const& plan) const
    {
        return message_of([&] { (void)read(rows, plan); });
    }

    std::filesystem::path const data = std::filesystem::path(RADICI_SOURCE_DIR) / "data";
    kinetics::AgentLibrary const agents = kinetics::AgentLibrary::load(data);
    test::TemporaryFolder const temporary;
    std::filesystem::path const folder = temporary.path();
};

}   // namespace radici::test
