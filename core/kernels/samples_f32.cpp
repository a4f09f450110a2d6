// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/samples.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/samples_f32.cpp"
#include <hwy/foreach_target.h>

#include "core/kernels/samples_step-inl.h"

HWY_BEFORE_NAMESPACE();
namespace hysteron::kernels::HWY_NAMESPACE {

void stepF32(const SampleStep<float>& step, SampleWorkspace<float>& workspace)
{
    stepAny(step, workspace);
}
void observeF32(const SampleObservation<float>& observation, SampleWorkspace<float>& workspace)
{
    observeSamplesAny(observation, workspace);
}

} // namespace hysteron::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hysteron::kernels {

namespace {
HWY_EXPORT(stepF32);
HWY_EXPORT(observeF32);
} // namespace

template<> void advanceSamples(const SampleStep<float>& step, SampleWorkspace<float>& workspace)
{
    HWY_DYNAMIC_DISPATCH(stepF32)(step, workspace);
}
template<> void observeSamples(const SampleObservation<float>& observation, SampleWorkspace<float>& workspace)
{
    HWY_DYNAMIC_DISPATCH(observeF32)(observation, workspace);
}

} // namespace hysteron::kernels
#endif
