// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/block.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/linear_f32.cpp"
#include <hwy/foreach_target.h>

#include "core/kernels/linear_step-inl.h"
#include "core/kernels/observe-inl.h"

HWY_BEFORE_NAMESPACE();
namespace hysteron::kernels::HWY_NAMESPACE {

void advance(const LinearSteps<float>& steps, Workspace<float>& workspace)
{
    advanceAny(steps, workspace);
}
void observe(const Observation<float>& observation, Workspace<float>& workspace)
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

template<> void advanceLinear(const LinearSteps<float>& steps, Workspace<float>& workspace)
{
    HWY_DYNAMIC_DISPATCH(advance)(steps, workspace);
}
template<> void observeLinear(const Observation<float>& observation, Workspace<float>& workspace)
{
    HWY_DYNAMIC_DISPATCH(observe)(observation, workspace);
}

} // namespace hysteron::kernels
#endif
