// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paper/reproduction_runner.h"

#include <QScrollArea>

#include <string>
#include <vector>

class QGridLayout;
class QLabel;
class QPushButton;

namespace hysteron::paper {
struct FigureEntry;
}

namespace hysteron::ui {

class Card;
class FigureThumbnail;

/// "Run this figure, about 20 s".
[[nodiscard]] QString runWords(const std::string& figure, const ReproductionState& state);
/// "about 20 s", "about 3 min".
[[nodiscard]] QString durationWords(double seconds);

/// All figures of the paper and of its predictions in small. What was not measured yet says how to get it.
class FigureGallery : public QScrollArea
{
    Q_OBJECT
public:
    explicit FigureGallery(QWidget* parent = nullptr);

    /// state: with the number of seeds that a run would have.
    void showState(const ReproductionState& state);
    /// Null while the figure waits for its measurements.
    [[nodiscard]] const FigureThumbnail* thumbnail(const std::string& figure) const;
    /// Null for an unknown id.
    [[nodiscard]] QPushButton* runButton(const std::string& figure) const;

signals:
    void opened(const QString& figure);
    void runRequested(const QString& figure);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Cell {
        const paper::FigureEntry* entry = nullptr;
        Card* card = nullptr;
        FigureThumbnail* thumbnail = nullptr;
        QWidget* empty = nullptr;
        QLabel* reason = nullptr;
        QPushButton* run = nullptr;
        int shownSeeds = 0; ///< of the thumbnail; 0: there is none
    };
    Cell makeCell(const paper::FigureEntry& entry);
    void arrange(int columns);
    [[nodiscard]] const Cell* find(const std::string& figure) const;

    std::vector<Cell> m_cells;
    QGridLayout* m_grid = nullptr;
    std::vector<QLabel*> m_headings;
    int m_columns = 0;
};

} // namespace hysteron::ui
