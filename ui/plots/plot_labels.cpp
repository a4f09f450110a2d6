#include "ui/plots/plot_labels.h"

#include "ui/widgets/math_text.h"

#include <limits>

namespace hysteron::ui {

/// Math text at a pixel position; real text in vector output.
class PlotLabel : public QCPAbstractItem
{
public:
    explicit PlotLabel(QCustomPlot* plot) : QCPAbstractItem(plot)
    {
        setClipToAxisRect(false);
        setSelectable(false);
        setLayer(QStringLiteral("labels"));
    }

    void show(const LabelRequest& request, const QRectF& rect)
    {
        m_markup = request.markup;
        m_font = request.font;
        m_colour = request.colour;
        m_rect = rect;
        setVisible(true);
    }
    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

protected:
    void draw(QCPPainter* painter) override
    {
        painter->setPen(m_colour);
        const QFontMetricsF metrics(m_font);
        drawMathText(*painter, {m_rect.left(), m_rect.top() + metrics.ascent()}, m_markup, m_font);
    }

private:
    QString m_markup;
    QFont m_font;
    QColor m_colour;
    QRectF m_rect;
};

void PlotLabels::place(const QVector<LabelRequest>& requests, FreeSpace space)
{
    m_placed.clear();
    int used = 0;
    for (const LabelRequest& request : requests) {
        const QSizeF size(mathTextWidth(request.markup, request.font), QFontMetricsF(request.font).height());
        const QVector<QRectF> places = request.places(size);
        if (places.isEmpty())
            continue;
        int best = m_lastChoice.value(request.id, 0);
        if (best >= places.size())
            best = 0;
        double bestCost = space.cost(places[best]);
        for (int i = 0; i < places.size() && bestCost > 0.0; ++i) {
            const double cost = space.cost(places[i]);
            if (cost < bestCost) {
                best = i;
                bestCost = cost;
            }
        }
        const QRectF rect = places[best];
        constexpr double kTolerated = 0.2; // share of an optional label that may be covered
        if (request.optional && bestCost > kTolerated * rect.width() * rect.height())
            continue;
        m_lastChoice[request.id] = best;
        constexpr double kPadding = 3.0;
        space.addObstacle(rect.adjusted(-kPadding, -1.0, kPadding, 1.0));
        if (used == m_items.size())
            m_items.append(new PlotLabel(m_plot));
        m_items[used++]->show(request, rect);
        m_placed.append({request.id, request.markup, rect});
    }
    for (int i = used; i < m_items.size(); ++i)
        m_items[i]->setVisible(false);
}

} // namespace hysteron::ui
