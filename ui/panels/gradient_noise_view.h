// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/gradient_watch.h"

#include <QRectF>
#include <QWidget>

#include <memory>

class QPainter;

namespace hysteron::ui {

/// Two lines about the noise of mini-batches at this state, and its spectrum: one stem per eigenvalue of the per-sample
/// gradient covariance, six decades high, and apart from them the stem of the mode in question, in its colour. A
/// missing stem there is why mini-batches alone cannot learn the mode.
class GradientNoiseView : public QWidget
{
    Q_OBJECT
public:
    explicit GradientNoiseView(QWidget* parent = nullptr);

    /// Cheap while nothing new was measured; null: nothing is known.
    void showNoise(const std::shared_ptr<const GradientNoise>& noise);
    [[nodiscard]] QString text() const; ///< both lines, as shown

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString first() const;
    [[nodiscard]] QString second() const;
    void paintStems(QPainter& painter, const QRectF& area) const;

    std::shared_ptr<const GradientNoise> m_noise;
};

} // namespace hysteron::ui
