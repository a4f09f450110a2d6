// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace hysteron::ui {

class ReadingLabel;
class SliderTrack;

/// How fast a run unfolds on the screen: 1 to 10^5 epochs per second, and at the right end as fast as it goes.
class SpeedControl : public QWidget
{
    Q_OBJECT
public:
    explicit SpeedControl(QWidget* parent = nullptr);

    void setSpeed(double epochsPerSecond); ///< silent; infinity: as fast as it goes
    [[nodiscard]] double speed() const;
    [[nodiscard]] QString text() const;
    /// Without it the control is half as wide; screen readers and the slider still tell.
    void setReadingVisible(bool visible);
    [[nodiscard]] SliderTrack* track() const { return m_track; }

signals:
    void speedChosen(double epochsPerSecond);

private:
    void updateText();

    SliderTrack* m_track = nullptr;
    ReadingLabel* m_text = nullptr;
};

} // namespace hysteron::ui
