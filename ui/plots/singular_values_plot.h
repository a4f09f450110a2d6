// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/time_plot.h"

namespace hysteron::ui {

/// Singular values of the end-to-end map over epochs, with the minimum lambda_** (dotted) and the saddle lambda_sad
/// (dashed) of each mode at the beta in force; on request the siblings of the run, faintly.
class SingularValuesPlot : public TimePlot
{
    Q_OBJECT
public:
    explicit SingularValuesPlot(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Singular values"); }
    [[nodiscard]] QString phrase() const override { return tr("of the end-to-end map"); }
    [[nodiscard]] QString fileStem() const override { return QStringLiteral("singular-values"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] QVector<Option> options() override;

protected:
    void updateFrom(const Snapshot& snapshot) override;

private:
    bool m_showSiblings = false;
};

} // namespace hysteron::ui
