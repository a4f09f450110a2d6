// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/line_clipping.h"

#include <utility>

namespace hysteron::ui {

namespace {

/// Liang and Barsky: cuts the segment to the frame; false when nothing of it is inside.
bool clipSegment(QPointF& a, QPointF& b, const QRectF& frame)
{
    const QPointF d = b - a;
    double enter = 0.0;
    double leave = 1.0;
    const auto cut = [&](double direction, double distance) {
        if (direction == 0.0)
            return distance >= 0.0;
        const double t = distance / direction;
        if (direction < 0.0)
            enter = std::max(enter, t);
        else
            leave = std::min(leave, t);
        return enter <= leave;
    };
    if (!cut(-d.x(), a.x() - frame.left()) || !cut(d.x(), frame.right() - a.x()) || !cut(-d.y(), a.y() - frame.top()) ||
        !cut(d.y(), frame.bottom() - a.y()))
        return false;
    const QPointF start = a;
    a = start + enter * d;
    b = start + leave * d;
    return true;
}

} // namespace

QVector<QPolygonF> clippedPolyline(const QPolygonF& line, const QRectF& frame)
{
    QVector<QPolygonF> parts;
    if (line.size() == 1 && frame.contains(line.front()))
        return {line};
    if (frame.contains(line.boundingRect()))
        return {line};
    QPolygonF part;
    for (qsizetype i = 1; i < line.size(); ++i) {
        QPointF a = line[i - 1];
        QPointF b = line[i];
        if (!clipSegment(a, b, frame)) {
            if (!part.isEmpty())
                parts.append(std::exchange(part, {}));
            continue;
        }
        if (part.isEmpty())
            part.append(a);
        part.append(b);
        if (b != line[i])
            parts.append(std::exchange(part, {}));
    }
    if (part.size() > 1)
        parts.append(part);
    return parts;
}

} // namespace hysteron::ui
