#include "dense_cvode.hpp"

#include <algorithm>

#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>

#include "radici/base/error.hpp"

namespace radici::bench {

DenseCvode::DenseCvode(reference::StiffSystem& system, reference::StiffOptions const& options)
    : system_(system), root_flags_(static_cast<std::size_t>(system.root_count()))
{
    SUNContext context = nullptr;
    must(SUNContext_Create(nullptr, &context));
    context_.reset(context);
    int const size = system.shape().size();
    RADICI_EXPECT(options.absolute_tolerance.size() == static_cast<std::size_t>(size));
    state_.reset(N_VNew_Serial(size, context));
    tolerance_.reset(N_VNew_Serial(size, context));
    quadrature_.reset(N_VNew_Serial(system.quadrature_count(), context));
    N_VConst(0, state_.get());
    N_VConst(0, quadrature_.get());
    std::ranges::copy(options.absolute_tolerance, N_VGetArrayPointer(tolerance_.get()));
    matrix_.reset(SUNDenseMatrix(size, size, context));
    solver_.reset(SUNLinSol_Dense(state_.get(), matrix_.get(), context));
    cvode_.reset(CVodeCreate(CV_BDF, context));
    void* const cvode = cvode_.get();
    must(CVodeInit(cvode, rates, 0, state_.get()));
    must(CVodeSVtolerances(cvode, options.relative_tolerance, tolerance_.get()));
    must(CVodeSetUserData(cvode, this));
    must(CVodeSetMaxNumSteps(cvode, options.max_steps));
    must(CVodeSetLinearSolver(cvode, solver_.get(), matrix_.get()));
    must(CVodeRootInit(cvode, system.root_count(), roots));
    must(CVodeSetNoInactiveRootWarn(cvode));
    must(CVodeQuadInit(cvode, integrands, quadrature_.get()));
}

void DenseCvode::start(double day, std::span<double const> state)
{
    if (state.data() != N_VGetArrayPointer(state_.get()))
        std::ranges::copy(state, N_VGetArrayPointer(state_.get()));
    must(CVodeReInit(cvode_.get(), day, state_.get()));
    must(CVodeQuadReInit(cvode_.get(), quadrature_.get()));
    time_ = day;
}

bool DenseCvode::advance(double day, double stop)
{
    must(CVodeSetStopTime(cvode_.get(), stop));
    int const flag = CVode(cvode_.get(), day, state_.get(), &time_, CV_NORMAL);
    must(flag);
    double read = time_;
    must(CVodeGetQuad(cvode_.get(), &read, quadrature_.get()));
    return flag == CV_ROOT_RETURN;
}

std::span<double> DenseCvode::state()
{
    return {N_VGetArrayPointer(state_.get()), static_cast<std::size_t>(system_.shape().size())};
}

std::span<double const> DenseCvode::quadrature() const
{
    return {N_VGetArrayPointer(quadrature_.get()),
            static_cast<std::size_t>(system_.quadrature_count())};
}

std::vector<int> DenseCvode::roots_found()
{
    must(CVodeGetRootInfo(cvode_.get(), root_flags_.data()));
    std::vector<int> found;
    for (std::size_t i = 0; i < root_flags_.size(); ++i)
        if (root_flags_[i] != 0)
            found.push_back(static_cast<int>(i));
    return found;
}

void DenseCvode::must(int flag) const
{
    if (flag < 0)
        throw NumericsError(CVodeGetReturnFlagName(flag), time_);
}

int DenseCvode::rates(double t, N_Vector y, N_Vector dydt, void* data)
{
    static_cast<DenseCvode*>(data)->system_.rates(t, N_VGetArrayPointer(y),
                                                  N_VGetArrayPointer(dydt));
    return 0;
}

int DenseCvode::roots(double t, N_Vector y, double* g, void* data)
{
    static_cast<DenseCvode*>(data)->system_.roots(t, N_VGetArrayPointer(y), g);
    return 0;
}

int DenseCvode::integrands(double t, N_Vector y, N_Vector dq, void* data)
{
    static_cast<DenseCvode*>(data)->system_.quadratures(t, N_VGetArrayPointer(y),
                                                        N_VGetArrayPointer(dq));
    return 0;
}

}   // namespace radici::bench
