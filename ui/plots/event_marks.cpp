// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/event_marks.h"

#include "core/experiment/fields.h"
#include "ui/widgets/number_text.h"

#include <algorithm>

namespace hysteron::ui {

namespace {

/// "β = 0.3" of a number that has a symbol, "noise" of anything else.
QString wordsOf(const ControlPart& part, const ControlChange& change)
{
    const Field* field = findField(part.section + "." + part.name);
    const FieldValue value = field ? field->get(change.appliedTo({})) : FieldValue();
    const QString form = QStringLiteral("%1 = %2").arg(field ? QString::fromStdString(field->symbol) : QString());
    if (const auto* real = std::get_if<double>(&value))
        return form.arg(readableNumber(*real));
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return form.arg(*whole);
    if (part.key() == "batching")
        return EventMarks::tr("batches");
    return part.key() == "noise" ? EventMarks::tr("noise") : QString::fromStdString(part.key());
}

QString wordsOf(const ControlChange& change)
{
    QStringList words;
    for (const ControlPart& part : controlParts())
        if (part.isSet(change))
            words += wordsOf(part, change);
    return words.join(QStringLiteral(", "));
}

} // namespace

QVector<Event> eventsOf(const Snapshot& snapshot, double spacing)
{
    QVector<Event> events;
    constexpr std::size_t kToldInFull = 2; // of more there is only room for a word and a number
    const bool few = snapshot.transitions.size() <= kToldInFull;
    const auto wordsOfTransition = [few](const Transition& transition) {
        const bool up = transition.to > transition.from;
        const QString form = few  ? up ? EventMarks::tr("escape · epoch %1") : EventMarks::tr("fall · epoch %1")
                              : up ? EventMarks::tr("escape %1")
                                  : EventMarks::tr("fall %1");
        return form.arg(groupedInteger(transition.epoch));
    };
    for (const Transition& transition : snapshot.transitions) {
        if (!events.isEmpty() && double(transition.epoch) - events.back().epoch < spacing)
            events.pop_back();
        events.append({double(transition.epoch), wordsOfTransition(transition), true});
    }
    QVector<Event> changes;
    for (const LoggedChange& logged : snapshot.changes) {
        const Event event{double(logged.epoch), wordsOf(logged.change), false};
        // While a slider is dragged the line walks along with it.
        if (!changes.isEmpty() && event.epoch - changes.back().epoch < spacing)
            changes.back() = event;
        else
            changes.append(event);
    }
    return events + changes;
}

EventMarks::EventMarks(QCustomPlot* plot) : QCPAbstractItem(plot)
{
    setSelectable(false);
}

void EventMarks::show(QVector<Event> events, const Palette& palette)
{
    m_events = std::move(events);
    m_colour = palette.muted;
    m_text = palette.text;
    m_muted = palette.muted;
}

double EventMarks::pixel(const Event& event) const
{
    return parentPlot()->xAxis->coordToPixel(event.epoch);
}

QVector<LabelRequest> EventMarks::labels(const QRectF& frame) const
{
    QVector<LabelRequest> requests;
    constexpr qsizetype kAlwaysNamed = 4;
    const bool crowded = std::ranges::count_if(m_events, &Event::strong) > kAlwaysNamed;
    for (const Event& event : m_events) {
        const double x = pixel(event);
        if (!(x >= frame.left() && x <= frame.right()))
            continue;
        const auto places = [x, frame](QSizeF size) {
            QVector<QRectF> rects;
            constexpr double kGap = 6.0;
            for (int row = 0; row < 4; ++row)
                for (const double left : {x - kGap - size.width(), x + kGap})
                    rects.append(QRectF(QPointF(left, frame.top() + 1 + row * (size.height() + 2)), size));
            return rects;
        };
        requests.append({QStringLiteral("event %1").arg(event.epoch), event.words, event.strong ? m_text : m_muted,
                         fontFor(event.strong ? TextRole::LabelStrong : TextRole::Tick), places,
                         crowded || !event.strong});
    }
    return requests;
}

void EventMarks::draw(QCPPainter* painter)
{
    const QRectF frame = parentPlot()->axisRect()->rect();
    painter->setAntialiasing(false);
    painter->setPen(QPen(m_colour, 1.0));
    for (const Event& event : m_events) {
        const double x = pixel(event);
        if (x >= frame.left() && x <= frame.right())
            painter->drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()));
    }
}

} // namespace hysteron::ui
