// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/snapshot.h"
#include "ui/plots/plot_labels.h"
#include "ui/theme/theme.h"

#include <qcustomplot.h>

namespace hysteron::ui {

/// Something that happened at an epoch, in a word or two.
struct Event {
    double epoch = 0.0;
    QString words;
    bool strong = false;
};

/// Escapes, falls and control changes of a run; changes closer together than `spacing` epochs are told as one.
[[nodiscard]] QVector<Event> eventsOf(const Snapshot& snapshot, double spacing);

/// Thin vertical lines at the events, and the requests for their labels.
class EventMarks : public QCPAbstractItem
{
    Q_OBJECT
public:
    explicit EventMarks(QCustomPlot* plot);

    void show(QVector<Event> events, const Palette& palette);
    [[nodiscard]] const QVector<Event>& events() const { return m_events; }
    /// Labels at the top of the lines, on whichever side is free.
    [[nodiscard]] QVector<LabelRequest> labels(const QRectF& frame) const;
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

protected:
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] double pixel(const Event& event) const;
    QVector<Event> m_events;
    QColor m_colour;
    QColor m_text;
    QColor m_muted;
};

} // namespace hysteron::ui
