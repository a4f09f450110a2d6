#include "ui/plots/event_marks.h"

#include "ui/widgets/number_text.h"

#include <algorithm>

namespace hysteron::ui {

namespace {

QString wordsOf(const ControlChange& change)
{
    QStringList words;
    if (change.beta)
        words += QStringLiteral("β = ") + readableNumber(*change.beta);
    if (change.learningRate)
        words += QStringLiteral("η_{lr} = ") + readableNumber(*change.learningRate);
    if (change.batch)
        words += QStringLiteral("B = %1").arg(*change.batch);
    if (change.noise)
        words += EventMarks::tr("noise");
    if (change.batching)
        words += EventMarks::tr("batches");
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
