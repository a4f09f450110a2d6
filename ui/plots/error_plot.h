// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/time_plot.h"

namespace hysteron::ui {

/// Train and test error over epochs, with the plateau that theory gives each rank at the beta in force.
class ErrorPlot : public TimePlot
{
    Q_OBJECT
public:
    explicit ErrorPlot(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Error"); }
    [[nodiscard]] QString phrase() const override { return tr("mean squared, train and test"); }
    [[nodiscard]] QString fileStem() const override { return QStringLiteral("error"); }
    [[nodiscard]] QString description() const override;

protected:
    void updateFrom(const Snapshot& snapshot) override;
};

} // namespace hysteron::ui
