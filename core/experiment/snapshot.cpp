// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/snapshot.h"

#include <algorithm>

namespace hysteron {

int modeInQuestion(int rank, int modes)
{
    return std::max(0, std::min(rank, modes - 1));
}

int modeInQuestion(const Snapshot& snapshot)
{
    return modeInQuestion(snapshot.rank, static_cast<int>(snapshot.eta.size()));
}

} // namespace hysteron
