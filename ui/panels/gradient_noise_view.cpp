// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/gradient_noise_view.h"

#include "ui/theme/theme.h"
#include "ui/widgets/number_text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {

constexpr int kHeight = 28;
constexpr double kStems = 66.0;     ///< width of the spectrum
constexpr double kDecades = 6.0;    ///< below the largest eigenvalue
constexpr double kRounding = 1e-13; ///< share of the trace below which a variance is 0 to rounding

/// Height of a stem, [0, 1]; 0 where nothing is to be seen.
double share(double value, double largest)
{
    return value > 0.0 && largest > 0.0 ? std::clamp(1.0 + std::log10(value / largest) / kDecades, 0.0, 1.0) : 0.0;
}

} // namespace

GradientNoiseView::GradientNoiseView(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Gradient noise"));
    setToolTip(
        tr("<b>Gradient noise</b>: how single samples' gradients scatter at this state, whatever noise is chosen. "
           "tr is the trace of their covariance; one step of mini-batches kicks the weights with variance "
           "η² tr/B in all. Stems: its eigenvalues, six decades high. Last stem: its part along the direction in "
           "which the mode grows. Where that is 0, mini-batches alone cannot learn the mode. Measured a few times "
           "a second; dimensionless."));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize GradientNoiseView::sizeHint() const
{
    return {200, kHeight};
}

void GradientNoiseView::showNoise(const std::shared_ptr<const GradientNoise>& noise)
{
    if (noise == m_noise)
        return;
    m_noise = noise;
    setAccessibleDescription(text());
    update();
}

QString GradientNoiseView::first() const
{
    return tr("gradient noise  %1")
        .arg(m_noise ? QStringLiteral("tr = ") + readableNumber(m_noise->trace) : QStringLiteral("–"));
}

QString GradientNoiseView::second() const
{
    if (!m_noise || !m_noise->alongMode)
        return {};
    const double along = *m_noise->alongMode;
    return tr("along mode %1 = %2")
        .arg(QString::number(m_noise->mode + 1),
             along <= kRounding * m_noise->trace ? QStringLiteral("0") : readableNumber(along));
}

QString GradientNoiseView::text() const
{
    const QString below = second();
    return below.isEmpty() ? first() : tr("%1, %2").arg(first(), below);
}

void GradientNoiseView::paintStems(QPainter& painter, const QRectF& area) const
{
    const Palette& palette = Theme::instance().palette();
    constexpr double kThick = 3.0, kGap = 8.0;
    const auto stem = [&](double x, double height, const QColor& colour) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(x, area.bottom() - height * area.height(), kThick, height * area.height()), 1.0,
                                1.0);
        if (height <= 0.0) { // a ring on the ground: measured, and nothing there
            painter.setPen(QPen(colour, 1.2));
            painter.setBrush(palette.surface);
            painter.drawEllipse(QPointF(x + kThick / 2.0, area.bottom()), 2.4, 2.4);
        }
    };
    painter.setPen(QPen(palette.border, 1.0));
    painter.drawLine(QPointF(area.left(), area.bottom()), QPointF(area.right(), area.bottom()));
    if (!m_noise || m_noise->leading.empty())
        return;
    const double largest = m_noise->leading.front();
    const auto count = static_cast<double>(m_noise->leading.size());
    const double pitch = std::min(9.0, (area.width() - 2.0 * kGap) / count);
    double x = area.left() + 3.0;
    for (const double value : m_noise->leading) {
        stem(x, share(value <= kRounding * m_noise->trace ? 0.0 : value, largest), palette.muted);
        x += pitch;
    }
    if (m_noise->alongMode)
        stem(area.right() - kThick - 2.0,
             share(*m_noise->alongMode <= kRounding * m_noise->trace ? 0.0 : *m_noise->alongMode, largest),
             palette.mode(m_noise->mode));
}

void GradientNoiseView::paintEvent(QPaintEvent*)
{
    const Palette& palette = Theme::instance().palette();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintStems(painter, QRectF(0.5, 2.5, kStems, height() - 6.0));
    const QRectF lines(kStems + 10.0, 0.0, width() - kStems - 10.0, height());
    painter.setFont(fontFor(TextRole::Tick));
    painter.setPen(palette.muted);
    painter.drawText(QRectF(lines.left(), 0.0, lines.width(), lines.height() / 2.0), Qt::AlignLeft | Qt::AlignVCenter,
                     first());
    painter.setPen(m_noise ? palette.mode(m_noise->mode) : palette.muted);
    painter.drawText(QRectF(lines.left(), lines.height() / 2.0, lines.width(), lines.height() / 2.0),
                     Qt::AlignLeft | Qt::AlignVCenter, second());
}

} // namespace hysteron::ui
