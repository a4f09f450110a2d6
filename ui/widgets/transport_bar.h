#pragma once

#include "core/experiment/snapshot.h"

#include <QWidget>

#include <vector>

class QPushButton;

namespace hysteron {
struct Preset;
}

namespace hysteron::ui {

class ComboBox;
class IconButton;
class PageTabs;
class ReadingLabel;
class SpeedControl;

/// The bar at the top: restart, run/pause, step, where the run stands, preset, speed; pages, export, theme at the
/// right.
class TransportBar : public QWidget
{
    Q_OBJECT
public:
    explicit TransportBar(QWidget* parent = nullptr);

    void setPlaying(bool playing);
    /// What the run can do now: a diverged run neither plays nor steps.
    void setState(RunState state);
    void showEpoch(qint64 epoch, double time);
    void setPresets(const std::vector<Preset>& presets);
    /// The preset this run started from; an empty or unknown name shows "own settings".
    void setCurrentPreset(const QString& name);
    void setSpeed(double epochsPerSecond);
    void setPages(const QStringList& names);
    /// A menu for the export button (otherwise a click emits exportRequested()).
    [[nodiscard]] QPushButton* exportButton() const;
    [[nodiscard]] PageTabs* pages() const { return m_pages; }
    [[nodiscard]] SpeedControl* speed() const { return m_speed; }
    [[nodiscard]] QString epochText() const;

signals:
    void restartRequested();
    void playPauseRequested();
    void stepRequested();
    void presetChosen(const QString& name);
    void openRequested(); ///< the last entry of the presets: a file
    void speedChosen(double epochsPerSecond);
    void exportRequested();
    void themeRequested(); ///< toggle light and dark

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void updatePlayButton();
    void updateThemeButton();

    IconButton* m_restart = nullptr;
    IconButton* m_play = nullptr;
    IconButton* m_step = nullptr;
    ReadingLabel* m_epoch = nullptr;
    ComboBox* m_preset = nullptr;
    SpeedControl* m_speed = nullptr;
    PageTabs* m_pages = nullptr;
    QPushButton* m_export = nullptr;
    IconButton* m_theme = nullptr;
    RunState m_state = RunState::Paused;
    QString m_current; ///< name of the preset shown
    bool m_playing = false;
};

} // namespace hysteron::ui
