// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The parts of the panel, where they stand and how they are wired; what they do is in parameter_panel.cpp.
#include "ui/panels/parameter_panel.h"

#include "ui/panels/field_limits.h"
#include "ui/panels/noise_section.h"
#include "ui/panels/schedule_editor.h"
#include "ui/panels/section_label.h"
#include "ui/panels/seed_section.h"
#include "ui/panels/task_section.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/story_box.h"
#include "ui/widgets/value_slider.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace hysteron::ui {

namespace {

constexpr int kWidth = 252;
constexpr int kMargin = 14;

} // namespace

void ParameterPanel::makeControls()
{
    m_start = new SegmentedControl(
        tr("Start from"), {{tr("random"), tr("Random first weights; training begins at once")},
                           {tr("rank 1"), tr("A trap: annealed without noise until only the strongest mode is learnt")},
                           {tr("rank 0"), tr("A trap: annealed without noise until no mode is learnt")},
                           {tr("custom"), tr("A schedule of β of your own")}});
    m_startProblem = makeProblemLabel();
    m_schedule = new ScheduleEditor;
    m_beta = new ValueSlider(
        {"β", tr("weight decay"),
         tr("Pulls every weight to zero; above β_c a mode has no learnt state. Changes live, the state is kept."),
         unitText("training.beta")},
        {.maximum = 0.5}, limitsOf("training.beta"));
    m_rate = new ValueSlider(
        {"η", tr("learning rate"),
         tr("η_lr, length of one gradient step in gradient-flow time. Changes live, the state is kept."),
         unitText("training.learning_rate")},
        {.kind = SliderScale::Kind::Logarithmic, .minimum = 1e-4, .maximum = 1.0}, limitsOf("training.learning_rate"));
    m_rate->setCaption(tr("log"));
    m_batch =
        new ValueSlider({"B", tr("batch size"),
                         tr("Samples in one step; an epoch is floor(N/B) steps. Changes live, the state is kept."),
                         unitText("training.batch")},
                        {.kind = SliderScale::Kind::Logarithmic, .minimum = 1, .maximum = 512, .integer = true},
                        limitsOf("training.batch"));
    m_batch->setCaption(tr("log"));
    m_noise = new NoiseSection;
    m_seed = new SeedSection;
    m_task = new TaskSection;
    m_task->hide();
    m_story = new StoryBox;
}

QWidget* ParameterPanel::makeFooter()
{
    auto* footer = new QWidget;
    m_taskToggle = new IconButton("right", IconButton::Kind::Link);
    m_taskToggle->setText(tr("Task && network"));
    m_taskToggle->setIconSize({12, 12});
    m_taskToggle->setCheckable(true);
    m_taskToggle->setToolTip(tr("Modes, depth, width, samples, data of your own"));
    m_taskToggle->setAccessibleName(tr("Task and network"));
    m_reset = new QPushButton(tr("reset parameters"));
    m_reset->setProperty("kind", "link");
    m_reset->setFont(fontFor(TextRole::Tick));
    m_reset->setToolTip(tr("β, η, B and noise back to those of the loaded experiment; the state is kept"));
    m_reset->setAccessibleName(tr("Reset parameters"));
    auto* row = new QHBoxLayout(footer);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_taskToggle);
    row->addStretch();
    row->addWidget(m_reset);
    return footer;
}

void ParameterPanel::placeControls()
{
    setAccessibleName(tr("Parameters"));
    setFixedWidth(kWidth);
    m_controls = new QWidget;
    auto* column = new QVBoxLayout(m_controls);
    column->setContentsMargins(kMargin, 12, kMargin, 2);
    column->setSpacing(8);
    auto* startGroup = new QVBoxLayout;
    startGroup->setSpacing(5);
    startGroup->addWidget(makeSectionLabel(tr("Start from")));
    startGroup->addWidget(m_start);
    startGroup->addWidget(m_startProblem);
    startGroup->addWidget(m_schedule);
    column->addLayout(startGroup);
    column->addWidget(m_beta);
    column->addWidget(m_rate);
    column->addWidget(m_batch);
    column->addWidget(m_noise);
    column->addWidget(m_seed);
    column->addWidget(makeFooter());
    column->addWidget(m_task);
    column->addStretch(1);

    m_scroll = new QScrollArea;
    m_scroll->setWidget(m_controls);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_controls->setAutoFillBackground(false);
    // The scroll bar takes its width from the right margin, so that the controls keep theirs.
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int last) {
        const int bar = last > 0 ? m_scroll->verticalScrollBar()->sizeHint().width() : 0;
        m_controls->layout()->setContentsMargins(kMargin, 12, kMargin - bar, 2);
    });

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 1, 10);
    all->setSpacing(4);
    all->addWidget(m_scroll, 1);
    auto* storyRow = new QHBoxLayout;
    storyRow->setContentsMargins(kMargin, 0, kMargin - 1, 0);
    storyRow->addWidget(m_story);
    all->addLayout(storyRow);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ParameterPanel::connectControls()
{
    connect(m_start, &SegmentedControl::chosen, this, &ParameterPanel::chooseStart);
    connect(m_schedule, &ScheduleEditor::startRequested, this, [this](const ProtocolOptions& protocol) {
        Specification wanted = m_specification;
        wanted.protocol = protocol;
        tryRestart(wanted, true);
    });
    connect(m_beta, &ValueSlider::valueChanged, this, [this](double beta) {
        ControlChange change;
        change.beta = beta;
        tryChange(change);
    });
    connect(m_rate, &ValueSlider::valueChanged, this, [this](double rate) {
        ControlChange change;
        change.learningRate = rate;
        tryChange(change);
    });
    connect(m_batch, &ValueSlider::valueChanged, this, [this](double batch) {
        ControlChange change;
        change.batch = int(batch);
        tryChange(change);
    });
    connect(m_noise, &NoiseSection::changed, this, [this](const NoiseOptions& noise) {
        ControlChange change;
        change.noise = noise;
        tryChange(change);
    });
    connect(m_seed, &SeedSection::seedChosen, this, [this](quint64 seed) {
        Specification wanted = m_specification;
        wanted.seed = seed;
        tryRestart(wanted, m_ownProtocol);
    });
    connect(m_task, &TaskSection::applied, this,
            [this](const Specification& specification) { tryRestart(specification, m_ownProtocol); });
    connect(m_task, &TaskSection::startJudged, this, [this](const QString& problem) {
        if (m_schedule->isHidden()) // else the editor says what is wrong with it
            showProblem(m_startProblem, problem);
    });
    connect(m_reset, &QPushButton::clicked, this, &ParameterPanel::resetParameters);
    connect(m_taskToggle, &QPushButton::toggled, this, [this](bool open) {
        m_taskToggle->setIconName(open ? "down" : "right");
        m_task->setVisible(open);
    });
}

QSize ParameterPanel::sizeHint() const
{
    return {kWidth, 648};
}

void ParameterPanel::paintEvent(QPaintEvent*)
{
    const Palette& palette = Theme::instance().palette();
    QPainter painter(this);
    painter.fillRect(rect(), palette.surface);
    painter.setPen(palette.border);
    painter.drawLine(width() - 1, 0, width() - 1, height());
}

} // namespace hysteron::ui
