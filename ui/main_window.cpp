#include "ui/main_window.h"

#include "core/experiment/presets.h"
#include "ui/export/export_dialog.h"
#include "ui/frame_meter.h"
#include "ui/pages/help_dialog.h"
#include "ui/pages/live_page.h"
#include "ui/pages/plot_grid.h"
#include "ui/panels/parameter_panel.h"
#include "ui/panels/run_status.h"
#include "ui/plots/plot_view.h"
#include "ui/run_controller.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/transport_bar.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace hysteron::ui {

namespace {
constexpr int kFramesPerReport = 30; // the rate in the status line is to be read, not to flicker
} // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent)
{
    setWindowTitle(tr("Hysteron"));
    setWindowIcon(applicationIcon());
    m_controller = new RunController(this);
    m_frames = new FrameMeter(this);
    m_transport = new TransportBar;
    m_live = new LivePage;
    m_status = new RunStatus;

    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_transport);
    column->addWidget(m_live, 1);
    column->addWidget(m_status);
    setCentralWidget(centre);
    setMinimumSize(960, 600);

    m_transport->setPages({tr("Live")});
    m_transport->setPresets(presets());
    m_transport->setSpeed(m_controller->speed());
    connectRun();
    connectControls();
    addShortcuts();
}

MainWindow::~MainWindow() = default;

bool MainWindow::open(const Specification& specification, bool paused)
{
    if (!m_controller->start(specification, paused))
        return false;
    m_live->showStart(specification);
    // A preset stays the same preset with another seed.
    QString name;
    for (const Preset& preset : presets()) {
        Specification sameSeed = preset.specification;
        sameSeed.seed = specification.seed;
        if (sameSeed == specification)
            name = QString::fromStdString(preset.name);
    }
    m_transport->setCurrentPreset(name);
    return true;
}

void MainWindow::connectRun()
{
    connect(m_controller, &RunController::frameStarted, m_frames, &FrameMeter::frameStarted);
    connect(m_controller, &RunController::snapshotChanged, this, &MainWindow::showFrame);
    connect(m_controller, &RunController::playingChanged, m_transport, &TransportBar::setPlaying);
    connect(m_controller, &RunController::speedChanged, m_transport, &TransportBar::setSpeed);
    connect(m_controller, &RunController::rejected, m_live, &LivePage::showErrors);
}

void MainWindow::connectControls()
{
    connect(m_transport, &TransportBar::restartRequested, this, [this] { open(m_controller->specification()); });
    connect(m_transport, &TransportBar::playPauseRequested, m_controller, &RunController::togglePlay);
    connect(m_transport, &TransportBar::stepRequested, m_controller, &RunController::step);
    connect(m_transport, &TransportBar::speedChosen, m_controller, &RunController::setSpeed);
    connect(m_transport, &TransportBar::presetChosen, this, [this](const QString& name) {
        if (const Preset* preset = findPreset(name.toStdString()))
            open(preset->specification);
    });
    connect(m_transport, &TransportBar::exportRequested, this, [this] { exportFigures(-1); });
    connect(m_transport, &TransportBar::themeRequested, this, [] {
        Theme& theme = Theme::instance();
        theme.setScheme(theme.scheme() == Scheme::Light ? Scheme::Dark : Scheme::Light);
    });
    connect(m_live, &LivePage::controlChanged, m_controller, &RunController::change);
    connect(m_live, &LivePage::restartRequested, this,
            [this](const Specification& specification) { open(specification); });
    connect(m_live, &LivePage::recoverRequested, m_controller, &RunController::recover);
    connect(m_live, &LivePage::exportRequested, this, &MainWindow::exportFigures);
}

void MainWindow::addShortcuts()
{
    const auto add = [this](const QKeySequence& keys, auto action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    add(Qt::Key_F11, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    add(Qt::Key_F1, [this] { showHelp(); });
    add(QKeySequence(QStringLiteral("Ctrl+E")), [this] { exportFigures(-1); });
}

// Plain keys are taken here and not as shortcuts, so that a field in which somebody types keeps them.
void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) {
        QMainWindow::keyPressEvent(event);
        return;
    }
    PlotView* plot = m_live->plots().all()[m_live->grid()->currentPlot()];
    switch (event->key()) {
    case Qt::Key_Space:
        m_controller->togglePlay();
        break;
    case Qt::Key_Period:
        m_controller->step();
        break;
    case Qt::Key_R:
        open(m_controller->specification());
        break;
    case Qt::Key_H:
        m_live->parameters()->setVisible(!m_live->parameters()->isVisible());
        break;
    case Qt::Key_L:
        plot->setLogY(!plot->logY());
        break;
    case Qt::Key_Question:
        showHelp();
        break;
    case Qt::Key_Escape:
        if (m_live->grid()->enlarged() >= 0)
            m_live->grid()->setEnlarged(-1);
        else
            m_controller->pause();
        break;
    default:
        QMainWindow::keyPressEvent(event);
    }
}

void MainWindow::showFrame()
{
    const auto& snapshot = m_controller->snapshot();
    m_live->showSnapshot(snapshot);
    m_transport->setState(snapshot->state);
    m_transport->showEpoch(snapshot->epoch, snapshot->time);
    m_status->showSnapshot(*snapshot);
    m_frames->frameDelivered();
    if (++m_framesSinceReport >= kFramesPerReport) {
        m_framesSinceReport = 0;
        const FrameMeter::Report frames = m_frames->report();
        m_status->showFrames(frames.framesPerSecond, frames.percentile99Ms);
    }
}

void MainWindow::exportFigures(int plot)
{
    if (!m_controller->snapshot())
        return;
    ExportDialog dialog(m_live->plots().all(), plot, m_controller->specification(), m_controller->snapshot(), this);
    dialog.exec();
}

void MainWindow::showHelp()
{
    HelpDialog(this).exec();
}

} // namespace hysteron::ui
