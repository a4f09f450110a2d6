// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/snapshot.h"

#include <QString>

namespace hysteron::ui {

/// What is happening now: a headline of a few words and one or two plain sentences. Every number is taken from the
/// snapshot or computed from theory at its parameters; where theory has no number, none is given.
struct Story {
    QString headline;
    QString body;
    bool alarming = false; ///< something went wrong

    bool operator==(const Story&) const = default;
};

[[nodiscard]] Story tellStory(const Snapshot& snapshot);

} // namespace hysteron::ui
