#include "study/sample_study.hpp"

#include "radici/base/error.hpp"
#include "radici/kinetics/agent_library.hpp"
#include "radici/study/reader.hpp"
#include "support/message_of.hpp"

namespace radici::test {

std::string sample_study()
{
    return R"([study]
name = "sample"
registry = "NCT00000000"
species = "human"
patients = 20
horizon = "12 months"
seed = 5

[patient]
disease = "mcrpc"
sex = "male"
weight = { normal = "80 kg", sd = "10 kg" }
height = "175 cm"
lesions = { count = { poisson = 4 }, volume = { lognormal = "3 mL", cv = 1.2 } }

[[arm]]
name = "both"
[[arm.give]]
agent = "lu177_psma617"
activity = "7.4 GBq"
start = "day 1"
every = "6 wk"
times = 3
factor = [1, 0.75, 0.75]
infusion = "30 min"
[[arm.give]]
agent = "nivolumab"
dose = "3 mg/kg"
start = "day 15"
every = "2 weeks"
until = "progression"
toxicity_rules = false

[[arm]]
name = "radioligand"
[[arm.give]]
agent = "177Lu-PSMA-617"
tumour_dose = "20 Gy"
start = "day 1"
beyond_progression = true

[endpoints]
scan_every = "9 wk"

[compare]
reference = "radioligand"
endpoints = ["rpfs", "os"]
)";
}

std::string sample_animals(std::string const& start)
{
    return R"([study]
name = "mice"
species = "mouse"
patients = 4
horizon = "60 d"

[patient]
strain = "nude"
weight = "20 g"

[tumour]
line = "b78"
sites = 2
)" + start +
           R"(

[endpoints]
humane_volume = "1200 mm3"

[[arm]]
name = "none"

[[arm]]
name = "all"
[[arm.give]]
agent = "ebrt"
dose = "8 Gy"
dose_rate = "1 Gy/min"
lesions = [1]
blood_share = 0.02
node_share = 0.1
marrow_share = 0.03
start = "day 1"
[[arm.give]]
agent = "vaccine"
antigen = 0.1
share = 0.5
start = "day 2"
[[arm.give]]
agent = "adoptive_t_cells"
cells = 1e6
start = "day 3"
[[arm.give]]
agent = "treg_depletion"
share = 0.9
start = "day 4"
[[arm.give]]
agent = "embolisation"
share = 0.3
start = "day 5"
[[arm.give]]
agent = "surgery"
lesions = [2]
start = "day 6"
[[arm.give]]
agent = "rechallenge"
cells = 5e5
start = "day 30"
)";
}

std::string sample_with(std::string_view piece, std::string_view by)
{
    auto text = sample_study();
    auto const at = text.find(piece);
    RADICI_EXPECT(at != std::string::npos);
    return text.replace(at, piece.size(), by);
}

study::Study read_text_study(std::string const& text)
{
    std::string const data = RADICI_SOURCE_DIR "/data";
    static auto const agents = kinetics::AgentLibrary::load(data);
    return study::read_study(Document::parse(text, "s.toml"), agents, data);
}

std::string fault_of(std::string const& text)
{
    return message_of([&] { static_cast<void>(read_text_study(text)); });
}

}   // namespace radici::test
