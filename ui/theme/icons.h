// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace hysteron::ui {

/// One of resources/icons by its name ("play", "restart", ...), drawn in this colour and sharp at every scale.
/// Empty icon for a name that does not exist.
[[nodiscard]] QIcon themedIcon(const QString& name, const QColor& colour);

/// The program's icon, a hysteresis loop, for windows and dialogs.
[[nodiscard]] QIcon applicationIcon();

} // namespace hysteron::ui
