#pragma once
#include <cvodes/cvodes.h>
#include <memory>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_context.h>
#include <sundials/sundials_linearsolver.h>
#include <sundials/sundials_matrix.h>

#include "radici/numerics/block_arrow.hpp"

/// Owners of SUNDIALS objects, and the two that make it work on a BlockArrow.
namespace radici::reference::detail {

using numerics::BlockArrow;

template <class Pointer, auto destroy>
struct Destroyer {
    using pointer = Pointer;
    void operator()(Pointer p) const { destroy(p); }
};

inline void free_context(SUNContext c)
{
    SUNContext_Free(&c);
}
inline void free_cvode(void* memory)
{
    CVodeFree(&memory);
}
inline void free_linear_solver(SUNLinearSolver s)
{
    SUNLinSolFreeEmpty(s);
}

using Context = std::unique_ptr<SUNContext, Destroyer<SUNContext, free_context>>;
using Vector = std::unique_ptr<N_Vector, Destroyer<N_Vector, N_VDestroy>>;
using Matrix = std::unique_ptr<SUNMatrix, Destroyer<SUNMatrix, SUNMatFreeEmpty>>;
using LinearSolver =
    std::unique_ptr<SUNLinearSolver, Destroyer<SUNLinearSolver, free_linear_solver>>;
using Cvode = std::unique_ptr<void, Destroyer<void*, free_cvode>>;

/// A matrix that names `arrow` and does nothing by itself: the solver below factors and solves, the
/// linear-system function of the integrator fills. Neither owns the arrow.
[[nodiscard]] Matrix arrow_matrix(BlockArrow& arrow, SUNContext context);
[[nodiscard]] LinearSolver arrow_solver(BlockArrow& arrow, SUNContext context);

}   // namespace radici::reference::detail
