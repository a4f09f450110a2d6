#include "ui/pages/escape_page.h"

#include "ui/escape/escape_plot.h"
#include "ui/escape/escape_runner.h"
#include "ui/escape/escape_story.h"
#include "ui/pages/plot_grid.h"
#include "ui/panels/section_label.h"
#include "ui/plots/plot_style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/story_box.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace hysteron::ui {

namespace {
constexpr int kPanelWidth = 252;
constexpr int kPanelMargin = 14;
constexpr int kMargin = 10;
constexpr double kSameBarrier = 1e-9;
} // namespace

EscapePage::EscapePage(QWidget* parent) : QWidget(parent)
{
    m_runner = new EscapeRunner(this);
    m_lines = new ReplicaLinesPlot;
    m_survival = new SurvivalPlot;
    m_arrhenius = new ArrheniusPlot;
    auto* grid = new PlotGrid(plots());
    auto* right = new QVBoxLayout;
    right->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    right->addWidget(grid);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makePanel());
    row->addLayout(right, 1);

    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_runner->isRunning())
            stop();
        else
            emit startRequested();
    });
    connect(m_runner, &EscapeRunner::progressed, this, &EscapePage::showProgress);
    connect(grid, &PlotGrid::exportRequested, this, &EscapePage::exportRequested);
    showProgress(std::make_shared<const EscapeProgress>());
}

QWidget* EscapePage::makePanel()
{
    auto* panel = new QWidget;
    panel->setFixedWidth(kPanelWidth);
    panel->setAccessibleName(tr("Replicas"));
    m_replicas = new NumberEdit({.minimum = 1, .maximum = 100'000, .integer = true});
    m_replicas->setAccessibleName(tr("Number of replicas"));
    m_replicas->setValue(300);
    m_maxEpochs = new NumberEdit({.minimum = 1, .maximum = 1e9, .integer = true});
    m_maxEpochs->setAccessibleName(tr("Longest wait, epochs"));
    m_maxEpochs->setValue(100'000);
    m_button = new QPushButton(tr("Start"));
    m_button->setProperty("kind", "primary");
    m_experiment = new QLabel;
    m_experiment->setWordWrap(true);
    m_experiment->setFont(fontFor(TextRole::Label));
    m_story = new StoryBox;

    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(kPanelMargin, 12, kPanelMargin, kMargin);
    column->setSpacing(6);
    column->addWidget(makeSectionLabel(tr("Replicas")));
    column->addWidget(m_replicas);
    column->addSpacing(6);
    column->addWidget(makeSectionLabel(tr("Longest wait, epochs")));
    column->addWidget(m_maxEpochs);
    column->addSpacing(6);
    column->addWidget(m_button);
    column->addSpacing(8);
    column->addWidget(makeSectionLabel(tr("Of this experiment")));
    column->addWidget(m_experiment);
    column->addStretch(1);
    column->addWidget(m_story);
    return panel;
}

void EscapePage::showExperiment(const Specification& specification)
{
    const TrainingOptions& training = specification.training;
    QString words = tr("β = %1, η = %2, B = %3")
                        .arg(shortNumber(training.beta), shortNumber(training.learningRate))
                        .arg(training.batch);
    if (specification.noise.temperature && usesTemperature(specification.noise.kind))
        words += tr(", T = %1").arg(readableNumber(*specification.noise.temperature));
    else if (usesTemperature(specification.noise.kind))
        words += tr(", C = %1").arg(shortNumber(specification.noise.c));
    words += specification.protocol.kind == ProtocolKind::RankTrap
                 ? tr(". From the trap of rank %1; all change on the Live page.").arg(specification.protocol.rank)
                 : tr(". Without a trap: they wait until the last mode is learnt.");
    m_experiment->setText(words);
}

void EscapePage::start(const Specification& specification)
{
    showExperiment(specification);
    m_button->setText(tr("Stop"));
    m_runner->start(specification, static_cast<int>(m_replicas->value()),
                    static_cast<std::int64_t>(m_maxEpochs->value()));
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
    const EscapeStory story = tellEscape(*progress);
    m_story->setStory(story.headline, story.body, story.alarming);
}

/// A temperature has one point, the newest; another landscape begins a new plot.
void EscapePage::addPoint(const EscapeProgress& progress)
{
    if (!progress.estimate || !progress.estimate->tau || !progress.estimate->high || !(progress.temperature > 0.0))
        return;
    std::vector<ArrheniusPoint> points = m_arrhenius->points();
    const double barrier = progress.theory ? progress.theory->barrier : 0.0;
    if (std::abs(barrier - m_barrier) > kSameBarrier)
        points.clear();
    m_barrier = barrier;
    std::erase_if(points, [&](const ArrheniusPoint& point) { return point.temperature == progress.temperature; });
    const auto logTime = [&](double epochs) { return std::log(epochs * progress.timePerEpoch); };
    points.push_back({progress.temperature, logTime(*progress.estimate->tau), logTime(progress.estimate->low),
                      logTime(*progress.estimate->high)});
    m_arrhenius->setPoints(std::move(points));
}

void EscapePage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Palette& palette = Theme::instance().palette();
    painter.fillRect(rect(), palette.background);
    painter.fillRect(QRect(0, 0, kPanelWidth, height()), palette.surface);
    painter.fillRect(QRect(kPanelWidth - 1, 0, 1, height()), palette.border);
}

} // namespace hysteron::ui
