// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QRectF>

#include <qcustomplot.h>

namespace hysteron::ui {

/// When labels are placed anew. Finding free space costs several times what drawing costs, and labels that follow every
/// frame cannot be read: at once when what they name has moved (axes, frame, or what the plot says it names), else four
/// times a second.
class LabelSchedule
{
public:
    /// renamed: what the labels name is another thing than the last time.
    [[nodiscard]] bool due(const QCustomPlot& plot, bool renamed);
    void force() { m_forced = true; }

private:
    QElapsedTimer m_since;
    bool m_forced = true;
    QCPRange m_keys, m_values;
    QRectF m_frame;
};

} // namespace hysteron::ui
