// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QString>
#include <QTextDocument>

namespace hysteron::ui {

/// A heading below the title of a page, and where links find it.
struct HelpSection {
    QString title;
    QString anchor;
};

/// The anchor of a heading as forges make it: lower case, spaces as hyphens, no other punctuation.
[[nodiscard]] QString anchorOf(const QString& heading);
/// The first heading of a page.
[[nodiscard]] QString titleOf(const QString& markdown);
/// Its headings of the second level, in order.
[[nodiscard]] QList<HelpSection> sectionsOf(const QString& markdown);

/// Gives a document that was read from Markdown the program's type, colours and tables, and its headings their anchors.
void styleDocument(QTextDocument& document, const Palette& palette);

} // namespace hysteron::ui
