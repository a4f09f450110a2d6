// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/samples.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/samples_f64.cpp"
#include <hwy/foreach_target.h>

#include "core/kernels/samples_step-inl.h"

HWY_BEFORE_NAMESPACE();
namespace hysteron::kernels::HWY_NAMESPACE {

void stepF64(const SampleStep<double>& step, SampleWorkspace<double>& workspace)
{
    stepAny(step, workspace);
}
void observeF64(const SampleObservation<double>& observation, SampleWorkspace<double>& workspace)
{
    observeSamplesAny(observation, workspace);
}

} // namespace hysteron::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hysteron::kernels {

namespace {
HWY_EXPORT(stepF64);
HWY_EXPORT(observeF64);
} // namespace

template<> void advanceSamples(const SampleStep<double>& step, SampleWorkspace<double>& workspace)
{
    HWY_DYNAMIC_DISPATCH(stepF64)(step, workspace);
}
template<> void observeSamples(const SampleObservation<double>& observation, SampleWorkspace<double>& workspace)
{
    HWY_DYNAMIC_DISPATCH(observeF64)(observation, workspace);
}

} // namespace hysteron::kernels
#endif
