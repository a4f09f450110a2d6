// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QSplitter;

namespace hysteron::ui {

class Card;
class PlotView;

/// Two rows of plots in cards. The lines between them can be dragged, and each card can be enlarged to fill the grid;
/// Esc or the same button brings the others back.
class PlotGrid : public QWidget
{
    Q_OBJECT
public:
    explicit PlotGrid(const QList<PlotView*>& plots, QWidget* parent = nullptr);

    /// The card that fills the grid; -1: all are shown.
    void setEnlarged(int index);
    [[nodiscard]] int enlarged() const { return m_enlarged; }
    [[nodiscard]] Card* card(int index) const { return m_cards[index]; }
    /// Index of the plot that has the mouse or the focus, else the one that had it last: what the keys act on.
    [[nodiscard]] int currentPlot() const;

signals:
    void enlargedChanged();
    void exportRequested(int index);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Card* makeCard(PlotView* plot, int index);

    QList<PlotView*> m_plots;
    QList<Card*> m_cards;
    QSplitter* m_rows = nullptr;
    int m_enlarged = -1;
    int m_lastFocused = 0;
};

} // namespace hysteron::ui
