#include "radici/radiobiology/ctcae.hpp"

#include "radici/base/error.hpp"

namespace radici::radiobiology {

CountGrades count_grades(BloodCell cell)
{
    switch (cell) {
    case BloodCell::lymphocytes:
        return {{1.0, 0.8, 0.5, 0.2}};   // lower limit of normal: 1.0 of common laboratories
    case BloodCell::platelets:
        return {{150, 75, 50, 25}};   // lower limit of normal: 150
    case BloodCell::neutrophils:
        return {{2.0, 1.5, 1.0, 0.5}};   // lower limit of normal: 2.0
    }
    expectation_failed("a known blood cell", __FILE__, __LINE__);
}

int count_grade(BloodCell cell, double count_1e9_per_L)
{
    int grade = 0;
    for (double const limit : count_grades(cell).below_1e9_per_L)
        if (count_1e9_per_L < limit)
            ++grade;
    return grade;
}

}   // namespace radici::radiobiology
