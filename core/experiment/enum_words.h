// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/enum_words.h"
#include "core/experiment/specification.h"

namespace hysteron {

template<> struct EnumWords<Activation> {
    static constexpr const char* words[] = {"linear", "tanh", "sigmoid", "relu"};
};
template<> struct EnumWords<Batching> {
    static constexpr const char* words[] = {"shuffled", "replacement", "full", "fresh"};
};
template<> struct EnumWords<NoiseKind> {
    static constexpr const char* words[] = {"minibatch", "langevin", "minibatch_langevin", "none"};
};
template<> struct EnumWords<TemperatureReading> {
    static constexpr const char* words[] = {"constant", "trace_per_weight", "trace"};
};
template<> struct EnumWords<ProtocolKind> {
    static constexpr const char* words[] = {"random", "rank_trap", "schedule"};
};
template<> struct EnumWords<EscapeObservable> {
    static constexpr const char* words[] = {"singular_value", "test_mse"};
};

} // namespace hysteron
