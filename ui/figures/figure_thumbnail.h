// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure/figure.h"

#include <QAbstractButton>
#include <QPixmap>
#include <QTimer>

namespace hysteron::ui {

/// A figure in small, drawn once for a size and a theme. Pressing it asks for the figure large.
class FigureThumbnail : public QAbstractButton
{
    Q_OBJECT
public:
    explicit FigureThumbnail(QWidget* parent = nullptr);

    void setFigure(figure::Figure figure);
    [[nodiscard]] const figure::Figure& figure() const { return m_figure; }

    [[nodiscard]] QSize sizeHint() const override { return {300, 180}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void draw();

    figure::Figure m_figure;
    QPixmap m_picture;
    QTimer m_later; ///< draws when the size has settled
    bool m_stale = true;
};

} // namespace hysteron::ui
