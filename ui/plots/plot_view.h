// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QColor>
#include <QString>
#include <QVector>
#include <QWidget>

#include <functional>
#include <memory>

class QCPPainter;
class QCPRange;
class QCustomPlot;

namespace hysteron::ui {

class LabelSchedule;
class Readout;
class WideLineGraph;

/// The plot of a card: title, axes, zoom, read-out; follows the theme and can be drawn anywhere for export. What it
/// shows is its subclass' affair (SnapshotPlot: a run).
class PlotView : public QWidget
{
    Q_OBJECT
public:
    explicit PlotView(QWidget* parent = nullptr);
    ~PlotView() override;

    /// Short name for headers, files and accessibility: "Singular values", "singular-values".
    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual QString
    phrase() const = 0; ///< one phrase in grey beside the title; may change with the state
    [[nodiscard]] virtual QString fileStem() const = 0;
    /// One sentence that says what the plot shows now, for screen readers.
    [[nodiscard]] virtual QString description() const = 0;
    [[nodiscard]] virtual bool canLogX() const { return false; }
    [[nodiscard]] virtual bool canLogY() const { return false; }

    /// A switch of this plot beyond its axes ("free energy"), for the header of its card.
    struct Option {
        QString text;
        QString meaning;
        std::function<void(bool)> set;
    };
    [[nodiscard]] virtual QVector<Option> options() { return {}; }

    /// One line of the hover read-out.
    struct ReadoutRow {
        QString text;
        QColor colour;
        double distance = 0.0; ///< pixels between the mouse and what the row tells about
    };

    void setLogX(bool on);
    void setLogY(bool on);
    [[nodiscard]] bool logX() const { return m_logX; }
    [[nodiscard]] bool logY() const { return m_logY; }
    /// Back to automatic ranges after zooming or panning.
    void resetZoom();

    /// A plot that is held keeps what it shows; what it is given meanwhile is shown when it is let go. While somebody
    /// chooses how to export it, screen and file are of the moment when export was asked for.
    void setHeld(bool held);
    [[nodiscard]] bool isHeld() const { return m_held; }

    [[nodiscard]] QCustomPlot* plot() const { return m_plot; }
    /// Rebuilds everything for this scheme (export draws in the light print theme, then restores).
    void applyScheme(Scheme scheme);
    /// Draws the plot as if it were `size` layout pixels large, with labels placed anew for that size.
    void drawInto(QCPPainter& painter, QSize size);

signals:
    void phraseChanged();
    void scaleChanged();
    void letGo();

protected:
    virtual void updateData() = 0; ///< set data, labels, ranges from what is shown; no replot inside
    virtual void takeGiven() {}    ///< what was given last becomes what is shown; called when not held
    virtual void restyle(const Palette& palette) = 0;
    virtual void scaleTypeChanged() {}
    /// What stands under the mouse (pixels in the plot), any order; the nearest five are shown.
    [[nodiscard]] virtual QVector<ReadoutRow> readoutAt(QPointF pixel) const = 0;

    WideLineGraph* addLine();
    /// Sets the axes unless the user has zoomed, and gives the numbers of the vertical one the room they need; the
    /// frame is valid afterwards.
    void setRanges(const QCPRange& x, const QCPRange& y);
    virtual void fitMargins();
    /// Keeps so many pixels free between the horizontal axis and its numbers.
    void reserveUnderAxis(int pixels);
    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] const Palette& colours() const { return paletteFor(m_scheme); }
    /// The frame in which curves are drawn, pixels.
    [[nodiscard]] QRectF frame() const;
    /// Whether labels should be placed anew in this updateData(); ask once per update, after the ranges are set.
    /// renamed: what they name is another thing than before.
    [[nodiscard]] bool labelsDue(bool renamed);
    /// Called in updateData() when nothing changed but items on the layer "moving": only these are drawn again.
    void onlyMovingChanged() { m_onlyMoving = true; }
    /// Other data are to be shown: draws at the next frame if visible.
    void dataChanged();
    /// Draws again with the same data at the next frame.
    void refresh();

    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildPlot();
    void zoomedByUser();
    void updatePlot();

    QCustomPlot* m_plot = nullptr;
    Readout* m_readout = nullptr; ///< owned by the plot
    std::unique_ptr<LabelSchedule> m_labelSchedule;
    Scheme m_scheme = Scheme::Light;
    bool m_logX = false;
    bool m_logY = false;
    bool m_zoomed = false;
    bool m_onlyMoving = false;
    bool m_held = false;
    int m_underAxis = 0;
    int m_left = 0; ///< margin of the frame; grows with the numbers and does not shrink while they change
};

} // namespace hysteron::ui
