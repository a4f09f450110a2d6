// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/specification.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace hysteron::ui {

/// One field of the task and network form, without widgets: how a part of the specification is shown and read.
struct TaskField {
    QString key;         ///< dotted key of the specification, as in its errors
    QString label;       ///< beside the field
    QString meaning;     ///< tooltip: symbol, meaning, unit, range
    QStringList choices; ///< when not empty: one of these, otherwise free text
    std::function<QString(const Specification&)> write;
    /// Reads the text into the specification; returns what is wrong with it, or nothing.
    std::function<Text(const QString&, Specification&)> read;
};

[[nodiscard]] const std::vector<TaskField>& taskFields();

} // namespace hysteron::ui
