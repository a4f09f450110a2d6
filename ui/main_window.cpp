#include "ui/main_window.h"

#include "core/base/files.h"
#include "core/experiment/control.h"
#include "core/experiment/presets.h"
#include "core/io/recipe_file.h"
#include "core/io/specification_json.h"
#include "ui/export/export_dialog.h"
#include "ui/frame_meter.h"
#include "ui/pages/data_page.h"
#include "ui/pages/escape_page.h"
#include "ui/pages/help_dialog.h"
#include "ui/pages/live_page.h"
#include "ui/pages/paper_page.h"
#include "ui/pages/plot_grid.h"
#include "ui/panels/parameter_panel.h"
#include "ui/panels/run_status.h"
#include "ui/plots/plot_view.h"
#include "ui/run_controller.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/page_tabs.h"
#include "ui/widgets/transport_bar.h"
#include "ui/words/words.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
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
    m_escape = new EscapePage;
    m_data = new DataPage;
    m_paper = new PaperPage;
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_live);
    m_pages->addWidget(m_escape);
    m_pages->addWidget(m_data);
    m_pages->addWidget(m_paper);
    m_status = new RunStatus;

    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_transport);
    column->addWidget(m_pages, 1);
    column->addWidget(m_status);
    setCentralWidget(centre);
    setMinimumSize(960, 600);

    m_transport->setPages({tr("Live"), tr("Escape"), tr("Data"), tr("Paper")});
    m_transport->setPresets(presets());
    m_transport->setSpeed(m_controller->speed());
    connectRun();
    connectControls();
    addShortcuts();
}

MainWindow::~MainWindow() = default;

bool MainWindow::open(const Specification& specification, bool paused, const std::vector<LoggedChange>& log)
{
    if (!m_controller->start(specification, paused, log))
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
    m_history.record(m_live->parameters()->settings());
    return true;
}

void MainWindow::change(const ControlChange& change)
{
    if (m_controller->change(change))
        m_history.record(m_live->parameters()->settings());
    else if (const Settings* inForce = m_history.current())
        m_live->parameters()->setSettings(*inForce);
}

void MainWindow::restart(const Specification& specification)
{
    if (open(specification))
        return;
    if (const Settings* inForce = m_history.current())
        m_live->parameters()->setSettings(*inForce);
}

/// True when the run now follows these settings.
bool MainWindow::apply(const Settings& settings)
{
    ParameterPanel* panel = m_live->parameters();
    const Settings before = panel->settings();
    const ControlChange change = differenceBetween(before.current, settings.current);
    const bool live = change.appliedTo(before.current) == settings.current;
    panel->setSettings(settings);
    const bool done = !live            ? open(settings.current, !m_controller->isPlaying())
                      : change.empty() ? true
                                       : m_controller->change(change);
    if (!done)
        panel->setSettings(before);
    return done;
}

void MainWindow::undo()
{
    if (const Settings* settings = m_history.undo(); settings && !apply(*settings))
        m_history.redo();
}

void MainWindow::redo()
{
    if (const Settings* settings = m_history.redo(); settings && !apply(*settings))
        m_history.undo();
}

bool MainWindow::openFile(const QString& path)
{
    const Result<Recipe> recipe = readRecipe(path.toStdString());
    if (!recipe) {
        showFileErrors(recipe.errors());
        return false;
    }
    if (!open(*recipe)) {
        showFileErrors({{"file", path.toStdString(), "cannot be started: see the fields in red"}});
        return false;
    }
    if (!recipe->changes.empty())
        m_live->messages()->showMessage(MessageBar::Kind::Notice,
                                        tr("%1 shows epoch %2. Live changes: %3; they are made again at their epochs, "
                                           "until you change something.")
                                            .arg(QFileInfo(path).fileName(), groupedInteger(recipe->epoch))
                                            .arg(recipe->changes.size()));
    else if (!recipe->command.empty())
        m_live->messages()->showMessage(MessageBar::Kind::Notice,
                                        tr("%1 was made by “%2”. This is one experiment behind it.")
                                            .arg(QFileInfo(path).fileName(), QString::fromStdString(recipe->command)));
    return true;
}

bool MainWindow::saveFile(const QString& path)
{
    const Errors errors = writeFile(path.toStdString(), toJson(m_live->parameters()->specification()).dump(2) + "\n");
    showFileErrors(errors);
    return errors.empty();
}

void MainWindow::showFileErrors(const Errors& errors)
{
    if (!errors.empty())
        m_live->messages()->showMessage(MessageBar::Kind::Error, words(errors));
}

void MainWindow::showPage(int index)
{
    m_transport->pages()->setCurrentPage(index);
    m_pages->setCurrentIndex(index);
    if (m_pages->currentWidget() == m_escape) {
        m_controller->pause(); // the machine's cores are for the replicas
        m_escape->showExperiment(m_live->parameters()->specification());
    }
    if (m_pages->currentWidget() == m_paper)
        m_controller->pause();
}

void MainWindow::openPreset(const QString& name)
{
    if (const Preset* preset = findPreset(name.toStdString()); preset && open(preset->specification))
        showPage(0);
}

