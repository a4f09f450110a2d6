// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/snapshot.h"
#include "ui/panels/story.h"

namespace hysteron::ui {

struct StoryFacts;

/// Of a run that stands: where it is, and what the landscape of this moment looks like there. Nothing is said to move,
/// for nothing does, whatever the controls are set to.
[[nodiscard]] Story tellRest(const Snapshot& snapshot, const StoryFacts& facts);

} // namespace hysteron::ui
