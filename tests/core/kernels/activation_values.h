// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/network_shape.h"

#include <span>
#include <vector>

namespace hysteron::kernels {

/// e^x, f(x) and f'(x) of every x by the vector functions of core/kernels/activation-inl.h, on the instruction set in
/// use. T: float or double.
template<class T> std::vector<T> exponentials(std::span<const T> x);
template<class T> std::vector<T> activations(Activation activation, std::span<const T> x);
template<class T> std::vector<T> slopes(Activation activation, std::span<const T> x);

} // namespace hysteron::kernels
