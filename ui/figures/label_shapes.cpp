// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/figures/label_shapes.h"

#include "ui/plots/line_clipping.h"

#include <QSet>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hysteron::ui {

namespace {

constexpr double kSpacing = 3.0;    // of the points of a shape
constexpr double kFar = 9.0;        // a label further from its own curve than this belongs to nobody
constexpr double kApart = 5.0;      // so much nearer to its own curve than to another: no doubt
constexpr double kTouched = 2.5;    // weight of points that a label may cover
constexpr double kPreferred = 0.75; // share of a line where its label is looked for first
constexpr double kInfinity = std::numeric_limits<double>::infinity();

double distance(const QRectF& rect, QPointF point)
{
    const double dx = std::max({rect.left() - point.x(), 0.0, point.x() - rect.right()});
    const double dy = std::max({rect.top() - point.y(), 0.0, point.y() - rect.bottom()});
    return std::hypot(dx, dy);
}

/// To the edge of what is drawn.
double distance(const QRectF& rect, const LabelShape& shape)
{
    double nearest = kInfinity;
    for (const QPointF& point : shape.points)
        nearest = std::min(nearest, distance(rect, point));
    return std::max(0.0, nearest - shape.radius);
}

double nearestOf(const QRectF& rect, const QVector<LabelShape>& shapes, const QVector<int>& which)
{
    double nearest = kInfinity;
    for (const int k : which)
        nearest = std::min(nearest, distance(rect, shapes[k]));
    return nearest;
}

double covered(const QRectF& rect, const QVector<LabelShape>& shapes)
{
    double sum = 0.0;
    for (const LabelShape& shape : shapes) {
        const double margin = shape.radius + 0.5;
        const QRectF around = rect.adjusted(-margin, -margin, margin, margin);
        for (const QPointF& point : shape.points)
            sum += around.contains(point) ? shape.weight : 0.0;
    }
    return sum;
}

/// What a label would pay in this place, infinite where it must not stand; other labels not counted.
double priceOf(const LabelPlace& place, const LabelOwner& owner, const QRectF& frame, const QVector<LabelShape>& shapes)
{
    if (!frame.contains(place.rect))
        return kInfinity;
    const double touched = covered(place.rect, shapes);
    if (touched > kTouched)
        return kInfinity;
    const double own = nearestOf(place.rect, shapes, owner.own);
    const double foreign = nearestOf(place.rect, shapes, owner.foreign);
    if (own > kFar || foreign < own + owner.nearer)
        return kInfinity;
    return place.price + 2.0 * touched + 0.3 * own + 1.2 * std::max(0.0, own + kApart - foreign);
}

/// Eight rectangles around a point; above and below are read first.
void appendAround(QVector<LabelPlace>& places, QPointF point, QSizeF size, double gap, double price)
{
    const double w = size.width(), h = size.height();
    const double side = gap + 2.0;
    const LabelPlace around[] = {{{{-w / 2, -gap - h}, size}, 0.0},   {{{-w / 2, gap}, size}, 0.5},
                                 {{{side, -h / 2}, size}, 0.6},       {{{-side - w, -h / 2}, size}, 0.8},
                                 {{{side / 2, -gap - h}, size}, 0.7}, {{{-side / 2 - w, -gap - h}, size}, 0.8},
                                 {{{side / 2, gap}, size}, 0.9},      {{{-side / 2 - w, gap}, size}, 1.0}};
    for (const LabelPlace& place : around)
        places.append({place.rect.translated(point), place.price + price});
}

} // namespace

