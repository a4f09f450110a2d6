// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/escape_page.h"

#include "core/base/csv_text.h"
#include "core/sampling/forward_flux.h"
#include "ui/escape/escape_plot.h"
#include "ui/escape/escape_story.h"
#include "ui/jobs/job_runner.h"
#include "ui/pages/page_context.h"
#include "ui/pages/plot_grid.h"
#include "ui/pages/run_head.h"
#include "ui/panels/field_limits.h"
#include "ui/panels/section_label.h"
#include "ui/plots/plot_style.h"
#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/side_panel.h"
#include "ui/widgets/story_box.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace hysteron::ui {

namespace {
constexpr double kSameBarrier = 1e-9;
} // namespace

EscapePage::EscapePage(PageContext& context)
    : Page(context, {QStringLiteral("escape"), tr("Escape"), tr("many replicas wait in the trap; how long, and why")}),
      m_head(new RunHead(context.actions(), this))
{
    m_head->hide(); // until the window places it
    m_runner = new JobRunner(this);
    m_sampler = new JobRunner(this);
    m_lines = new ReplicaLinesPlot;
    m_survival = new SurvivalPlot;
    m_arrhenius = new ArrheniusPlot;
    m_grid = new PlotGrid(plots());
    place(makePanel(), m_grid);
    m_sampleAction = new QAction(tr("Forward flux"), this);
    m_sampleAction->setToolTip(m_sampleButton->toolTip());

    connect(m_button, &QPushButton::clicked, this, &EscapePage::startOrStop);
    connect(m_runner, &JobRunner::reported, this, [this](const std::shared_ptr<const study::Record>& record) {
        auto progress = std::make_shared<EscapeProgress>(EscapeProgress{std::get<study::EscapeRecord>(record->values)});
        progress->running = m_runner->isRunning();
        progress->finished = record->outcome != study::Outcome::Unfinished;
        keepSource(*record);
        showProgress(progress);
    });
    connect(m_runner, &JobRunner::failed, this, [this](const Errors& errors) {
        auto progress = std::make_shared<EscapeProgress>();
        progress->errors = errors;
        showProgress(progress);
    });
    connect(m_sampleButton, &QPushButton::clicked, this, &EscapePage::sampleOrStop);
    connect(m_sampleAction, &QAction::triggered, this, &EscapePage::sampleOrStop);
    connect(m_sampler, &JobRunner::reported, this, [this](const std::shared_ptr<const study::Record>& record) {
        FluxProgress progress{std::get<study::ForwardFluxRecord>(record->values)};
        progress.running = m_sampler->isRunning();
        progress.errors = record->problems;
        keepSource(*record);
        showSampling(progress);
    });
    connect(m_sampler, &JobRunner::failed, this, [this](const Errors& errors) {
        FluxProgress progress;
        progress.errors = errors;
        showSampling(progress);
    });
    connect(m_grid, &PlotGrid::exportRequested, this, &Page::exportRequested);
    connect(m_grid, &PlotGrid::enlargedChanged, this, &Page::actionsChanged);
    showProgress(std::make_shared<const EscapeProgress>());
}

