#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "radici/base/parameter.hpp"

namespace radici::dosimetry {

/// How a region takes part in dosimetry; `data/anatomy/regions.toml` says what each means.
enum class RegionKind {
    solid,
    walled,
    content,
    marrow,
    bone_surface,
    bone_mineral,
    blood,
    remainder,
    lesion
};

/// Whether a dose is given for it: not for contents, bone mineral and lesions.
[[nodiscard]] bool is_target(RegionKind kind);

struct Region {
    std::string name;
    RegionKind kind = RegionKind::solid;
    std::vector<std::string> synonyms;
    std::string part_of;   ///< a larger region that holds it, or ""
    std::string wall;      ///< of a content: the region that lines it
};

/// The one list of regions, `data/anatomy/regions.toml`.
class RegionList {
public:
    [[nodiscard]] static RegionList load(std::filesystem::path const& data_folder);
    /// `kidneys`, `Salivary glands` → `kidney`, `salivary`; StudyError with the nearest name.
    [[nodiscard]] std::string const& canonical(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
    /// @param name  canonical
    [[nodiscard]] Region const& at(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> names() const;   ///< in the order of the file

private:
    std::vector<Region> regions_;
    std::map<std::string, std::size_t, std::less<>> index_;   ///< of every name and synonym
};

/// A region of a reference body.
struct Organ {
    Region region;
    Parameter mass_g;                          ///< tissue; of a content: the content
    std::optional<Parameter> content_mass_g;   ///< of a walled region
    double blood_share = 0;                    ///< of the body's blood
};

/// A reference body: its masses.
/// What it looks like in voxels is drawn in `phantom.hpp`.
class Anatomy {
public:
    /// @param name  `adult-male`, `adult-female`, `mouse-25g`
    [[nodiscard]] static Anatomy load(std::filesystem::path const& data_folder,
                                      std::string_view name);

    [[nodiscard]] std::string const& name() const { return name_; }
    [[nodiscard]] RegionList const& regions() const { return regions_; }
    /// Takes synonyms; StudyError where the body has no such region.
    [[nodiscard]] Organ const& at(std::string_view region) const;
    [[nodiscard]] double mass_g(std::string_view region) const { return at(region).mass_g.value; }
    /// What has a place of its own: of blood that in the heart and large vessels.
    [[nodiscard]] double placed_mass_g(Organ const& organ) const
    {
        return organ.mass_g.value *
               (organ.region.kind == RegionKind::blood ? vessel_blood_share_ : 1);
    }
    [[nodiscard]] std::vector<Organ> const& organs() const { return organs_; }
    [[nodiscard]] double body_mass_g() const { return body_mass_g_; }
    /// Share of the blood that is in the heart and large vessels, and so is its own target.
    [[nodiscard]] double vessel_blood_share() const { return vessel_blood_share_; }
    /// Share of the activity on bone surfaces that lies on trabecular bone.
    [[nodiscard]] double trabecular_share() const { return trabecular_share_; }

private:
    RegionList regions_;
    std::string name_;
    std::vector<Organ> organs_;
    double body_mass_g_ = 0, vessel_blood_share_ = 0, trabecular_share_ = 0;
};

}   // namespace radici::dosimetry
