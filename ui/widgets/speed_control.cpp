// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/speed_control.h"

#include "ui/widgets/number_text.h"
#include "ui/widgets/reading_label.h"
#include "ui/widgets/slider_track.h"

#include <QHBoxLayout>

#include <cmath>

namespace hysteron::ui {

namespace {

QString describe(double speed)
{
    if (std::isinf(speed))
        return SpeedControl::tr("as fast as it goes");
    if (speed < 10.0)
        return SpeedControl::tr("%1 epochs/s").arg(readableNumber(speed, 2));
    return SpeedControl::tr("%1 epochs/s").arg(groupedInteger(qRound64(speed)));
}

QList<ReadingLabel::Piece> pieces(const QString& text)
{
    return {{text, TextRole::Label, true}};
}

} // namespace

SpeedControl::SpeedControl(QWidget* parent)
    : QWidget(parent),
      m_track(new SliderTrack(
          {.kind = SliderScale::Kind::Logarithmic, .minimum = 1.0, .maximum = 1e5, .infinityAtEnd = true})),
      m_text(new ReadingLabel(pieces(describe(1e5))))
{
    m_track->setCompact(true);
    m_track->setFixedWidth(96);
    m_track->setAccessibleName(tr("Speed, epochs per second"));
    m_track->setToolTip(
        tr("<b>Speed</b> of the display: 1 to 100 000 epochs per second, logarithmic; at the right end as "
           "fast as it goes. The numbers of a run do not depend on it."));
    m_text->setToolTip(m_track->toolTip());
    m_text->setAccessibleName(tr("Speed"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(m_track);
    row->addWidget(m_text);
    setFocusProxy(m_track);
    connect(m_track, &SliderTrack::moved, this, [this](double speed) {
        updateText();
        emit speedChosen(speed);
    });
    setSpeed(280.0);
}

void SpeedControl::setSpeed(double epochsPerSecond)
{
    m_track->setValue(epochsPerSecond);
    updateText();
}

double SpeedControl::speed() const
{
    return m_track->value();
}

QString SpeedControl::text() const
{
    return m_text->text();
}

void SpeedControl::setReadingVisible(bool visible)
{
    m_text->setVisible(visible);
}

void SpeedControl::updateText()
{
    m_text->setPieces(pieces(describe(speed())));
}

} // namespace hysteron::ui