SidePanel* EscapePage::makePanel()
{
    auto* panel = new SidePanel(tr("Replicas"));
    m_story = panel->story();
    m_replicas = new NumberEdit({.minimum = 1, .maximum = 100'000, .integer = true});
    m_replicas->setAccessibleName(tr("Number of replicas"));
    m_replicas->setValue(300);
    m_maxEpochs = new NumberEdit(limitsOf("training.epochs"));
    m_maxEpochs->setAccessibleName(tr("Longest wait, epochs"));
    m_maxEpochs->setValue(100'000);
    m_origin = new SegmentedControl(
        tr("start from"), {{tr("Its trap"), tr("All start in the trap that the protocol of the Live page makes")},
                           {tr("Present state"), tr("All start where the run on the Live page stands now")}});
    m_origin->setCurrentIndex(0);
    m_sampleButton = new QPushButton(tr("Forward flux"));
    m_sampleButton->setToolTip(tr("ln τ by forward flux sampling from the trap, at this T and four lower ones down to "
                                  "0.4 T: escapes far too rare to be waited for, in seconds each"));
    m_sampling = new QLabel;
    m_paper = new QLabel;
    for (QLabel* label : {m_sampling, m_paper}) {
        label->setWordWrap(true);
        label->setFont(fontFor(TextRole::Label));
        label->setProperty("kind", "muted");
        label->hide();
    }
    m_button = new QPushButton(tr("Start"));
    m_button->setProperty("kind", "primary");
    m_experiment = new QLabel;
    m_experiment->setWordWrap(true);
    m_experiment->setFont(fontFor(TextRole::Label));

    QVBoxLayout* column = panel->column();
    column->addWidget(makeSectionLabel(tr("Replicas")));
    column->addWidget(m_replicas);
    column->addSpacing(6);
    column->addWidget(makeSectionLabel(tr("Longest wait, epochs")));
    column->addWidget(m_maxEpochs);
    column->addSpacing(6);
    column->addWidget(makeSectionLabel(tr("Start from")));
    column->addWidget(m_origin);
    column->addSpacing(6);
    column->addWidget(m_button);
    column->addWidget(m_sampleButton);
    column->addWidget(m_sampling);
    column->addSpacing(8);
    column->addWidget(makeSectionLabel(tr("Of this experiment")));
    column->addWidget(m_experiment);
    column->addWidget(m_paper);
    column->addStretch(1);
    return panel;
}

void EscapePage::showExperiment(const Specification& specification)
{
    const TrainingOptions& training = specification.training;
    QString words = tr("β = %1, η = %2, B = %3")
                        .arg(plainNumber(training.beta, 3), plainNumber(training.learningRate, 3))
                        .arg(training.batch);
    if (specification.noise.temperature && usesTemperature(specification.noise.kind))
        words += tr(", T = %1").arg(readableNumber(*specification.noise.temperature));
    else if (usesTemperature(specification.noise.kind))
        words += tr(", C = %1").arg(plainNumber(specification.noise.c, 3));
    words += specification.protocol.kind == ProtocolKind::RankTrap
                 ? tr(". From the trap of rank %1; all change on the Live page.").arg(specification.protocol.rank)
                 : tr(". Without a trap: they wait until the last mode is learnt.");
    m_experiment->setText(words);
}

QWidget* EscapePage::head()
{
    return m_head;
}

ActionState EscapePage::stateOf(ActionId id) const
{
    const bool running = m_runner->isRunning() || m_sampler->isRunning();
    switch (id) {
    case ActionId::Run:
        if (running)
            return {.enabled = true,
                    .text = tr("Stop"),
                    .meaning = tr("stop; what was found so far stays"),
                    .icon = QStringLiteral("stop")};
        return {.enabled = true, .text = tr("Start"), .meaning = tr("let the replicas wait")};
    case ActionId::Stop:
        return {.enabled = Page::stateOf(id).enabled || running};
    default:
        return Page::stateOf(id);
    }
}

void EscapePage::perform(ActionId id)
{
    const bool running = m_runner->isRunning() || m_sampler->isRunning();
    if (id == ActionId::Run && !running) {
        startOrStop();
    } else if (running && (id == ActionId::Run || (id == ActionId::Stop && !Page::stateOf(id).enabled))) {
        stop();
        m_sampler->stop();
    } else {
        Page::perform(id);
    }
}

void EscapePage::startOrStop()
{
    if (m_runner->isRunning())
        return stop();
    if (!fromPresentState())
        return start(context().experiment());
    if (const auto present = context().controller().runner().present())
        start(present->specification, present->weights);
    else
        showErrors({}, tr("The run on the Live page is still being prepared or moves; pause it first."));
}

void EscapePage::sampleOrStop()
{
    if (m_sampler->isRunning())
        return m_sampler->stop();
    const auto present = context().controller().runner().present();
    const std::optional<double> temperature = present ? present->specification.noise.temperature : std::nullopt;
    if (temperature && *temperature > 0.0)
        startSampling(context().experiment(), *temperature);
    else
        showErrors({}, tr("Forward flux sampling needs Langevin noise of T > 0; choose it on the Live page."));
}

Exportable EscapePage::exportable() const
{
    CsvText times;
    times.cell("replica").cell("epochs").cell("escaped").endRow();
    for (const sampling::Passage& passage : m_progress->passages)
        times.cell(passage.replica)
            .cell(passage.epoch)
            .cell(passage.outcome == sampling::PassageOutcome::Escaped ? 1 : 0)
            .endRow();
    Exportable what{.stem = QStringLiteral("escape"), .plots = plots()};
    if (!m_sources.empty()) {
        what.provenance = toText(study::together(m_sources));
        what.tables = {{tr("Escape times"), QStringLiteral("escape-times"), times.text()}};
    }
    return what;
}

/// Of each question one source: the newest, and what the plots show no more is no source of theirs.
void EscapePage::keepSource(const study::Record& record)
{
    const study::Request& request = record.provenance.sources.front().request;
    std::erase_if(m_sources, [&](const study::Provenance& kept) { return kept.sources.front().request == request; });
    m_sources.push_back(record.provenance);
}

void EscapePage::entered()
{
    context().controller().hold(); // the machine's cores are for the replicas
    showExperiment(context().experiment());
}

PlotView* EscapePage::currentPlot() const
{
    return plots()[m_grid->currentPlot()];
}

bool EscapePage::hasFront() const
{
    return m_grid->enlarged() >= 0;
}

bool EscapePage::closeFront()
{
    const bool open = hasFront();
    m_grid->setEnlarged(-1);
    return open;
}

void EscapePage::start(const Specification& specification, const std::optional<Eigen::VectorXd>& weights)
{
    messages()->dismiss();
    showExperiment(specification);
    m_button->setText(tr("Stop"));
    study::EscapeRequest request;
    request.experiment.specification = specification;
    if (weights)
        request.experiment.weights.assign(weights->begin(), weights->end());
    request.replicas = static_cast<int>(m_replicas->value());
    request.maxEpochs = static_cast<std::int64_t>(m_maxEpochs->value());
    m_runner->start(request);
    emit actionsChanged();
}

void EscapePage::startSampling(const Specification& specification, double temperature)
{
    m_sampleButton->setText(tr("Stop"));
    study::ForwardFluxRequest request;
    request.experiment.specification = specification;
    request.temperatures = sampling::temperatureLadder(temperature);
    m_sampler->start(request);
    emit actionsChanged();
}

bool EscapePage::fromPresentState() const
{
    return m_origin->currentIndex() == 1;
}

void EscapePage::showSampling(const FluxProgress& progress)
{
    m_sampleButton->setText(progress.running ? tr("Stop") : tr("Forward flux"));
    m_sampleAction->setText(progress.running ? tr("Stop forward flux") : tr("Forward flux"));
    emit actionsChanged();
    m_sampling->setText(tellFlux(progress));
    m_sampling->setVisible(!m_sampling->text().isEmpty());
    std::vector<ArrheniusPoint> points;
    for (const study::ForwardFluxPoint& point : progress.points) {
        if (point.estimate && static_cast<int>(point.repeats.size()) == progress.repeats)
            points.push_back(
                {point.temperature, point.estimate->logTau, point.estimate->low, point.estimate->high, true});
    }
    if (!points.empty())
        addPoints(std::move(points));
    m_arrhenius->showProgress(m_progress);
}

void EscapePage::stop()
{
    m_runner->stop(); // its last report is on its way
}

QList<PlotView*> EscapePage::plots() const
{
    return {m_lines, m_survival, m_arrhenius};
}

QString EscapePage::storyText() const
{
    return m_story->text();
}

void EscapePage::showProgress(const std::shared_ptr<const EscapeProgress>& progress)
{
    m_progress = progress;
    addPoint(*progress);
    m_lines->showProgress(progress);
    m_survival->showProgress(progress);
    m_arrhenius->showProgress(progress);
    m_button->setText(progress->running ? tr("Stop") : tr("Start"));
    m_head->showProgress(tellEscape(*progress).headline);
    emit actionsChanged();
    const PaperNote paper = tellPaper(*progress);
    m_paper->setText(paper.text);
    m_paper->setToolTip(paper.meaning);
    m_paper->setVisible(!paper.text.isEmpty());
    const EscapeStory story = tellEscape(*progress);
    m_story->setStory(story.headline, story.body, story.alarming);
}

/// Another landscape begins a new plot.
void EscapePage::addPoint(const EscapeProgress& progress)
{
    if (!progress.estimate || !progress.estimate->tau || !progress.estimate->high || !(progress.temperature > 0.0))
        return;
    const double barrier = progress.theory ? progress.theory->barrier : 0.0;
    if (std::abs(barrier - m_barrier) > kSameBarrier) {
        m_arrhenius->setPoints({});
        m_sources.erase(m_sources.begin(), m_sources.end() - 1); // all but its own
    }
    m_barrier = barrier;
    const auto logTime = [&](double epochs) { return std::log(epochs * progress.timePerEpoch); };
    addPoints({{progress.temperature, logTime(*progress.estimate->tau), logTime(progress.estimate->low),
                logTime(*progress.estimate->high)}});
}

/// Of each kind a temperature has one point, the newest.
void EscapePage::addPoints(std::vector<ArrheniusPoint> fresh)
{
    std::vector<ArrheniusPoint> points = m_arrhenius->points();
    for (const ArrheniusPoint& one : fresh) {
        std::erase_if(points, [&](const ArrheniusPoint& point) {
            return point.sampled == one.sampled && point.temperature == one.temperature;
        });
        points.push_back(one);
    }
    m_arrhenius->setPoints(std::move(points));
}

} // namespace hysteron::ui
