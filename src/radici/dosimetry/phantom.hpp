#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "radici/dosimetry/anatomy.hpp"
#include "radici/dosimetry/solid.hpp"

namespace radici::dosimetry {

/// How much of a region lies in a tissue. A part counts for itself and for its whole.
struct Held {
    std::string region;
    double mass_g = 0;
    bool content = false;   ///< the content of a walled region: its source, not its target
};

/// Whether red marrow is among what is held.
[[nodiscard]] bool has_marrow(std::vector<Held> const& holds, RegionList const& regions);

/// Matter of one kind that fills voxels: an organ, or a mixture of regions (spongiosa holds red
/// marrow, bone mineral and bone surface).
struct Tissue {
    std::string name, material;
    double density_g_per_cm3 = 0;   ///< of the material
    double mass_g = 0;
    std::vector<Held> holds;
};

/// Solids that are filled from the inside outwards by layers of tissue, by mass.
struct BodyPart {
    struct Layer {
        std::size_t tissue = 0;   ///< of `Phantom::tissues`
        double mass_g = 0;
    };
    std::string name;
    std::vector<Solid> solids;   ///< their union
    std::vector<Layer> layers;
};

/// A reference body drawn with analytic solids: what a voxel body is made from.
///
/// Parts claim space in their order, the first keeps it; the last is the outline of the body and
/// fills what is left. Masses are those of the anatomy: the regions' shares in the tissues add to
/// the mass of each region, the layers of all parts to the mass of each tissue.
/// Source  shapes and places are ours (assumed), see `data/anatomy/bodies`
struct Phantom {
    std::string description;
    Anatomy anatomy;
    std::vector<Tissue> tissues;
    std::vector<BodyPart> parts;
    double spacing_cm = 0;   ///< of voxels where nobody asks for another
    double slack_cm = 0;     ///< by how much a part may differ from its drawing to get its mass

    /// @param name  `adult-male`, `adult-female`, `mouse-25g`; StudyError with the nearest name, or
    ///              located in the file where masses or shares do not add up
    [[nodiscard]] static Phantom load(std::filesystem::path const& data_folder,
                                      std::string_view name);
};

/// Names of the bodies in `data/anatomy/bodies`, sorted.
[[nodiscard]] std::vector<std::string> phantom_names(std::filesystem::path const& data_folder);

}   // namespace radici::dosimetry
