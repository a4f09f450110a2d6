#pragma once

#include "core/base/result.h"
#include "core/paper/figure.h"
#include "ui/paper/reproduction_runner.h"

#include <QList>
#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QScrollArea;

namespace hysteron::ui {

class PlotGrid;
class PlotView;

/// One figure of the paper, large: its panels, its caption and what can be done with it.
class FigureView : public QWidget
{
    Q_OBJECT
public:
    explicit FigureView(QWidget* parent = nullptr);

    void showFigure(const std::string& id, const ReproductionState& state);
    /// The same figure with what was measured since.
    void showState(const ReproductionState& state);
    [[nodiscard]] const paper::Figure& figure() const { return m_figure; }
    [[nodiscard]] QList<PlotView*> plots() const { return m_plots; }
    [[nodiscard]] PlotGrid* grid() const { return m_grid; }
    /// All panels of the enlarged one alone, back; false when nothing is enlarged.
    bool shrink();

    /// Writes the panel (-1: all of them) as .png, .svg or .pdf, or the drawn numbers of the figure as .csv. Errors: as
    /// exportFigure().
    [[nodiscard]] Errors exportTo(const QString& path, int panel = -1);
    /// Asks for the file.
    void chooseExport(int panel);

    [[nodiscard]] QPushButton* backButton() const { return m_back; }
    [[nodiscard]] QPushButton* runButton() const { return m_run; }
    [[nodiscard]] QPushButton* liveButton() const { return m_live; }

signals:
    void backRequested();
    void runRequested(const QString& figure);
    void openPreset(const QString& name);
    void exportRequested(int panel);

private:
    void rebuild();
    void showProblem(const QString& problem);

    std::string m_id;
    std::shared_ptr<const paper::Evidence> m_shown; ///< what m_figure was made from
    paper::Figure m_figure;
    QList<PlotView*> m_plots; ///< owned by the grid
    PlotGrid* m_grid = nullptr;
    QScrollArea* m_scroll = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_state = nullptr; ///< missing measurements
    QLabel* m_caption = nullptr;
    QScrollArea* m_captionScroll = nullptr;
    QLabel* m_problem = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_run = nullptr;
    QPushButton* m_live = nullptr;
    QPushButton* m_export = nullptr;
};

} // namespace hysteron::ui
