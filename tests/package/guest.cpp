// A guest in the house: uses the installed library as any project would.
#include <iostream>

#include "radici/nuclide/library.hpp"
#include "radici/report/text.hpp"

int main()
{
    auto const library = radici::nuclide::NuclideLibrary::load(RADICI_DATA_DIR);
    double const days = library.at("177Lu").half_life_s / 86400;
    std::cout << "Lu-177 lives " << radici::report::rounded(days, 3) << " d\n";
    return days > 6.6 && days < 6.7 ? 0 : 1;   // 6.647 d, DDEP
}
