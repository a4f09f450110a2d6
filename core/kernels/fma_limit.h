// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hysteron::kernels {

/// Fused multiply-adds of T that one core does in a row: the ceiling of every kernel. Does about `count` of them (lane
/// by lane counted) on independent registers and returns how many it did; time it.
template<class T> double fusedMultiplyAdds(double count);

} // namespace hysteron::kernels
