// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/snapshot.h"

#include <QWidget>

#include <vector>

class QAction;

namespace hysteron {
struct Preset;
}

namespace hysteron::ui {

class Actions;
class ComboBox;
class IconButton;
class ReadingLabel;
class SpeedControl;

/// Head of the Live page: restart, run/pause, step, where the run stands, preset, speed.
class TransportBar : public QWidget
{
    Q_OBJECT
public:
    explicit TransportBar(Actions& actions, QWidget* parent = nullptr);

    void showEpoch(qint64 epoch, double time);
    void setPresets(const std::vector<Preset>& presets);
    /// The preset this run started from; an empty or unknown name shows `otherwise`, by default "Own settings".
    void setCurrentPreset(const QString& name, const QString& otherwise = {});
    void setSpeed(double epochsPerSecond);
    [[nodiscard]] SpeedControl* speed() const { return m_speed; }
    [[nodiscard]] ComboBox* preset() const { return m_preset; }
    [[nodiscard]] IconButton* playButton() const { return m_play; }
    [[nodiscard]] QString epochText() const;

signals:
    void presetChosen(const QString& name);
    void speedChosen(double epochsPerSecond);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    IconButton* m_restart = nullptr;
    IconButton* m_play = nullptr;
    IconButton* m_step = nullptr;
    ReadingLabel* m_epoch = nullptr;
    ComboBox* m_preset = nullptr;
    SpeedControl* m_speed = nullptr;
    QString m_current; ///< name of the preset shown
};

} // namespace hysteron::ui
