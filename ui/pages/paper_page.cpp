// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/paper_page.h"

#include "core/experiment/presets.h"
#include "core/paper/report.h"
#include "ui/pages/figure_gallery.h"
#include "ui/pages/figure_panels.h"
#include "ui/pages/figure_view.h"
#include "ui/pages/page_context.h"
#include "ui/pages/run_head.h"
#include "ui/panels/section_label.h"
#include "ui/paper/ledger_view.h"
#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/side_panel.h"
#include "ui/widgets/story_box.h"
#include "ui/words/words.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <cmath>

namespace hysteron::ui {

namespace {

constexpr int kSeeds = 10;
constexpr int kSeedsOfPaper = 50;
constexpr int kMostSeeds = 1000;
constexpr int kBarSteps = 1000;
constexpr int kChoiceWidth = 220;

std::vector<std::string> allFigures()
{
    std::vector<std::string> ids;
    for (const paper::FigureEntry& entry : paper::figureEntries())
        ids.push_back(entry.id);
    return ids;
}

} // namespace

PaperPage::PaperPage(PageContext& context)
    : Page(context, {QStringLiteral("paper"), tr("Paper"), tr("every figure and claim of the paper, measured here")}),
      m_head(new RunHead(context.actions(), this))
{
    m_head->hide(); // until the window places it
    m_runner = new ReproductionRunner({}, this);
    m_figure = new FigureView;
    m_stack = new QStackedWidget;
    m_stack->addWidget(makeBrowser());
    m_stack->addWidget(m_figure);
    place(makePanel(), m_stack);
    connectParts();
    auto nothing = std::make_shared<ReproductionState>();
    nothing->seeds = kSeeds;
    showState(nothing);
}

SidePanel* PaperPage::makePanel()
{
    auto* panel = new SidePanel(tr("Reproduction"));
    m_story = panel->story();
    m_seeds = new NumberEdit({.minimum = 1, .maximum = kMostSeeds, .integer = true});
    m_seeds->setAccessibleName(tr("Number of seeds"));
    m_seeds->setToolTip(tr("How many seeds each experiment is repeated with, from 42 on; 1 to 1000"));
    m_seeds->setValue(kSeeds);
    m_asPaper = new QPushButton(tr("50 as in the paper"));
    m_asPaper->setProperty("kind", "link");
    m_asPaper->setFont(fontFor(TextRole::Tick));
    m_asPaper->setToolTip(tr("Seeds 42 to 91"));
    m_seedsProblem = makeProblemLabel();
    m_button = new QPushButton(tr("Run all"));
    m_button->setProperty("kind", "primary");
    m_bar = new QProgressBar;
    m_bar->setRange(0, kBarSteps);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the measurements"));
    m_progress = new QLabel;
    m_progress->setWordWrap(true);
    m_progress->setFont(fontFor(TextRole::Label));
    m_progress->setProperty("kind", "muted");

    QVBoxLayout* column = panel->column();
    column->addWidget(makeSectionLabel(tr("Seeds")));
    column->addWidget(m_seeds);
    column->addWidget(m_seedsProblem);
    column->addWidget(m_asPaper, 0, Qt::AlignLeft);
    column->addSpacing(6);
    column->addWidget(m_button);
    column->addSpacing(6);
    column->addWidget(m_bar);
    column->addWidget(m_progress);
    column->addStretch(1);
    return panel;
}

QWidget* PaperPage::makeBrowser()
{
    m_choice = new SegmentedControl(tr("show"),
                                    {{tr("Figures"), tr("Every figure of the paper and of the predictions it makes")},
                                     {tr("Ledger"), tr("Every quantitative claim of the paper, and how it fares")}});
    m_choice->setFixedWidth(kChoiceWidth);
    m_choice->setCurrentIndex(0);
    m_gallery = new FigureGallery;
    m_ledger = new LedgerView;
    m_views = new QStackedWidget;
    m_views->addWidget(m_gallery);
    m_views->addWidget(m_ledger);
    auto* browser = new QWidget;
    auto* column = new QVBoxLayout(browser);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_choice);
    column->addWidget(m_views, 1);
    return browser;
}

void PaperPage::connectParts()
{
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_runner->isRunning())
            stop();
        else
            run(allFigures());
    });
    connect(m_seeds, &NumberEdit::valueEntered, this,
            [this](double seeds) { m_runner->load(static_cast<int>(seeds)); });
    connect(m_seeds, &NumberEdit::problemChanged, this,
            [this](const QString& problem) { showProblem(m_seedsProblem, problem); });
    connect(m_asPaper, &QPushButton::clicked, this, [this] {
        m_seeds->setValue(kSeedsOfPaper);
        m_seeds->restore();
        m_runner->load(kSeedsOfPaper);
    });
    connect(m_runner, &ReproductionRunner::progressed, this, &PaperPage::showState);
    connect(m_choice, &SegmentedControl::chosen, m_views, &QStackedWidget::setCurrentIndex);
    connect(m_gallery, &FigureGallery::opened, this, &PaperPage::openFigure);
    connect(m_ledger, &LedgerView::figureRequested, this, &PaperPage::openFigure);
    const auto runOne = [this](const QString& id) { run({id.toStdString()}); };
    connect(m_gallery, &FigureGallery::runRequested, this, runOne);
    connect(m_figure, &FigureView::runRequested, this, runOne);
    connect(m_figure, &FigureView::backRequested, this, &PaperPage::closeFigure);
    connect(m_figure, &FigureView::openPreset, this, [this](const QString& name) {
        if (const Preset* preset = findPreset(name.toStdString()))
            context().open({.experiment = {.specification = preset->specification}, .epochs = 0});
    });
    connect(m_figure, &FigureView::exportRequested, this, &Page::exportRequested);
    connect(m_figure->panels(), &FigurePanels::enlargedChanged, this, &Page::actionsChanged);
}

