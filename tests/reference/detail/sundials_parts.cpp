#include "reference/detail/sundials_parts.hpp"

#include <algorithm>
#include <new>

namespace radici::reference::detail {
namespace {

BlockArrow& arrow_of(SUNLinearSolver solver)
{
    return *static_cast<BlockArrow*>(solver->content);
}

/// The integrator's linear-system function has already factored: it alone knows γ.
int keep_factors(SUNLinearSolver, SUNMatrix)
{
    return SUNLS_SUCCESS;
}

int solve_arrow(SUNLinearSolver solver, SUNMatrix, N_Vector x, N_Vector b, realtype)
{
    BlockArrow& arrow = arrow_of(solver);
    std::copy_n(N_VGetArrayPointer(b), arrow.shape().size(), N_VGetArrayPointer(x));
    arrow.solve(N_VGetArrayPointer(x));
    return SUNLS_SUCCESS;
}

}   // namespace

Matrix arrow_matrix(BlockArrow& arrow, SUNContext context)
{
    Matrix matrix(SUNMatNewEmpty(context));
    if (!matrix)
        throw std::bad_alloc();
    matrix.get()->content = &arrow;
    matrix.get()->ops->getid = [](SUNMatrix) { return SUNMATRIX_CUSTOM; };
    matrix.get()->ops->zero = [](SUNMatrix) { return SUNMAT_SUCCESS; };
    return matrix;
}

LinearSolver arrow_solver(BlockArrow& arrow, SUNContext context)
{
    LinearSolver solver(SUNLinSolNewEmpty(context));
    if (!solver)
        throw std::bad_alloc();
    solver.get()->content = &arrow;
    solver.get()->ops->gettype = [](SUNLinearSolver) { return SUNLINEARSOLVER_DIRECT; };
    solver.get()->ops->getid = [](SUNLinearSolver) { return SUNLINEARSOLVER_CUSTOM; };
    solver.get()->ops->setup = keep_factors;
    solver.get()->ops->solve = solve_arrow;
    return solver;
}

}   // namespace radici::reference::detail
