// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace hysteron::ui {

/// An axis range that follows data calmly while they move: it grows at once, in generous steps, and shrinks slowly.
/// Once they stand still no frames come in which it could go on: then it settles.
class AutoRange
{
public:
    /// The range to show when the data span [low, high]. Call once per frame.
    QCPRange follow(double low, double high);
    /// The range for data that stand still, at once.
    QCPRange settle(double low, double high);
    void reset() { m_set = false; }

private:
    bool m_set = false;
    QCPRange m_range;
};

} // namespace hysteron::ui