void PaperPage::openFigure(const QString& id)
{
    if (!paper::findFigure(id.toStdString()))
        return;
    m_figure->showFigure(id.toStdString(), *m_state);
    m_stack->setCurrentWidget(m_figure);
    m_figure->backButton()->setFocus();
    emit actionsChanged();
}

void PaperPage::closeFigure()
{
    m_stack->setCurrentIndex(0);
    emit actionsChanged();
}

bool PaperPage::isFigureOpen() const
{
    return m_stack->currentWidget() == m_figure;
}

void PaperPage::run(const std::vector<std::string>& figures)
{
    m_loaded = true;
    m_stopping = false;
    m_runner->start(figures, static_cast<int>(m_seeds->value()));
    showProgress();
}

void PaperPage::stop()
{
    m_stopping = true;
    m_runner->stop(); // its last report is on its way
    showProgress();
}

QWidget* PaperPage::head()
{
    return m_head;
}

ActionState PaperPage::stateOf(ActionId id) const
{
    const bool running = m_runner->isRunning();
    switch (id) {
    case ActionId::Run:
        if (running)
            return {.enabled = !m_stopping,
                    .text = m_stopping ? tr("Stopping …") : tr("Stop"),
                    .meaning = tr("stop measuring; what is finished is kept"),
                    .icon = QStringLiteral("stop")};
        return {.enabled = true, .text = tr("Run all"), .meaning = tr("measure what is missing in all figures")};
    case ActionId::Stop:
        return {.enabled = Page::stateOf(id).enabled || (running && !m_stopping)};
    case ActionId::CopyCommand:
        return {.enabled = isFigureOpen()};
    default:
        return Page::stateOf(id);
    }
}

void PaperPage::perform(ActionId id)
{
    const bool running = m_runner->isRunning();
    if (id == ActionId::Run && !running)
        run(allFigures());
    else if (running && (id == ActionId::Run || (id == ActionId::Stop && !Page::stateOf(id).enabled)))
        stop();
    else if (id == ActionId::CopyCommand)
        m_figure->copyCommand();
    else
        Page::perform(id);
}

Exportable PaperPage::exportable() const
{
    return isFigureOpen() ? m_figure->panels()->exportable() : Exportable{};
}

bool PaperPage::hasExport() const
{
    return isFigureOpen() && !m_figure->panels()->plots().isEmpty();
}

PlotView* PaperPage::currentPlot() const
{
    return isFigureOpen() ? m_figure->panels()->currentPlot() : nullptr;
}

QString PaperPage::storyText() const
{
    return m_story->text();
}

void PaperPage::showState(const std::shared_ptr<const ReproductionState>& state)
{
    m_state = state;
    if (!m_runner->isRunning())
        m_stopping = false;
    m_gallery->showState(*state);
    if (isFigureOpen())
        m_figure->showState(*state);
    if (m_tested != state->evidence) {
        m_tested = state->evidence;
        m_ledger->setClaims(paper::claimsFrom(*m_tested));
    }
    tellStory();
    showProgress();
}

void PaperPage::showProgress()
{
    const bool running = m_runner->isRunning();
    m_button->setText(!running ? tr("Run all") : m_stopping ? tr("Stopping …") : tr("Stop"));
    m_button->setEnabled(!m_stopping);
    emit actionsChanged();
    m_seeds->setEnabled(!running);
    m_asPaper->setEnabled(!running);
    m_bar->setVisible(running);
    m_bar->setValue(static_cast<int>(std::lround(m_state->share * kBarSteps)));
    const double seconds = secondsFor(allFigures(), m_state->finished, m_state->seeds);
    if (running && m_state->running)
        m_progress->setText(m_state->what.empty()
                                ? tr("Being prepared …")
                                : tr("%1; %2 left").arg(words(m_state->what), durationWords(m_state->secondsLeft)));
    else if (running)
        m_progress->setText(tr("Being prepared …"));
    else if (seconds > 0.0)
        m_progress->setText(tr("What is missing takes %1 on this machine. Finished measurements are kept.")
                                .arg(durationWords(seconds)));
    else
        m_progress->setText(tr("Everything is measured with %1 seeds.").arg(m_state->seeds));
    m_head->showProgress(running ? m_progress->text() : m_story->headline());
}

void PaperPage::tellStory()
{
    if (!m_state->errors.empty()) {
        m_story->setStory(tr("Could not be measured."), words(m_state->errors.front()), true);
        return;
    }
    const bool complete = m_state->finished.size() == paper::figureEntries().size();
    m_story->setStory(tr("%1 claims.").arg(m_ledger->claims().size()),
                      tr("%1.").arg(words(paper::tellVerdicts(m_ledger->claims(), complete))));
}

/// What was measured before is read when the page is first looked at.
void PaperPage::entered()
{
    context().controller().hold(); // the machine's cores are for the measurements
    if (!m_loaded)
        m_runner->load(static_cast<int>(m_seeds->value()));
    m_loaded = true;
}

bool PaperPage::hasFront() const
{
    return isFigureOpen();
}

bool PaperPage::closeFront()
{
    if (!isFigureOpen())
        return false;
    if (!m_figure->panels()->shrink())
        closeFigure();
    return true;
}

} // namespace hysteron::ui
