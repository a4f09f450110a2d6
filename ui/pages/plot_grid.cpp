// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plot_grid.h"

#include "ui/plots/plot_view.h"
#include "ui/widgets/card.h"

#include <QEvent>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace hysteron::ui {

namespace {
constexpr int kColumns = 2;
constexpr int kGap = 10;
} // namespace

PlotGrid::PlotGrid(const QList<PlotView*>& plots, QWidget* parent) : QWidget(parent), m_plots(plots)
{
    m_rows = new QSplitter(Qt::Vertical);
    m_rows->setHandleWidth(kGap);
    m_rows->setChildrenCollapsible(false);
    QSplitter* row = nullptr;
    for (int i = 0; i < plots.size(); ++i) {
        if (i % kColumns == 0) {
            row = new QSplitter(Qt::Horizontal);
            row->setHandleWidth(kGap);
            row->setChildrenCollapsible(false);
            m_rows->addWidget(row);
        }
        m_cards.append(makeCard(plots[i], i));
        row->addWidget(m_cards.back());
    }
    // Equal shares whatever the cards would like: the columns line up.
    constexpr int kShare = 1000;
    m_rows->setSizes(QList<int>(m_rows->count(), kShare));
    for (int i = 0; i < m_rows->count(); ++i) {
        auto* cells = static_cast<QSplitter*>(m_rows->widget(i));
        cells->setSizes(QList<int>(cells->count(), kShare));
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_rows);
}

Card* PlotGrid::makeCard(PlotView* plot, int index)
{
    auto* card = new Card(plot->title());
    card->setContent(plot);
    plot->installEventFilter(this);
    card->setPhrase(plot->phrase());
    connect(plot, &PlotView::phraseChanged, card, [card, plot] { card->setPhrase(plot->phrase()); });
    connect(card, &Card::enlargeRequested, this, [this, index](bool enlarge) { setEnlarged(enlarge ? index : -1); });

    const auto addScaleLink = [&](const QString& text, const QString& meaning, auto isOn, auto set) {
        QPushButton* link = card->addLink(text, meaning, true);
        connect(link, &QPushButton::toggled, plot, [plot, set](bool on) { (plot->*set)(on); });
        connect(plot, &PlotView::scaleChanged, link, [plot, link, isOn] { link->setChecked((plot->*isOn)()); });
        link->setChecked((plot->*isOn)());
    };
    if (plot->canLogX())
        addScaleLink(tr("log x"), tr("Logarithmic horizontal axis"), &PlotView::logX, &PlotView::setLogX);
    if (plot->canLogY())
        addScaleLink(tr("log y"), tr("Logarithmic vertical axis (L)"), &PlotView::logY, &PlotView::setLogY);
    for (const PlotView::Option& option : plot->options()) {
        QPushButton* link = card->addLink(option.text, option.meaning, true);
        connect(link, &QPushButton::toggled, plot, option.set);
    }
    QPushButton* save = card->addLink(tr("export"), tr("Save this plot as PNG, SVG or PDF"), false);
    connect(save, &QPushButton::clicked, this, [this, index] { emit exportRequested(index); });
    return card;
}

void PlotGrid::setEnlarged(int index)
{
    m_enlarged = index;
    for (int i = 0; i < m_cards.size(); ++i) {
        m_cards[i]->setVisible(index < 0 || i == index);
        m_cards[i]->setEnlarged(i == index);
    }
    // A splitter whose cards are all hidden would still keep its share of the height.
    for (int row = 0; row < m_rows->count(); ++row)
        m_rows->widget(row)->setVisible(index < 0 || index / kColumns == row);
    emit enlargedChanged();
}

int PlotGrid::currentPlot() const
{
    if (m_enlarged >= 0)
        return m_enlarged;
    for (int i = 0; i < m_plots.size(); ++i)
        if (m_cards[i]->underMouse())
            return i;
    return m_lastFocused;
}

bool PlotGrid::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn)
        m_lastFocused = static_cast<int>(std::max<qsizetype>(0, m_plots.indexOf(static_cast<PlotView*>(watched))));
    return QWidget::eventFilter(watched, event);
}

} // namespace hysteron::ui
