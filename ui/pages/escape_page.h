#pragma once

#include "core/experiment/specification.h"
#include "ui/escape/escape_progress.h"

#include <QList>
#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;

namespace hysteron::ui {

class ArrheniusPlot;
class EscapeRunner;
class NumberEdit;
class PlotGrid;
class PlotView;
class ReplicaLinesPlot;
class StoryBox;
class SurvivalPlot;

/// The Escape page: many replicas of the experiment on the Live page wait in its trap; their lines, who still waits,
/// the running tau with its interval against theory.
class EscapePage : public QWidget
{
    Q_OBJECT
public:
    explicit EscapePage(QWidget* parent = nullptr);

    /// What would be started.
    void showExperiment(const Specification& specification);
    void start(const Specification& specification);
    void stop();

    [[nodiscard]] QList<PlotView*> plots() const;
    [[nodiscard]] EscapeRunner* runner() const { return m_runner; }
    [[nodiscard]] const EscapeProgress* progress() const { return m_progress.get(); }
    [[nodiscard]] NumberEdit* replicas() const { return m_replicas; }
    [[nodiscard]] NumberEdit* maxEpochs() const { return m_maxEpochs; }
    [[nodiscard]] QPushButton* button() const { return m_button; }
    [[nodiscard]] QString storyText() const;

signals:
    void startRequested();
    void exportRequested(int plot);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makePanel();
    void showProgress(const std::shared_ptr<const EscapeProgress>& progress);
    void addPoint(const EscapeProgress& progress);

    EscapeRunner* m_runner = nullptr;
    std::shared_ptr<const EscapeProgress> m_progress;
    NumberEdit* m_replicas = nullptr;
    NumberEdit* m_maxEpochs = nullptr;
    QLabel* m_experiment = nullptr;
    QPushButton* m_button = nullptr;
    StoryBox* m_story = nullptr;
    ReplicaLinesPlot* m_lines = nullptr;
    SurvivalPlot* m_survival = nullptr;
    ArrheniusPlot* m_arrhenius = nullptr;
    double m_barrier = 0.0; ///< of the points in the Arrhenius plot
};

} // namespace hysteron::ui