LabelShape lineShape(const QPolygonF& line, const QRectF& frame, double radius, double weight)
{
    LabelShape shape{{}, radius, weight};
    QSet<std::pair<int, int>> cells; // a noisy line passes the same places again and again
    const auto append = [&](QPointF point) {
        const std::pair cell{static_cast<int>(point.x() / 2.0), static_cast<int>(point.y() / 2.0)};
        if (cells.contains(cell))
            return;
        cells.insert(cell);
        shape.points.append(point);
    };
    for (const QPolygonF& part : clippedPolyline(line, frame)) {
        append(part.front());
        for (qsizetype i = 1; i < part.size(); ++i) {
            const QPointF step = part[i] - part[i - 1];
            const int pieces = std::max(1, static_cast<int>(std::hypot(step.x(), step.y()) / kSpacing));
            for (int k = 1; k <= pieces; ++k)
                append(part[i - 1] + step * (static_cast<double>(k) / pieces));
        }
    }
    return shape;
}

LabelShape cloudShape(const QPolygonF& points, const QRectF& frame, double radius)
{
    LabelShape shape{{}, radius, 1.0};
    for (const QPointF& point : points)
        if (frame.contains(point))
            shape.points.append(point);
    // One point of a cloud weighs as much as a short piece of line: it must not be covered.
    shape.weight = 3.0;
    return shape;
}

QVector<LabelPlace> placesBesideLine(const LabelShape& line, QSizeF size)
{
    QVector<LabelPlace> places;
    if (line.points.isEmpty())
        return places;
    constexpr int kSteps = 28;
    for (int i = 0; i <= kSteps; ++i) {
        const double share = static_cast<double>(i) / kSteps;
        const QPointF point = line.points[std::lround(share * static_cast<double>(line.points.size() - 1))];
        for (const double gap : {1.5, 5.0, 9.0})
            appendAround(places, point, size, line.radius + gap, 4.0 * std::abs(share - kPreferred));
    }
    return places;
}

QVector<LabelPlace> placesBesidePoints(const LabelShape& points, QSizeF size)
{
    QVector<LabelPlace> places;
    constexpr qsizetype kMost = 24;
    const qsizetype count = std::min(kMost, points.points.size());
    for (qsizetype i = 0; i < count; ++i) {
        const QPointF point = points.points[i * (points.points.size() - 1) / std::max<qsizetype>(1, count - 1)];
        for (const double gap : {2.0, 5.0})
            appendAround(places, point, size, points.radius + gap, 0.0);
    }
    return places;
}

QVector<LabelPlace> placesBesideLevel(const QRectF& frame, double pixel, bool vertical, QSizeF size)
{
    QVector<LabelPlace> places;
    constexpr int kSteps = 20;
    constexpr double kPriceAlong = 6.0;
    for (int i = 0; i <= kSteps; ++i) {
        const double share = static_cast<double>(i) / kSteps;
        const double price = kPriceAlong * share;
        if (vertical) {
            const double top = frame.top() + share * (frame.height() - size.height());
            places.append({QRectF(QPointF(pixel + 4.0, top), size), price});
            places.append({QRectF(QPointF(pixel - 4.0 - size.width(), top), size), price + 0.5});
        } else {
            const double left = frame.left() + 4.0 + share * (frame.width() - size.width() - 8.0);
            for (const double gap : {2.0, 6.0}) {
                places.append({QRectF(QPointF(left, pixel - gap - size.height()), size), price});
                places.append({QRectF(QPointF(left, pixel + gap), size), price + 0.5});
            }
        }
    }
    return places;
}

QVector<QRectF> placesOfOwner(const QVector<LabelPlace>& places, const LabelOwner& owner, const QRectF& frame,
                              const QVector<LabelShape>& shapes)
{
    QVector<LabelPlace> allowed;
    for (const LabelPlace& place : places) {
        const double price = priceOf(place, owner, frame, shapes);
        if (std::isfinite(price))
            allowed.append({place.rect, price});
    }
    std::ranges::stable_sort(allowed, {}, &LabelPlace::price);
    QVector<QRectF> rects;
    for (const LabelPlace& place : allowed)
        rects.append(place.rect);
    return rects;
}

} // namespace hysteron::ui
