// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/math_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <vector>

namespace hysteron::ui {

namespace {

struct Run {
    QString text;
    bool lowered;
};

std::vector<Run> runsOf(const QString& markup)
{
    std::vector<Run> runs;
    const auto append = [&](const QString& text, bool lowered) {
        if (!text.isEmpty())
            runs.push_back({text, lowered});
    };
    qsizetype from = 0;
    for (qsizetype at = markup.indexOf('_'); at >= 0; at = markup.indexOf('_', from)) {
        const bool group = markup.mid(at + 1, 1) == "{";
        const qsizetype end = group ? markup.indexOf('}', at) : at + 2;
        if (end < 0)
            break;
        append(markup.mid(from, at - from), false);
        append(group ? markup.mid(at + 2, end - at - 2) : markup.mid(at + 1, 1), true);
        from = group ? end + 1 : end;
    }
    append(markup.mid(from), false);
    return runs;
}

QFont loweredFont(QFont font)
{
    font.setPixelSize(std::max(font.pixelSize() * 3 / 4, 8));
    return font;
}

} // namespace

double mathTextWidth(const QString& markup, const QFont& font)
{
    double width = 0.0;
    for (const Run& run : runsOf(markup))
        width += QFontMetricsF(run.lowered ? loweredFont(font) : font).horizontalAdvance(run.text);
    return width;
}

void drawMathText(QPainter& painter, QPointF baseline, const QString& markup, const QFont& font)
{
    for (const Run& run : runsOf(markup)) {
        const QFont used = run.lowered ? loweredFont(font) : font;
        painter.setFont(used);
        painter.drawText(baseline + QPointF(0, run.lowered ? font.pixelSize() * 0.22 : 0), run.text);
        baseline.rx() += QFontMetricsF(used).horizontalAdvance(run.text);
    }
}

QString mathTextToHtml(const QString& markup)
{
    QString html;
    for (const Run& run : runsOf(markup))
        html += run.lowered ? "<sub>" + run.text.toHtmlEscaped() + "</sub>" : run.text.toHtmlEscaped();
    return html;
}

QString mathTextToPlain(const QString& markup)
{
    QString plain;
    for (const Run& run : runsOf(markup))
        plain += run.lowered ? " " + run.text : run.text;
    return plain.simplified();
}

} // namespace hysteron::ui
