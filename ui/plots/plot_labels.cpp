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
        // A later candidate must be clearly freer: each is a little worse by its rank, and the present place a little
        // better, so that labels neither stray nor hop.
        const double area = size.width() * size.height();
        const int last = m_lastChoice.value(request.id, -1);
        int best = 0;
        double bestPrice = std::numeric_limits<double>::infinity();
        for (int i = 0; i < places.size(); ++i) {
            constexpr double kRank = 0.02;
            constexpr double kLoyalty = 0.08;
            const double price = space.cost(places[i]) + area * (kRank * i - (i == last ? kLoyalty : 0.0));
            if (price < bestPrice) {
                best = i;
                bestPrice = price;
            }
        }
        const QRectF rect = places[best];
        constexpr double kTolerated = 0.2; // share of an optional label that may be covered
        if (request.optional && space.cost(rect) > kTolerated * area)
            continue;
        m_lastChoice[request.id] = best;
        constexpr double kPadding = 3.0;
        constexpr double kUnreadable = 20.0; // two labels on top of each other are worse than a label on a curve
        space.addObstacle(rect.adjusted(-kPadding, -1.0, kPadding, 1.0), kUnreadable);
        if (used == m_items.size())
            m_items.append(new PlotLabel(m_plot));
        m_items[used++]->show(request, rect);
        m_placed.append({request.id, request.markup, rect});
    }
    for (int i = used; i < m_items.size(); ++i)
        m_items[i]->setVisible(false);
}

} // namespace hysteron::ui
