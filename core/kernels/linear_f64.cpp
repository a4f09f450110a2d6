// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/block.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/linear_f64.cpp"
#include <hwy/foreach_target.h>

#include "core/kernels/linear_step-inl.h"
#include "core/kernels/observe-inl.h"

HWY_BEFORE_NAMESPACE();
namespace hysteron::kernels::HWY_NAMESPACE {

void advance(const LinearSteps<double>& steps, Workspace<double>& workspace)
{
    advanceAny(steps, workspace);
}
void observe(const Observation<double>& observation, Workspace<double>& workspace)
{
    observeAny(observation, workspace);
}

} // namespace hysteron::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hysteron::kernels {

namespace {
HWY_EXPORT(advance);
HWY_EXPORT(observe);
} // namespace

template<> void advanceLinear(const LinearSteps<double>& steps, Workspace<double>& workspace)
{
    HWY_DYNAMIC_DISPATCH(advance)(steps, workspace);
}
template<> void observeLinear(const Observation<double>& observation, Workspace<double>& workspace)
{
    HWY_DYNAMIC_DISPATCH(observe)(observation, workspace);
}

} // namespace hysteron::kernels
#endif