void MainWindow::chooseFileToOpen()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open an experiment"), {}, tr("Experiments and exported figures (*.json *.png *.svg *.pdf)"));
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::chooseFileToSave()
{
    QString path = QFileDialog::getSaveFileName(this, tr("Save the experiment"), QStringLiteral("experiment.json"),
                                                QStringLiteral("*.json"));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".json");
    saveFile(path);
}

void MainWindow::connectRun()
{
    connect(m_controller, &RunController::frameStarted, m_frames, &FrameMeter::frameStarted);
    connect(m_controller, &RunController::snapshotChanged, this, &MainWindow::showFrame);
    connect(m_controller, &RunController::playingChanged, m_transport, &TransportBar::setPlaying);
    connect(m_controller, &RunController::speedChanged, m_transport, &TransportBar::setSpeed);
    connect(m_controller, &RunController::followed, m_live->parameters(), &ParameterPanel::adopt);
    connect(m_controller, &RunController::rejected, m_live, &LivePage::showErrors);
}

void MainWindow::connectControls()
{
    connect(m_transport, &TransportBar::restartRequested, this,
            [this] { open(m_controller->specification(), false, m_controller->log()); });
    connect(m_transport, &TransportBar::playPauseRequested, m_controller, &RunController::togglePlay);
    connect(m_transport, &TransportBar::stepRequested, m_controller, &RunController::step);
    connect(m_transport, &TransportBar::speedChosen, m_controller, &RunController::setSpeed);
    connect(m_transport, &TransportBar::presetChosen, this, [this](const QString& name) {
        if (const Preset* preset = findPreset(name.toStdString()))
            open(preset->specification);
    });
    connect(m_paper, &PaperPage::openPreset, this, &MainWindow::openPreset);
    connect(m_transport->pages(), &PageTabs::pageChosen, this, &MainWindow::showPage);
    connect(m_escape, &EscapePage::startRequested, this, &MainWindow::startEscape);
    connect(m_escape, &EscapePage::samplingRequested, this, &MainWindow::startSampling);
    connect(m_transport, &TransportBar::openRequested, this, &MainWindow::chooseFileToOpen);
    connect(m_transport, &TransportBar::exportRequested, this, [this] { exportFigures(-1); });
    connect(m_transport, &TransportBar::themeRequested, this, [] {
        Theme& theme = Theme::instance();
        theme.setScheme(theme.scheme() == Scheme::Light ? Scheme::Dark : Scheme::Light);
    });
    connect(m_live, &LivePage::controlChanged, this, &MainWindow::change);
    connect(m_live, &LivePage::restartRequested, this, &MainWindow::restart);
    connect(m_live->parameters(), &ParameterPanel::adopted, this,
            [this] { m_history.record(m_live->parameters()->settings()); });
    connect(m_live, &LivePage::recoverRequested, m_controller, &RunController::recover);
    connect(m_live, &LivePage::exportRequested, this, &MainWindow::exportFigures);
    connect(m_escape, &EscapePage::exportRequested, this, &MainWindow::exportFigures);
    connect(m_paper, &PaperPage::exportRequested, this, &MainWindow::exportFigures);
}

void MainWindow::startEscape()
{
    if (!m_escape->fromPresentState()) {
        m_escape->start(m_live->parameters()->specification());
        return;
    }
    if (const auto present = m_controller->runner().present())
        m_escape->start(present->specification, present->weights);
    else
        m_escape->showError(tr("The run on the Live page is still being prepared or moves; pause it first."));
}

void MainWindow::startSampling()
{
    const auto present = m_controller->runner().present();
    const std::optional<double> temperature = present ? present->specification.noise.temperature : std::nullopt;
    if (temperature && *temperature > 0.0)
        m_escape->startSampling(m_live->parameters()->specification(), *temperature);
    else
        m_escape->showError(tr("Forward flux sampling needs Langevin noise of T > 0; choose it on the Live page."));
}

void MainWindow::addShortcuts()
{
    const auto add = [this](const QKeySequence& keys, auto action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    add(Qt::Key_F11, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    add(Qt::Key_F1, [this] { showHelp(); });
    add(QKeySequence(QStringLiteral("Ctrl+E")), [this] { exportFigures(-1); });
    add(QKeySequence(QStringLiteral("Ctrl+O")), [this] { chooseFileToOpen(); });
    add(QKeySequence(QStringLiteral("Ctrl+S")), [this] { chooseFileToSave(); });
    add(QKeySequence(QStringLiteral("Ctrl+Z")), [this] { undo(); });
    add(QKeySequence(QStringLiteral("Ctrl+Shift+Z")), [this] { redo(); });
}

// Plain keys are taken here and not as shortcuts, so that a field in which somebody types keeps them.
void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) {
        QMainWindow::keyPressEvent(event);
        return;
    }
    if (m_pages->currentWidget() != m_live) {
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
    if (m_pages->currentWidget() == m_paper) {
        m_paper->exportFigure(plot);
        return;
    }
    if (m_pages->currentWidget() == m_data) {
        m_data->chooseExport(plot);
        return;
    }
    if (!m_controller->snapshot())
        return;
    const QList<PlotView*> plots = m_pages->currentWidget() == m_escape ? m_escape->plots() : m_live->plots().all();
    ExportDialog dialog(plots, plot, m_controller->specification(), m_controller->snapshot(), this);
    dialog.exec();
}

void MainWindow::showHelp()
{
    HelpDialog(this).exec();
}

} // namespace hysteron::ui
