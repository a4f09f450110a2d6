#pragma once

#include "core/experiment/snapshot.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <memory>

class QCustomPlot;

namespace hysteron::ui {

/// One plot of the Live page: shows snapshots, follows the theme, zooms, and can be drawn anywhere for export.
/// Showing a snapshot costs at most a few milliseconds whatever the length of the run, and nothing when not visible.
class PlotView : public QWidget
{
    Q_OBJECT
public:
    explicit PlotView(QWidget* parent = nullptr);
    ~PlotView() override;

    /// Short name for headers, files and accessibility: "Singular values", "singular-values".
    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual QString phrase() const = 0; ///< one phrase in grey beside the title; may change with the state
    [[nodiscard]] virtual QString fileStem() const = 0;
    /// One sentence that says what the plot shows now, for screen readers.
    [[nodiscard]] virtual QString description() const = 0;
    [[nodiscard]] virtual bool canLogX() const { return false; }
    [[nodiscard]] virtual bool canLogY() const { return false; }

    void setLogX(bool on);
    void setLogY(bool on);
    [[nodiscard]] bool logX() const { return m_logX; }
    [[nodiscard]] bool logY() const { return m_logY; }
    /// Back to automatic ranges after zooming or panning.
    void resetZoom();

    /// Takes the newest snapshot; draws at the next frame if visible and if it differs from what is shown.
    void showSnapshot(std::shared_ptr<const Snapshot> snapshot);
    [[nodiscard]] const std::shared_ptr<const Snapshot>& snapshot() const { return m_snapshot; }

    [[nodiscard]] QCustomPlot* plot() const { return m_plot; }
    /// Rebuilds everything for this scheme (export draws in the light print theme, then restores).
    void applyScheme(Scheme scheme);

signals:
    void phraseChanged();
    void scaleChanged();

protected:
    virtual void updateFrom(const Snapshot& snapshot) = 0; ///< set data, labels, ranges; no replot inside
    virtual void restyle(const Palette& palette) = 0;
    virtual void scaleTypeChanged() {}
    void showEvent(QShowEvent* event) override;

private:
    QCustomPlot* m_plot = nullptr;
    std::shared_ptr<const Snapshot> m_snapshot;
    bool m_logX = false;
    bool m_logY = false;
};

} // namespace hysteron::ui
