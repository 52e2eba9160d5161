#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "radici/base/parameter.hpp"
#include "radici/kinetics/linear_model.hpp"

namespace radici::kinetics {

/// What the size of a vector says of it: smooth functions of the molecular radius r.
///   r         ∝ M^(1/3)
///   exchange  ∝ (1/r)·[(1 − w)·H(r/r_s) + w·H(r/r_L)],  two pores, H hindered diffusion
///   void      ∝ (1 − r/mesh)²
///   sieving   1/(1 + (r/r_k)^n), times glomerular filtration: nothing above 60 kDa
///   retained  of what is filtered: R·x/(1 + x), x = (r/r_t)^m
///   liver     c/(1 + (r/r_F)^q)
/// Valid   0.2 to 500 kDa
/// Source  form after Schmidt & Wittrup, Mol Cancer Ther 8:2861 (2009); H of Renkin, J Gen Physiol
///         38:225 (1954); constants of data/kinetics/size.toml
class SizeRule {
public:
    [[nodiscard]] static SizeRule load(std::filesystem::path const& data_folder);

    [[nodiscard]] double radius_nm(double mass_kDa) const;
    /// PS: plasma to tumour tissue, plasma volumes per tissue volume and day.
    [[nodiscard]] double exchange_per_d(double mass_kDa) const;
    [[nodiscard]] double void_fraction(double mass_kDa) const;
    /// Glomerular sieving coefficient, 0-1.
    [[nodiscard]] double sieving(double mass_kDa) const;
    [[nodiscard]] double filtered_per_d(double mass_kDa) const;
    [[nodiscard]] double retained_share(double mass_kDa) const;
    [[nodiscard]] double catabolised_per_d(double mass_kDa) const;
    /// A body of man for a vector of which nothing but its size is known: plasma, tissue, kidney,
    /// liver, bladder, gut.
    [[nodiscard]] LinearModel body(double mass_kDa) const;
    /// The constants by their keys in the file.
    [[nodiscard]] std::vector<std::pair<std::string, Parameter>> const& parameters() const
    {
        return parameters_;
    }

private:
    [[nodiscard]] double at(std::string_view key) const;
    [[nodiscard]] double passage(double radius_nm) const;

    std::vector<std::pair<std::string, Parameter>> parameters_;
};

}   // namespace radici::kinetics
