#pragma once

#include "ui/paper/reproduction_runner.h"

#include <QList>
#include <QWidget>

#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace hysteron::ui {

class FigureGallery;
class FigureView;
class LedgerView;
class NumberEdit;
class PlotView;
class SegmentedControl;
class StoryBox;

/// The Paper page: every figure of the paper and of its predictions, measured here, and every claim of it with a
/// verdict.
class PaperPage : public QWidget
{
    Q_OBJECT
public:
    explicit PaperPage(QWidget* parent = nullptr);

    void openFigure(const QString& id);
    /// Back to where the figure was opened from.
    void closeFigure();
    [[nodiscard]] bool isFigureOpen() const;
    void run(const std::vector<std::string>& figures);
    void stop();
    /// The open figure, one panel of it or (-1) all; asks for the file.
    void exportFigure(int panel);

    [[nodiscard]] ReproductionRunner* runner() const { return m_runner; }
    [[nodiscard]] const ReproductionState& state() const { return *m_state; }
    [[nodiscard]] NumberEdit* seeds() const { return m_seeds; }
    [[nodiscard]] QPushButton* button() const { return m_button; }
    [[nodiscard]] SegmentedControl* choice() const { return m_choice; }
    [[nodiscard]] FigureGallery* gallery() const { return m_gallery; }
    [[nodiscard]] LedgerView* ledger() const { return m_ledger; }
    [[nodiscard]] FigureView* figure() const { return m_figure; }
    [[nodiscard]] QString storyText() const;

signals:
    /// The experiment behind a figure is to be shown on the Live page.
    void openPreset(const QString& name);
    void exportRequested(int panel);

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makePanel();
    QWidget* makeBrowser();
    void connectParts();
    void showState(const std::shared_ptr<const ReproductionState>& state);
    void showProgress();
    void tellStory();

    ReproductionRunner* m_runner = nullptr;
    std::shared_ptr<const ReproductionState> m_state;
    std::shared_ptr<const paper::Evidence> m_tested; ///< what the ledger was made from
    bool m_stopping = false;
    bool m_loaded = false;
    NumberEdit* m_seeds = nullptr;
    QPushButton* m_asPaper = nullptr;
    QLabel* m_seedsProblem = nullptr;
    QPushButton* m_button = nullptr;
    QProgressBar* m_bar = nullptr;
    QLabel* m_progress = nullptr;
    StoryBox* m_story = nullptr;
    QStackedWidget* m_stack = nullptr; ///< browser, figure
    QStackedWidget* m_views = nullptr; ///< of the browser: figures, ledger
    SegmentedControl* m_choice = nullptr;
    FigureGallery* m_gallery = nullptr;
    LedgerView* m_ledger = nullptr;
    FigureView* m_figure = nullptr;
};

} // namespace hysteron::ui
