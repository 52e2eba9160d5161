#include "svalue_question.hpp"

#include <cmath>

#include "radici/base/error.hpp"
#include "radici/base/unit_text.hpp"

namespace radici::cli {

namespace {

using dosimetry::SValueMethod;

[[noreturn]] void refuse(std::string const& option, Complaint what)
{
    throw StudyError({"radici svalue", 0, option}, std::move(what));
}

/// What an option's value is to look like.
struct Form {
    char const* unit;
    char const* quantity;   ///< "a length"
    char const* example;
};
constexpr Form length_um{"um", "a length", "5um"}, length_mm{"mm", "a length", "4.8mm"},
    mass_g{"g", "a mass", "10g"}, energy_MeV{"MeV", "an energy", "1keV"},
    share{"%", "a percentage", "0.2%"};

double read(std::string const& option, std::string const& text, Form const& form)
{
    auto const value = read_value(text);
    std::string const name = form.quantity, example = form.example;
    std::string const unit = example.substr(example.find_first_not_of("0123456789."));
    if (value && value->unit_text.empty())
        refuse(option, {text, name + " needs its unit", "write " + text + unit});
    if (!value || !value->unit.same_dimension(unit_of(form.unit)))
        refuse(option, {text, "this is not " + name, "write it like " + example});
    return value->in(unit_of(form.unit));
}

/// A name of `read_name`'s, or a complaint that lists them.
template <class Read>
auto place(std::string const& option, std::string const& text, std::string const& all,
           Read read_name)
{
    auto const found = read_name(text);
    if (text.empty())
        refuse(option, {"missing", "a cell has several parts", "one of " + all});
    if (!found)
        refuse(option, {text, "no such part of a cell", "one of " + all});
    return *found;
}

dosimetry::CellRegion cell_of(SValueOptions const& options)
{
    if (options.nucleus.empty())
        refuse("--nucleus", {"missing", "a cell has a nucleus", "--nucleus 4um, a radius"});
    return {{.nucleus_um = read("--nucleus", options.nucleus, length_um),
             .cell_um = read("--cell", options.cell, length_um)},
            place("--from", options.from, "N, Cy, CS", dosimetry::cell_source),
            place("--to", options.to.empty() ? "N" : options.to, "N, C", dosimetry::cell_target)};
}

dosimetry::VoxelRegion voxel_of(SValueOptions const& options)
{
    if (options.extent && *options.extent < 1)
        refuse("--extent", {std::to_string(*options.extent), "1 to 40 voxels from the source",
                            "leave it out for the source voxel alone"});
    return {.width_mm = read("--voxel", options.voxel, length_mm),
            .extent = options.extent.value_or(0)};
}

dosimetry::PhantomRegion phantom_of(SValueOptions const& options)
{
    if (options.from.empty())
        refuse("--from", {"missing", "the decays are somewhere in the body",
                          "--from kidney, a name of data/anatomy/regions.toml"});
    return {.body = options.phantom, .source = options.from, .target = options.to};
}

void refuse_strangers(SValueOptions const& options)
{
    auto const only = [](char const* option, bool given, std::string const& geometry,
                         std::string const& geometry_value) {
        if (given && geometry_value.empty())
            refuse(option, {"this belongs to " + geometry, "there is none", "leave it out"});
    };
    only("--nucleus", !options.nucleus.empty(), "--cell", options.cell);
    std::string const parted = options.cell + options.phantom;
    only("--from", !options.from.empty(), "--cell or --phantom", parted);
    only("--to", !options.to.empty(), "--cell or --phantom", parted);
    only("--extent", options.extent.has_value(), "--voxel", options.voxel);
}

dosimetry::SValueGeometry geometry_of(SValueOptions const& options)
{
    int const given = !options.sphere.empty() + !options.voxel.empty() + !options.cell.empty() +
                      !options.phantom.empty();
    std::string const choice = "--sphere 10g, --voxel 4.8mm, --cell 5um --nucleus 4um --from N or "
                               "--phantom adult-male --from kidney";
    if (given == 0)
        refuse("", {"no geometry", "an S value belongs to one", choice});
    if (given > 1)
        refuse("", {"more than one geometry", "an S value belongs to one", "one of " + choice});
    refuse_strangers(options);
    if (!options.sphere.empty())
        return dosimetry::SphereRegion{read("--sphere", options.sphere, mass_g)};
    if (!options.voxel.empty())
        return voxel_of(options);
    if (!options.phantom.empty())
        return phantom_of(options);
    return cell_of(options);
}

SValueMethod method_of(SValueOptions const& options)
{
    if (options.method.empty())
        return options.cell.empty() ? SValueMethod::monte_carlo : SValueMethod::csda;
    for (auto const method : {SValueMethod::csda, SValueMethod::kernel, SValueMethod::monte_carlo})
        if (options.method == to_text(method))
            return method;
    refuse("--method", {options.method, "there is no such method", "one of csda, kernel, mc"});
}

std::uint64_t histories_of(std::string const& text)
{
    constexpr double fewest = 100, most = 1e12;
    auto const value = read_value(text);
    bool const whole =
        value && value->unit_text.empty() && value->number == std::floor(value->number);
    if (!whole || !(value->number >= fewest && value->number <= most))
        refuse("--histories", {text, "a whole number from 100 to 1e12", "write 100000 or 1e5"});
    return static_cast<std::uint64_t>(value->number);
}

double uncertainty_of(std::string const& text)
{
    double const relative = read("--uncertainty", text, share) / 100;
    if (!(relative > 0 && relative <= 0.5))
        refuse("--uncertainty",
               {text, "one standard error, over 0 and up to 50 %", "write it like 0.2%"});
    return relative;
}

/// What belongs to Monte Carlo alone.
void refuse_sampling(SValueOptions const& options, std::string const& method)
{
    for (auto const& [option, text] :
         {std::pair{"--cutoff", options.cutoff}, std::pair{"--histories", options.histories},
          std::pair{"--uncertainty", options.uncertainty}})
        if (!text.empty())
            refuse(option, {text, method + " has none, it samples nothing", "add --method mc"});
}

dosimetry::Sampling sampling_of(SValueOptions const& options, SValueMethod method)
{
    dosimetry::Sampling sampling;
    sampling.seed = options.seed;
    sampling.threads = options.threads;
    if (method != SValueMethod::monte_carlo)
        refuse_sampling(options, to_text(method));
    if (!options.histories.empty() && !options.uncertainty.empty())
        refuse("--histories",
               {"with --uncertainty", "one of them says when to end", "leave one of them out"});
    if (!options.cutoff.empty())
        sampling.cut_MeV = read("--cutoff", options.cutoff, energy_MeV);
    if (!options.histories.empty())
        sampling.histories = histories_of(options.histories);
    if (!options.uncertainty.empty())
        sampling.relative_sd = uncertainty_of(options.uncertainty);
    return sampling;
}

}   // namespace

dosimetry::SValueQuestion svalue_question(SValueOptions const& options)
{
    dosimetry::SValueQuestion question;
    question.nuclide = options.nuclide;
    question.geometry = geometry_of(options);
    question.method = method_of(options);
    question.daughters =
        options.no_daughters ? dosimetry::Daughters::left_out : dosimetry::Daughters::in_place;
    question.medium = options.medium;
    question.sampling = sampling_of(options, question.method);
    return question;
}

}   // namespace radici::cli
