// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/block.h"

#include <hwy/targets.h>

#include <algorithm>

namespace hysteron::kernels {

template<class T>
Workspace<T>::Workspace(const NetworkShape& shape)
    : m_numbers(static_cast<std::size_t>(shape.depth + 1) * std::max(shape.width, shape.outputs) * shape.inputs *
                kLanes<T>),
      m_noise(static_cast<std::size_t>(shape.weightCount() + 3) / 4 * 4 * kLanes<T>)
{
}
template class Workspace<float>;
template class Workspace<double>;

namespace {

/// One bit each of those compiled in and supported, best (lowest bit) first.
std::vector<std::int64_t> availableTargets()
{
    std::vector<std::int64_t> targets;
    for (std::int64_t left = hwy::SupportedTargets() & HWY_TARGETS; left != 0; left &= left - 1)
        targets.push_back(left & -left);
    return targets;
}

} // namespace

std::string instructionSet()
{
    return instructionSets().front();
}

std::vector<std::string> instructionSets()
{
    std::vector<std::string> names;
    for (const std::int64_t target : availableTargets())
        names.emplace_back(hwy::TargetName(target));
    return names;
}

void useInstructionSet(const std::string& name)
{
    hwy::SetSupportedTargetsForTest(0);
    if (!name.empty()) {
        for (const std::int64_t target : availableTargets()) {
            if (hwy::TargetName(target) == name) {
                hwy::SetSupportedTargetsForTest(target);
                break;
            }
        }
    }
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

} // namespace hysteron::kernels
