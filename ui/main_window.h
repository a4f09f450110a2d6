#pragma once

#include "core/experiment/specification.h"

#include <QMainWindow>

namespace hysteron::ui {

class FrameMeter;
class LivePage;
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

    /// Starts this experiment. On errors the present one goes on and the reasons are shown.
    bool open(const Specification& specification, bool paused = false);

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
    void showFrame();
    void exportFigures(int plot);
    void showHelp();

    RunController* m_controller = nullptr;
    FrameMeter* m_frames = nullptr;
    TransportBar* m_transport = nullptr;
    LivePage* m_live = nullptr;
    RunStatus* m_status = nullptr;
    int m_framesSinceReport = 0;
};

} // namespace hysteron::ui
