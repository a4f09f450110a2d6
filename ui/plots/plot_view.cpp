// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_view.h"

#include "ui/plots/label_schedule.h"
#include "ui/plots/plot_style.h"
#include "ui/plots/readout.h"
#include "ui/plots/tickers.h"
#include "ui/plots/wide_line_graph.h"

#include <QVBoxLayout>

#include <algorithm>

namespace hysteron::ui {

namespace {
constexpr int kTop = 8, kRight = 14, kBottom = 38;
constexpr int kLeast = 56; ///< at the left: most numbers fit, and frames above each other are in line
} // namespace

PlotView::PlotView(QWidget* parent)
    : QWidget(parent), m_labelSchedule(std::make_unique<LabelSchedule>()), m_scheme(Theme::instance().scheme())
{
    buildPlot();
    setFocusPolicy(Qt::StrongFocus);
    connect(&Theme::instance(), &Theme::changed, this, [this] { applyScheme(Theme::instance().scheme()); });
}

PlotView::~PlotView() = default;

void PlotView::buildPlot()
{
    m_plot = new QCustomPlot(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);

    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMinimumSize(80, 60); // a hidden card may have no room at all, and nothing can be painted there
    // Margins of its own: the plot must not twitch when a tick label grows or shrinks by a digit.
    m_plot->axisRect()->setAutoMargins(QCP::msNone);
    m_plot->axisRect()->setMargins(QMargins(kLeast, kTop, kRight, kBottom));
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->addLayer(QStringLiteral("labels"), m_plot->layer(QStringLiteral("main")), QCustomPlot::limAbove);
    m_plot->addLayer(QStringLiteral("moving"), m_plot->layer(QStringLiteral("labels")), QCustomPlot::limAbove);
    m_plot->addLayer(QStringLiteral("readout"), m_plot->layer(QStringLiteral("moving")), QCustomPlot::limAbove);
    for (const char* buffered : {"moving", "readout"})
        m_plot->layer(QLatin1String(buffered))->setMode(QCPLayer::lmBuffered);
    m_readout = new Readout(m_plot);
    setLogScale(m_plot->xAxis, false);
    setLogScale(m_plot->yAxis, false);
    styleAxes(*m_plot, colours());

    connect(m_plot, &QCustomPlot::mouseWheel, this, &PlotView::zoomedByUser);
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, &PlotView::resetZoom);
    connect(m_plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (event->buttons() & Qt::LeftButton)
            zoomedByUser();
        m_readout->showRows(event->position(), readoutAt(event->position()), colours());
    });
    m_plot->installEventFilter(m_readout); // hides it when the mouse leaves
}

WideLineGraph* PlotView::addLine()
{
    return new WideLineGraph(m_plot->xAxis, m_plot->yAxis);
}

QRectF PlotView::frame() const
{
    return m_plot->axisRect()->rect();
}

void PlotView::setRanges(const QCPRange& x, const QCPRange& y)
{
    if (!m_zoomed) {
        m_plot->xAxis->setRange(x);
        m_plot->yAxis->setRange(y);
    }
    fitMargins();
}

void PlotView::fitMargins()
{
    constexpr int kStep = 6;
    const int needed = roomBesideAxis(*m_plot->yAxis, widestLabel(*m_plot->yAxis));
    m_left = std::max({kLeast, m_left, (needed + kStep - 1) / kStep * kStep});
    m_plot->xAxis->setTickLabelPadding(kTickLabelPadding + m_underAxis);
    const QMargins margins(m_left, kTop, kRight, kBottom + m_underAxis);
    if (m_plot->axisRect()->margins() != margins)
        m_plot->axisRect()->setMargins(margins);
}

void PlotView::reserveUnderAxis(int pixels)
{
    m_underAxis = pixels;
}

void PlotView::zoomedByUser()
{
    m_zoomed = true;
    refresh();
}

void PlotView::resetZoom()
{
    m_zoomed = false;
    m_left = 0;
    refresh();
}

void PlotView::setLogX(bool on)
{
    if (on == m_logX || !canLogX())
        return;
    m_logX = on;
    m_zoomed = false;
    setLogScale(m_plot->xAxis, on);
    scaleTypeChanged();
    refresh();
    emit scaleChanged();
}

void PlotView::setLogY(bool on)
{
    if (on == m_logY || !canLogY())
        return;
    m_logY = on;
    m_zoomed = false;
    m_left = 0;
    setLogScale(m_plot->yAxis, on);
    scaleTypeChanged();
    refresh();
    emit scaleChanged();
}

void PlotView::setHeld(bool held)
{
    if (held == m_held)
        return;
    m_held = held;
    if (held)
        return;
    takeGiven();
    emit letGo();
}

bool PlotView::labelsDue(bool renamed)
{
    return m_labelSchedule->due(*m_plot, renamed);
}

void PlotView::dataChanged()
{
    if (isVisible())
        updatePlot();
}

void PlotView::refresh()
{
    m_labelSchedule->force();
    updatePlot();
}

void PlotView::updatePlot()
{
    m_onlyMoving = false;
    updateData();
    if (m_onlyMoving)
        m_plot->layer(QStringLiteral("moving"))->replot();
    else
        m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotView::applyScheme(Scheme scheme)
{
    m_scheme = scheme;
    styleAxes(*m_plot, colours());
    restyle(colours());
    refresh();
}

void PlotView::drawInto(QCPPainter& painter, QSize size)
{
    const QRect viewport = m_plot->viewport();
    const auto layOut = [this](const QRect& rect) {
        m_labelSchedule->force();
        m_plot->setViewport(rect);
        for (const auto phase :
             {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout})
            m_plot->plotLayout()->update(phase);
        updateData();
    };
    const int left = m_left;
    layOut(QRect(QPoint(0, 0), size));
    m_plot->toPainter(&painter, size.width(), size.height());
    m_left = left;
    layOut(viewport);
}

void PlotView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    applyScheme(Theme::instance().scheme());
    setAccessibleName(title());
}

void PlotView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // The labels are placed in pixels: they need the new frame, which the plot computes when it is resized.
    m_plot->setGeometry(rect());
    refresh();
}

} // namespace hysteron::ui
