#include "cli/small_study.hpp"

namespace radici::test {

std::string small_study()
{
    return R"([study]
name = "small"
species = "human"
patients = 40
horizon = "3 months"
seed = 11

[patient]
disease = "mcrpc"
lesions = { count = { poisson = 3, min = 1 } }

[[arm]]
name = "both"
[[arm.give]]
agent = "lu177_psma617"
activity = "7.4 GBq"
start = "day 1"
[[arm.give]]
agent = "nivolumab"
dose = "3 mg/kg"
start = "day 15"
every = "3 wk"
times = 3

[[arm]]
name = "radioligand"
[[arm.give]]
agent = "lu177_psma617"
activity = "7.4 GBq"
start = "day 1"

[compare]
reference = "radioligand"
endpoints = ["rpfs", "os"]
)";
}

}   // namespace radici::test
