// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

#include <vector>

namespace hysteron::ui {

/// The range that holds some numbers, with a little room around; what a logarithmic axis cannot show does not count.
class Extent
{
public:
    explicit Extent(bool logarithmic) : m_logarithmic(logarithmic) {}
    void include(const std::vector<double>& values);
    [[nodiscard]] QCPRange range() const;

private:
    bool m_logarithmic;
    bool m_any = false;
    double m_low = 0.0, m_high = 0.0;
};

/// Pixels left of the frame for the numbers and the label of the y axis when the frame is so high.
[[nodiscard]] int leftMargin(QCustomPlot& plot, double height);

/// Gives both axes the ticks whose labels fit beside each other, and the plot the margins that they and the axis labels
/// need, with `below` pixels free under all and at least so much at the
/// left. After the ranges and the outer size are set; the frame is valid
/// afterwards.
void fitAxes(QCustomPlot& plot, int below, int leastLeft);

} // namespace hysteron::ui
