// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/figure/figure.h"
#include "ui/export/exportable.h"

#include <QList>
#include <QScrollArea>

#include <string>
#include <utility>

namespace hysteron::ui {

class PlotGrid;
class PlotView;

/// The panels of a figure in cards, two in a row, each of which can be enlarged and exported.
class FigurePanels : public QScrollArea
{
    Q_OBJECT
public:
    explicit FigurePanels(QWidget* parent = nullptr);

    /// Does nothing for the figure that is shown already. While a panel is held (export) the one before stays until it
    /// is let go.
    void setFigure(const figure::Figure& figure);
    /// What files of the figure carry; empty: what its own command says.
    void setProvenance(std::string provenance) { m_provenance = std::move(provenance); }
    [[nodiscard]] const figure::Figure& figure() const { return m_figure; }
    [[nodiscard]] QList<PlotView*> plots() const { return m_plots; }
    [[nodiscard]] PlotGrid* grid() const { return m_grid; }
    /// All panels instead of the enlarged one alone, back; false when nothing is enlarged.
    bool shrink();

    /// Writes the panel (-1: all of them) as .png, .svg or .pdf, or the drawn numbers of the figure as .csv. Errors: as
    /// exportFigure().
    [[nodiscard]] Errors exportTo(const QString& path, int panel = -1);
    /// The figure with its numbers.
    [[nodiscard]] Exportable exportable() const;
    /// Has the mouse, the focus or had it last; null while there is no figure.
    [[nodiscard]] PlotView* currentPlot() const;
    [[nodiscard]] bool isEnlarged() const;

signals:
    void enlargedChanged();
    void exportRequested(int panel);

private:
    [[nodiscard]] std::string provenance() const;

    std::string m_provenance;
    figure::Figure m_figure;
    figure::Figure m_next;    ///< waits for the panels to be let go
    QList<PlotView*> m_plots; ///< owned by the grid
    PlotGrid* m_grid = nullptr;
};

} // namespace hysteron::ui
