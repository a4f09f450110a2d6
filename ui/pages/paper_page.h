// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/paper/reproduction_runner.h"

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
class RunHead;
class SegmentedControl;
class SidePanel;
class StoryBox;

/// The Paper page: every figure of the paper and of its predictions, measured here, and every claim of it with a
/// verdict.
class PaperPage : public Page
{
    Q_OBJECT
public:
    explicit PaperPage(PageContext& context);

    [[nodiscard]] QWidget* head() override;
    [[nodiscard]] ActionState stateOf(ActionId id) const override;
    void perform(ActionId id) override;
    [[nodiscard]] Exportable exportable() const override;
    [[nodiscard]] bool hasExport() const override;
    void entered() override;
    [[nodiscard]] PlotView* currentPlot() const override;

    void openFigure(const QString& id);
    /// Back to where the figure was opened from.
    void closeFigure();
    [[nodiscard]] bool isFigureOpen() const;
    void run(const std::vector<std::string>& figures);
    void stop();

    [[nodiscard]] ReproductionRunner* runner() const { return m_runner; }
    [[nodiscard]] const ReproductionState& state() const { return *m_state; }
    [[nodiscard]] NumberEdit* seeds() const { return m_seeds; }
    [[nodiscard]] QPushButton* button() const { return m_button; }
    [[nodiscard]] SegmentedControl* choice() const { return m_choice; }
    [[nodiscard]] FigureGallery* gallery() const { return m_gallery; }
    [[nodiscard]] LedgerView* ledger() const { return m_ledger; }
    [[nodiscard]] FigureView* figure() const { return m_figure; }
    [[nodiscard]] QString storyText() const;

protected:
    bool closeFront() override;
    [[nodiscard]] bool hasFront() const override;

private:
    SidePanel* makePanel();
    QWidget* makeBrowser();
    void connectParts();
    void showState(const std::shared_ptr<const ReproductionState>& state);
    void showProgress();
    void tellStory();

    RunHead* m_head = nullptr;
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
