#include "radici/nuclide/nuclide.hpp"

namespace radici::nuclide {

std::string_view to_text(DecayType type)
{
    switch (type) {
    case DecayType::alpha:
        return "alpha";
    case DecayType::beta_minus:
        return "beta-";
    case DecayType::capture:
        return "ec";
    case DecayType::capture_or_beta_plus:
        return "ec/beta+";
    case DecayType::isomeric:
        return "IT";
    }
    return "";
}

}   // namespace radici::nuclide
