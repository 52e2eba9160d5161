#include "radici/dosimetry/validation.hpp"

#include <cmath>
#include <map>

#include "radici/base/constants.hpp"
#include "radici/base/document.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/dosimetry/sphere_dose.hpp"
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

    ValidationRow electron_range(Node const& node)
    {
        std::string const material = node.at("material").text();
        double const energy_MeV = node.at("energy").in("MeV");
        ValidationRow row = start(node, "");
        row.name = "electron of " + value_text(energy_MeV, "MeV") + " in " + material +
                   ", CSDA range (g/cm2)";
        row.published = node.at("range").in("g/cm2");
        row.ours =
            transport::ElectronRange::load(data_folder_, material).range_g_per_cm2(energy_MeV);
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
        ValidationRow row;
        if (!published.empty())
            row.published = node.at(published).number();
        if (auto const sd = node.find("sd"))
            row.published_sd = sd->number();
        row.tolerance = node.at("tolerance").number();
        row.source = node.at("source").text();
        return row;
    }

    nuclide::NuclideLibrary const& library_;
    std::filesystem::path data_folder_;
    std::map<std::string, transport::Medium, std::less<>> media_;
};

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
        if (auto const list = root.find(key))
            for (Node const& node : list->items())
                rows.push_back((validator.*row)(node));
    };
    each("sphere", &Validator::sphere);
    each("point_kernel", &Validator::point_kernel);
    each("electron_range", &Validator::electron_range);
    each("energy_constant", &Validator::energy_constant);
    root.finish();
    return rows;
}

}   // namespace radici::dosimetry
