#include "radici/dosimetry/validation.hpp"

#include <cmath>
#include <map>

#include "radici/base/constants.hpp"
#include "radici/base/document.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/dosimetry/sphere_dose.hpp"
#include "radici/dosimetry/validation_tables.hpp"
#include "radici/nuclide/energy.hpp"

namespace radici::dosimetry {

namespace {

class Validator {
public:
    Validator(nuclide::NuclideLibrary const& library, std::filesystem::path data_folder)
        : library_(library), data_folder_(std::move(data_folder))
    {
    }

    ValidationRow sphere(Node const& node)
    {
        auto const& water = medium(node);
        std::string what;
        auto const list = emitted(node, what);
        auto const dose = SphereSelfDose::make(what, list, water);
        double const mass_g = node.at("mass").in("g");
        ValidationRow row = start(node, "absorbed_fraction");
        row.name = what + ", sphere of " + value_text(mass_g, "g");
        row.ours = dose.absorbed_MeV(mass_g).total() / dose.emitted_MeV().total();
        row.promised = mass_g >= dose.smallest_mass_g();
        if (!row.promised)
            row.note = "below the smallest mass of the rule";
        return row;
    }

    ValidationRow point_kernel(Node const& node)
    {
        auto const& water = medium(node);
        std::string what;
        auto const decay = deposit(emitted(node, what), water);
        double const radius_cm = node.at("radius").in("cm");
        ValidationRow row = start(node, "fraction_within");
        row.name = what + ", within " + value_text(radius_cm, "cm") + " of a point";
        double const near = decay.alpha.absorbed.within_MeV(radius_cm) +
                            decay.beta.absorbed.within_MeV(radius_cm) +
                            decay.conversion_auger.absorbed.within_MeV(radius_cm);
        row.ours = near / decay.emitted.total();
        return row;
    }

    /// Dose to a kilogram in which 1 GBq decays for good: N·E with N = activity · half-life / ln 2.
    ValidationRow energy_constant(Node const& node)
    {
        auto const& n = library_.at(node.at("nuclide").text());
        ValidationRow row = start(node, "Gy_kg_per_GBq");
        row.name = n.name + ", dose of full decay (Gy kg/GBq)";
        row.ours = 1e9 * n.half_life_s / constant::ln2 * nuclide::energy_per_decay(n).beta *
                   constant::MeV_in_J;
        return row;
    }

private:
    transport::Medium const& medium(Node const& node)
    {
        std::string const name = node.at("medium").text();
        auto const found = media_.find(name);
        if (found != media_.end())
            return found->second;
        return media_.emplace(name, transport::Medium::load(data_folder_, name)).first->second;
    }

    std::vector<Emission> emitted(Node const& node, std::string& what) const
    {
        if (auto const name = node.find("nuclide")) {
            what = name->text();
            return emissions(library_, what, Daughters::left_out);
        }
        std::vector<std::string> const particles{"electron", "photon"};
        bool const photon = node.at("particle").choice(particles) == "photon";
        double const energy_MeV = node.at("energy").in("MeV");
        what = node.at("particle").text() + " of " + value_text(energy_MeV, "MeV");
        return {{photon ? EmissionClass::photon : EmissionClass::conversion_auger,
                 photon ? Particle::photon : Particle::electron, energy_MeV, 1, energy_MeV}};
    }

    static ValidationRow start(Node const& node, std::string_view published)
    {
        ValidationRow row = common_part(node);
        row.published = node.at(published).number();
        return row;
    }

    nuclide::NuclideLibrary const& library_;
    std::filesystem::path data_folder_;
    std::map<std::string, transport::Medium, std::less<>> media_;
};

std::vector<Node> items(Node const& root, std::string_view key)
{
    auto const list = root.find(key);
    return list ? list->items() : std::vector<Node>{};
}

}   // namespace

bool ValidationRow::within() const
{
    return std::abs(ours - published) <= tolerance * std::abs(published) + 2 * published_sd;
}

std::vector<ValidationRow> validate(nuclide::NuclideLibrary const& library,
                                    std::filesystem::path const& data_folder,
                                    std::filesystem::path const& file)
{
    Node const root = Document::open(file).root();
    Validator validator(library, data_folder);
    std::vector<ValidationRow> rows;
    auto const each = [&](std::string_view key, ValidationRow (Validator::*row)(Node const&)) {
        for (Node const& node : items(root, key))
            rows.push_back((validator.*row)(node));
    };
    each("sphere", &Validator::sphere);
    each("point_kernel", &Validator::point_kernel);
    each("energy_constant", &Validator::energy_constant);
    auto const add = [&](std::vector<ValidationRow> const& more) {
        rows.insert(rows.end(), more.begin(), more.end());
    };
    for (Node const& node : items(root, "electron_range"))
        rows.push_back(electron_range_row(node, data_folder));
    for (Node const& node : items(root, "alpha_range"))
        add(alpha_range_rows(node, data_folder));
    for (Node const& node : items(root, "photon_absorption"))
        add(photon_absorption_rows(node, data_folder));
    root.finish();
    return rows;
}

}   // namespace radici::dosimetry
