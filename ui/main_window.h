#pragma once

#include "core/io/recipe.h"
#include "ui/settings_history.h"

#include <QMainWindow>

class QStackedWidget;

namespace hysteron::ui {

class DataPage;
class EscapePage;
class FrameMeter;
class LivePage;
class PaperPage;
class RunController;
class RunStatus;
class TransportBar;

/// Places the parts of the window and connects them; what they do is their own business.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Starts this experiment. On errors the present one goes on and the reasons are shown. log: live changes to be
    /// made again at their epochs.
    bool open(const Specification& specification, bool paused = false, const std::vector<LoggedChange>& log = {});
    bool open(const Recipe& recipe) { return open(recipe.specification, false, recipe.changes); }
    /// Opens a specification or the recipe in an exported figure; what is wrong with it is shown.
    bool openFile(const QString& path);
    /// Writes the experiment with the settings as they stand now.
    bool saveFile(const QString& path);
    /// 0: Live, 1: Escape, 2: Data, 3: Paper.
    void showPage(int index);
    /// Settings one change back or forth: live where that is possible, else by a fresh start.
    void undo();
    void redo();

    [[nodiscard]] RunController& controller() { return *m_controller; }
    [[nodiscard]] FrameMeter& frameMeter() { return *m_frames; }
    [[nodiscard]] LivePage& livePage() { return *m_live; }
    [[nodiscard]] TransportBar& transport() { return *m_transport; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void connectRun();
    void connectControls();
    void addShortcuts();
    void startEscape();
    void startSampling();
    void openPreset(const QString& name);
    void showFrame();
    void change(const ControlChange& change);
    void restart(const Specification& specification);
    bool apply(const Settings& settings);
    /// A start was refused after all: what was in force is shown again, and the task form holds what to mend.
    void takeBack(const Specification& refused, const Errors& errors);
    void chooseFileToOpen();
    void chooseFileToSave();
    void showFileErrors(const Errors& errors);
    void exportFigures(int plot);
    void showHelp();

    RunController* m_controller = nullptr;
    FrameMeter* m_frames = nullptr;
    TransportBar* m_transport = nullptr;
    QStackedWidget* m_pages = nullptr;
    LivePage* m_live = nullptr;
    EscapePage* m_escape = nullptr;
    DataPage* m_data = nullptr;
    PaperPage* m_paper = nullptr;
    RunStatus* m_status = nullptr;
    SettingsHistory m_history;
    std::optional<Settings> m_beforeStart; ///< in force when the newest start was asked for
    int m_framesSinceReport = 0;
};

} // namespace hysteron::ui
