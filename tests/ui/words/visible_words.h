// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace hysteron::tests {

/// What of a text was not asked for in the bracket language: letters outside of brackets, but for symbols and names.
/// user: words of the test's own data (column names, files).
[[nodiscard]] QStringList untranslated(const QString& text, const QStringList& user = {});

/// The same of everything that `root` and the widgets in it draw or say: texts as painted, tooltips, accessible names
/// and descriptions, items of lists, headers and cells of tables, actions of menus, all that plots write. One line
/// each, with the widget it stands in.
[[nodiscard]] QStringList untranslatedIn(QWidget& root, const QStringList& user = {});

} // namespace hysteron::tests
