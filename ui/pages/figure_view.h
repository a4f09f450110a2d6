// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/figure/figure.h"
#include "ui/paper/reproduction_runner.h"

#include <QList>
#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QScrollArea;

namespace hysteron::ui {

class FigurePanels;

/// One figure of the paper, large: its panels, its caption and what can be done with it.
class FigureView : public QWidget
{
    Q_OBJECT
public:
    explicit FigureView(QWidget* parent = nullptr);

    void showFigure(const std::string& id, const ReproductionState& state);
    /// The same figure with what was measured since.
    void showState(const ReproductionState& state);
    [[nodiscard]] FigurePanels* panels() const { return m_panels; }
    void copyCommand();

    [[nodiscard]] QPushButton* backButton() const { return m_back; }
    [[nodiscard]] QPushButton* runButton() const { return m_run; }
    [[nodiscard]] QPushButton* liveButton() const { return m_live; }
    [[nodiscard]] QPushButton* copyButton() const { return m_copy; }

signals:
    void backRequested();
    void runRequested(const QString& figure);
    void openPreset(const QString& name);
    void exportRequested(int panel);

private:
    std::string m_id;
    std::shared_ptr<const paper::Evidence> m_shown; ///< what the figure was made from
    FigurePanels* m_panels = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_state = nullptr; ///< missing measurements
    QLabel* m_caption = nullptr;
    QScrollArea* m_captionScroll = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_run = nullptr;
    QPushButton* m_live = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_export = nullptr;
};

} // namespace hysteron::ui
