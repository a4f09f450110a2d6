// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPolygonF>
#include <QRectF>
#include <QSizeF>
#include <QVector>

namespace hysteron::ui {

/// What stands in a panel: a curve, a cloud of points or a level, as points at most a few pixels apart. Pixels.
struct LabelShape {
    QPolygonF points;
    double radius = 1.0; ///< half its width
    double weight = 1.0; ///< how bad it is to cover it: one faint line of many may be touched
};

/// A polyline as a shape: only what is visible in the frame, points closely spaced.
[[nodiscard]] LabelShape lineShape(const QPolygonF& line, const QRectF& frame, double radius, double weight = 1.0);
/// Points as a shape, those in the frame.
[[nodiscard]] LabelShape cloudShape(const QPolygonF& points, const QRectF& frame, double radius);

struct LabelPlace {
    QRectF rect;
    double price = 0.0; ///< 0: where the reader looks first
};

/// Whose label it is: it stands beside its own shapes and must not be taken for a label of the foreign ones.
struct LabelOwner {
    QVector<int> own, foreign; ///< indices of shapes
    double nearer = 2.0; ///< so much nearer to its own than to a foreign one; negative for points that lie on curves
};

/// Beside a line (above, below, left, right), along all of what is visible; at three quarters of it best.
[[nodiscard]] QVector<LabelPlace> placesBesideLine(const LabelShape& line, QSizeF size);
/// Around each point of a cloud.
[[nodiscard]] QVector<LabelPlace> placesBesidePoints(const LabelShape& points, QSizeF size);
/// Beside a level through the frame: a vertical one has its word near the top.
[[nodiscard]] QVector<LabelPlace> placesBesideLevel(const QRectF& frame, double pixel, bool vertical, QSizeF size);

/// Those of the places, the best first, where a label of this owner may stand: within the frame, on no curve, nearer to
/// its own shapes than to foreign ones. PlotLabels chooses among them.
[[nodiscard]] QVector<QRectF> placesOfOwner(const QVector<LabelPlace>& places, const LabelOwner& owner,
                                            const QRectF& frame, const QVector<LabelShape>& shapes);

} // namespace hysteron::ui
