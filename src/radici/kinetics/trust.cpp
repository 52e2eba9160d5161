#include "radici/kinetics/trust.hpp"

namespace radici::kinetics {
namespace {

template <class Item>
std::vector<Parameter> usual_amounts(Item const& item)
{
    std::vector<Parameter> numbers;
    for (auto const& usual : item.usual)
        numbers.push_back(usual.amount);
    return numbers;
}

}   // namespace

std::vector<Parameter> numbers_of(Radiopharmaceutical const& agent)
{
    std::vector<Parameter> numbers = usual_amounts(agent);
    for (Parameter const& one : {agent.molar_mass_kDa, agent.cycles, agent.interval_d})
        numbers.push_back(one);
    numbers.insert(numbers.end(), agent.transfer_rates.begin(), agent.transfer_rates.end());
    for (auto const& spread : agent.spreads)
        numbers.push_back(spread.sd_ln);
    for (auto const& [key, parameter] : agent.lesion_parameters)
        numbers.push_back(parameter);
    for (auto const& [species, amount] : agent.ligand_nmol)
        numbers.push_back(amount);
    for (auto const& change : agent.elsewhere) {
        for (auto const& [transfer, rate] : change.transfers)
            numbers.push_back(rate);
        for (auto const& [key, parameter] : change.parameters)
            numbers.push_back(parameter);
    }
    if (agent.daughter)
        for (auto const& [key, share] : agent.daughter->parameters)
            numbers.push_back(share);
    return numbers;
}

std::vector<Parameter> numbers_of(Antibody const& antibody)
{
    std::vector<Parameter> numbers = usual_amounts(antibody);
    for (auto const& [key, parameter] : antibody.parameters)
        numbers.push_back(parameter);
    if (antibody.label_half_life_d)
        numbers.push_back(*antibody.label_half_life_d);
    return numbers;
}

std::map<Trust, int> count_trust(std::vector<Parameter> const& numbers)
{
    std::map<Trust, int> count;
    for (Parameter const& number : numbers)
        ++count[number.trust];
    return count;
}

}   // namespace radici::kinetics
