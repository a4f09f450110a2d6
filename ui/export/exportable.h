// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <string>
#include <vector>

namespace hysteron::ui {

class PlotView;

/// What a page can write into files at this moment, told by the page and written by the export dialog. The texts are
/// of the moment it was asked for; the plots are the ones on the screen.
struct Exportable {
    QString stem{};           ///< name of a file with all plots, without folder and suffix: "hysteron", "escape"
    QList<PlotView*> plots{}; ///< in reading order; empty: no figure
    int columns = 2;          ///< of the figure with all of them
    bool titles = true;       ///< over each plot
    std::string provenance{}; ///< what the figures carry, so that they can be made again (Provenance or recipe as text)
    std::string experiment{}; ///< JSON of an experiment that can be opened again; empty: there is none

    struct Table {
        QString title; ///< "Data of the curves"
        QString stem;  ///< name of its file
        std::string csv;
    };
    std::vector<Table> tables{};

    [[nodiscard]] bool empty() const { return plots.isEmpty() && tables.empty() && experiment.empty(); }
};

} // namespace hysteron::ui
