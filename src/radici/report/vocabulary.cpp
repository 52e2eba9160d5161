#include "radici/report/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

namespace radici::report {
namespace {

struct Endpoint {
    std::string_view name, brief, words;
};

constexpr std::array endpoints{
    Endpoint{"orr", "ORR", "objective response rate"},
    Endpoint{"cr", "CR", "complete response rate"},
    Endpoint{"dcr", "DCR", "disease control rate"},
    Endpoint{"pfs", "PFS", "progression-free survival"},
    Endpoint{"rpfs", "rPFS", "radiographic progression-free survival"},
    Endpoint{"os", "OS", "overall survival"},
    Endpoint{"survival", "survival", "survival"},
    Endpoint{"psa50", "PSA50", "PSA fall of 50 % or more"},
    Endpoint{"ctdna50_6w", "ctDNA50", "ctDNA fall of 50 % or more at week 6"},
    Endpoint{"cure", "cure", "cure"},
    Endpoint{"dlt", "DLT", "dose-limiting toxicity"},
    Endpoint{"any_g3", "any, grade ≥ 3", "any toxicity of grade 3 or more"},
    Endpoint{"lymphopenia_g3", "lymphopenia, grade ≥ 3", "lymphopenia of grade 3 or more"},
    Endpoint{"thrombocytopenia_g3", "thrombocytopenia, grade ≥ 3",
             "thrombocytopenia of grade 3 or more"},
    Endpoint{"irae_g3", "immune-related, grade ≥ 3",
             "an immune-related adverse event of grade 3 or more"},
    Endpoint{"progression", "progression", "progression"},
    Endpoint{"toxicity_g3", "toxicity, grade ≥ 3", "toxicity of grade 3 or more"},
    Endpoint{"death", "death", "death"},
    Endpoint{"kidney_g2", "kidney, grade ≥ 2", "kidney toxicity of grade 2 or more"},
    Endpoint{"xerostomia_g2", "dry mouth, grade ≥ 2", "dry mouth of grade 2 or more"},
};

std::string spelled_out(std::string_view name)
{
    std::string words{name};
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

Endpoint const* find(std::string_view name)
{
    auto const found = std::find_if(endpoints.begin(), endpoints.end(),
                                    [&](Endpoint const& e) { return e.name == name; });
    return found == endpoints.end() ? nullptr : &*found;
}

}   // namespace

std::string name_of(study::SeriesGroup group)
{
    switch (group) {
        using enum study::SeriesGroup;
    case volume:
        return "volume";
    case dose:
        return "dose";
    case activity:
        return "activity";
    case immune:
        return "immune";
    case blood:
        return "blood";
    case occupancy:
        return "occupancy";
    case marker:
        return "marker";
    }
    std::abort();
}

std::string name_of(study::Event::Kind kind)
{
    switch (kind) {
        using enum study::Event::Kind;
    case dose:
        return "dose";
    case scan:
        return "scan";
    case response:
        return "response";
    case progression:
        return "progression";
    case treatment_stop:
        return "treatment_stop";
    case toxicity:
        return "toxicity";
    case death:
        return "death";
    case end:
        return "end";
    }
    std::abort();
}

std::string words_for(study::Event::Kind kind)
{
    if (kind == study::Event::Kind::treatment_stop)
        return "treatment stopped";
    if (kind == study::Event::Kind::end)
        return "end of follow-up";
    return name_of(kind);
}

std::string words_for_endpoint(std::string_view name)
{
    auto const* known = find(name);
    return known ? std::string{known->words} : spelled_out(name);
}

std::string short_endpoint(std::string_view name)
{
    auto const* known = find(name);
    return known ? std::string{known->brief} : spelled_out(name);
}

std::string words_for_region(std::string_view region)
{
    if (region == "salivary" || region == "lacrimal")
        return std::string{region} + " glands";
    return spelled_out(region);
}

std::string toxicity_words(std::string_view name)
{
    if (name == "IRAE")
        return "Immune-related adverse events";
    if (name == "XEROSTOMIA")
        return "Dry mouth";
    std::string words = spelled_out(name);
    std::transform(words.begin(), words.end(), words.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return sentence_case(words);
}

std::string printed_unit(std::string_view unit)
{
    if (unit.starts_with("1/"))
        return "per " + printed_unit(unit.substr(2));
    std::string text{unit};
    for (auto const& [plain, power] : {std::pair{"1e6", "10⁶"}, {"1e9", "10⁹"}, {"1e12", "10¹²"}})
        if (text.starts_with(plain))
            text.replace(0, std::string_view{plain}.size(), power);
    if (auto const micro = text.find("uL"); micro != std::string::npos)
        text.replace(micro, 1, "µ");
    if (text.starts_with("ug") || text.starts_with("uCi"))
        text.replace(0, 1, "µ");
    if (text.ends_with("mm3"))
        text.replace(text.size() - 1, 1, "³");
    return text;
}

std::string sentence_case(std::string text)
{
    std::string_view const first_word = std::string_view{text}.substr(0, text.find(' '));
    bool const written_so = std::any_of(first_word.begin(), first_word.end(),
                                        [](unsigned char c) { return std::isupper(c) != 0; });
    if (!text.empty() && !written_so)
        text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    return text;
}

}   // namespace radici::report
