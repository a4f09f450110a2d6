// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_style.h"

namespace hysteron::ui {

namespace {

constexpr char kEpochs[] = "epochs";

bool countsEpochs(const QCPAxis* axis)
{
    return axis->property(kEpochs).toBool();
}

} // namespace

void styleAxes(QCustomPlot& plot, const Palette& palette)
{
    plot.setBackground(palette.surface);
    plot.setLocale(QLocale::c());
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setTickLabelFont(fontFor(TextRole::Tick));
        axis->setTickLabelColor(palette.muted);
        axis->setLabelFont(fontFor(TextRole::Tick));
        axis->setLabelColor(palette.muted);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLength(0);
        axis->setSubTickLength(0);
        axis->setTickLabelPadding(kTickLabelPadding);
        axis->setLabelPadding(2);
        axis->setUpperEnding(QCPLineEnding::esNone);
        axis->grid()->setSubGridVisible(false);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    plot.xAxis->setBasePen(QPen(palette.train, 1.0));
    plot.xAxis->grid()->setPen(Qt::NoPen);
    plot.yAxis->setBasePen(Qt::NoPen);
    plot.yAxis->grid()->setPen(QPen(palette.grid, 1.0));
}

void setTickText(QCPAxis* axis, TickText text)
{
    axis->setProperty(kEpochs, text == TickText::Epoch);
    setLogScale(axis, axis->scaleType() == QCPAxis::stLogarithmic);
}

void setLogScale(QCPAxis* axis, bool logarithmic)
{
    constexpr int kTicks = 5;
    axis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    axis->setTicker(makeTicker(logarithmic, countsEpochs(axis) ? TickText::Epoch : TickText::Number, kTicks));
}

} // namespace hysteron::ui
