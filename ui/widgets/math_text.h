// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QPointF>
#include <QString>

class QPainter;

namespace hysteron::ui {

/// Short formulas with real subscripts, which Unicode lacks for most letters: "β_c", "λ_{sad}". An underscore lowers
/// the next character or the group in braces; everything else is shown as it is.

/// Width in pixels when drawn in this font.
[[nodiscard]] double mathTextWidth(const QString& markup, const QFont& font);
/// Draws at the left end of the baseline with the painter's pen.
void drawMathText(QPainter& painter, QPointF baseline, const QString& markup, const QFont& font);
/// For labels with rich text.
[[nodiscard]] QString mathTextToHtml(const QString& markup);
/// For screen readers and tooltips: "β c".
[[nodiscard]] QString mathTextToPlain(const QString& markup);

} // namespace hysteron::ui
