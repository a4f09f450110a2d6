// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/figures/figure_thumbnail.h"

#include "ui/figures/panel_plot.h"
#include "ui/plots/plot_style.h"
#include "ui/theme/theme.h"
#include "ui/words/words.h"

#include <QPainter>

#include <algorithm>

namespace hysteron::ui {

namespace {

constexpr int kSettled = 120; ///< milliseconds
constexpr int kPanels = 2;    ///< more would be too small to see anything
constexpr double kScale[] = {0.8, 0.6};
constexpr int kTicks = 3;
constexpr double kRadius = 7.0;

} // namespace

FigureThumbnail::FigureThumbnail(QWidget* parent) : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, [this] {
        draw();
        update();
    });
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        m_stale = true;
        update();
    });
}

void FigureThumbnail::setFigure(figure::Figure figure)
{
    if (figure == m_figure)
        return;
    m_figure = std::move(figure);
    m_stale = true;
    setAccessibleName(tr("Open %1").arg(words(m_figure.title)));
    setAccessibleDescription(words(m_figure.caption));
    update();
}

/// The first panels, side by side.
void FigureThumbnail::draw()
{
    m_stale = false;
    m_picture = QPixmap(size() * devicePixelRatioF());
    m_picture.setDevicePixelRatio(devicePixelRatioF());
    m_picture.fill(Theme::instance().palette().surface);
    figure::Figure small = m_figure;
    small.panels.resize(std::min<std::size_t>(small.panels.size(), kPanels));
    const auto panels = makePanels(small);
    if (panels.empty() || size().isEmpty())
        return;
    const int count = static_cast<int>(panels.size());
    const double scale = kScale[count - 1];
    QCPPainter painter(&m_picture);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    const QSize panel = (QSizeF(width() / static_cast<double>(count), height()) / scale).toSize();
    for (const auto& plot : panels) {
        plot->plot()->xAxis->ticker()->setTickCount(kTicks);
        painter.save();
        plot->drawInto(painter, panel);
        painter.restore();
        painter.translate(panel.width(), 0.0);
    }
}

void FigureThumbnail::paintEvent(QPaintEvent*)
{
    if (m_stale)
        draw();
    else if (m_picture.deviceIndependentSize().toSize() != size())
        m_later.start(kSettled);
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawPixmap(rect(), m_picture);
    if (!hasFocus() && !underMouse())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette& palette = Theme::instance().palette();
    painter.setPen(QPen(hasFocus() ? palette.accent : palette.border, 1.0));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
}

} // namespace hysteron::ui
