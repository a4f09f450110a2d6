// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace hysteron::ui {

/// Small capitals in grey above a group of controls.
[[nodiscard]] QLabel* makeSectionLabel(const QString& text);
/// A line of small text for a problem beside its cause; hidden while empty.
[[nodiscard]] QLabel* makeProblemLabel();
void showProblem(QLabel* label, const QString& problem);

} // namespace hysteron::ui
