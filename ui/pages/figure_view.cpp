// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/figure_view.h"

#include "core/paper/reproduction.h"
#include "ui/pages/figure_gallery.h"
#include "ui/pages/figure_panels.h"
#include "ui/panels/section_label.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/words/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace hysteron::ui {

namespace {

constexpr int kCaptionHeight = 76;

QScrollArea* makeScroll()
{
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    return scroll;
}

} // namespace

FigureView::FigureView(QWidget* parent) : QWidget(parent)
{
    m_back = new QPushButton(tr("Back"));
    m_back->setToolTip(tr("Back to all figures (Esc)"));
    m_title = new ElidedLabel;
    m_title->setFont(fontFor(TextRole::BodyStrong));
    m_run = new QPushButton;
    m_live = new QPushButton(tr("Open live"));
    m_live->setToolTip(tr("Opens the experiment behind this figure on the Live page"));
    m_copy = new QPushButton(tr("Copy command"));
    m_export = new QPushButton(tr("Export"));
    m_export->setToolTip(tr("Saves the figure as PNG, SVG or PDF, or its numbers as CSV"));
    m_export->setAccessibleName(tr("Export this figure"));
    m_state = new QLabel;
    m_state->setFont(fontFor(TextRole::Label));
    m_state->setProperty("kind", "muted");
    m_state->setWordWrap(true);
    m_caption = new QLabel;
    m_caption->setFont(fontFor(TextRole::Label));
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setWordWrap(true);
    m_caption->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_caption->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_caption->setAccessibleName(tr("Caption"));
    m_panels = new FigurePanels;
    m_captionScroll = makeScroll();
    m_captionScroll->setWidget(m_caption);
    m_caption->setAutoFillBackground(false);
    m_captionScroll->setMaximumHeight(kCaptionHeight);

    auto* header = new QHBoxLayout;
    header->setSpacing(8);
    header->addWidget(m_back);
    header->addWidget(m_title, 1);
    header->addWidget(m_run);
    header->addWidget(m_live);
    header->addWidget(m_copy);
    header->addWidget(m_export);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(header);
    column->addWidget(m_panels, 1);
    column->addWidget(m_state);
    column->addWidget(m_captionScroll);

    connect(m_back, &QPushButton::clicked, this, &FigureView::backRequested);
    connect(m_run, &QPushButton::clicked, this, [this] { emit runRequested(QString::fromStdString(m_id)); });
    connect(m_live, &QPushButton::clicked, this,
            [this] { emit openPreset(QString::fromStdString(m_panels->figure().preset)); });
    connect(m_panels, &FigurePanels::exportRequested, this, &FigureView::exportRequested);
    connect(m_copy, &QPushButton::clicked, this, &FigureView::copyCommand);
    connect(m_export, &QPushButton::clicked, this, [this] { emit exportRequested(-1); });
}

void FigureView::showFigure(const std::string& id, const ReproductionState& state)
{
    const bool other = id != m_id;
    m_id = id;
    if (other)
        m_shown.reset();
    showState(state);
}

void FigureView::showState(const ReproductionState& state)
{
    const paper::FigureEntry* entry = paper::findFigure(m_id);
    if (!entry)
        return;
    const bool finished = entry->measurements.empty() || state.isFinished(m_id);
    const bool inWork = state.running && state.figure == m_id;
    m_run->setVisible(!finished);
    m_run->setEnabled(!state.running);
    m_run->setText(inWork ? tr("Being measured …") : runWords(m_id, state));
    m_state->setVisible(!finished);
    m_state->setText(tr("Not all of this was measured yet with %1 seeds: only what needs no measurement, or was "
                        "measured for another figure, is drawn.")
                         .arg(state.seeds));
    if (m_shown == state.evidence)
        return;
    m_shown = state.evidence;
    m_panels->setFigure(drawn(*entry, *state.evidence, {.seeds = state.seeds}));
    const figure::Figure& figure = m_panels->figure();
    m_title->setText(words(figure.title));
    m_caption->setText(words(figure.caption));
    m_captionScroll->setVisible(!figure.caption.empty());
    m_live->setVisible(!figure.preset.empty());
    m_copy->setToolTip(tr("To the clipboard: %1").arg(QString::fromStdString(figure.command)));
    m_export->setEnabled(!figure.panels.empty());
}

void FigureView::copyCommand()
{
    constexpr int kShownMs = 1500;
    QGuiApplication::clipboard()->setText(QString::fromStdString(m_panels->figure().command));
    const QString words = tr("Copy command");
    m_copy->setMinimumWidth(m_copy->width()); // nothing jumps
    m_copy->setText(tr("Copied"));
    QTimer::singleShot(kShownMs, m_copy, [this, words] { m_copy->setText(words); });
}

} // namespace hysteron::ui
