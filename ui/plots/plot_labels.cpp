// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_labels.h"

#include "ui/widgets/math_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

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

namespace {

constexpr double kTolerated = 0.2; // share of an optional label that may be covered

/// A request with what each of its places would cost; other labels not counted.
struct Candidates {
    const LabelRequest* request = nullptr;
    QVector<QRectF> places;
    QVector<double> prices;
    double area = 0.0;
};

Candidates candidatesFor(const LabelRequest& request, const FreeSpace& space, int last)
{
    // A later place must be clearly freer: each is a little worse by its rank, and the present place a little better,
    // so that labels neither stray nor hop.
    constexpr double kRank = 0.02;
    constexpr double kLoyalty = 0.08;
    const QSizeF size(mathTextWidth(request.markup, request.font), QFontMetricsF(request.font).height());
    Candidates candidates{&request, request.places(size), {}, size.width() * size.height()};
    const double area = candidates.area;
    for (int i = 0; i < candidates.places.size(); ++i) {
        const double covered = space.cost(candidates.places[i]);
        const bool refused = request.optional && covered > kTolerated * area;
        candidates.prices.append(refused ? std::numeric_limits<double>::infinity()
                                         : covered + area * (kRank * i - (i == last ? kLoyalty : 0.0)));
    }
    return candidates;
}

/// Of two labels on top of each other, square pixels; with the distance that labels keep.
double overlap(const QRectF& rect, const QRectF& other)
{
    constexpr double kPadding = 3.0;
    const QRectF both = rect & other.adjusted(-kPadding, -1.0, kPadding, 1.0);
    return both.isEmpty() ? 0.0 : both.width() * both.height();
}

/// Index of the best place beside the labels that stand already; -1: none for an optional label.
int bestPlace(const Candidates& candidates, const QVector<QRectF>& standing)
{
    constexpr double kUnreadable = 20.0; // two labels on top of each other are worse than a label on a curve
    int best = -1;
    double bestPrice = std::numeric_limits<double>::infinity();
    for (int i = 0; i < candidates.places.size(); ++i) {
        double price = candidates.prices[i];
        if (price >= bestPrice)
            continue;
        double overlapping = 0.0;
        for (const QRectF& label : standing)
            overlapping += overlap(candidates.places[i], label);
        if (candidates.request->optional && overlapping > 0.0)
            continue;
        price += kUnreadable * overlapping;
        if (price < bestPrice) {
            best = i;
            bestPrice = price;
        }
    }
    return best;
}

struct Choice {
    QVector<int> places; ///< of each request; -1: left out
    int left = 0;        ///< how many are left out
};

Choice chooseInOrder(const QVector<Candidates>& all, const QVector<int>& order)
{
    Choice choice{QVector<int>(all.size(), -1)};
    QVector<QRectF> standing;
    for (const int k : order) {
        const int best = bestPlace(all[k], standing);
        choice.places[k] = best;
        if (best >= 0)
            standing.append(all[k].places[best]);
        else
            ++choice.left;
    }
    return choice;
}

Choice choose(const QVector<Candidates>& all)
{
    QVector<int> order(all.size());
    std::iota(order.begin(), order.end(), 0);
    const auto choiceOf = [&](int k) { // those that must be there come first, in their order
        return all[k].request->optional
                   ? 1 + std::ranges::count_if(all[k].prices, [](double p) { return std::isfinite(p); })
                   : qsizetype{0};
    };
    std::ranges::stable_sort(order, {}, choiceOf);
    const auto optional = std::ranges::find_if(order, [&](int k) { return all[k].request->optional; }) - order.begin();
    Choice best = chooseInOrder(all, order);
    for (auto next = optional + 1; next < order.size() && best.left > 0; ++next) {
        const int k = order[next];
        if (best.places[k] >= 0 || std::ranges::none_of(all[k].prices, [](double p) { return std::isfinite(p); }))
            continue;
        QVector<int> other = order;
        std::rotate(other.begin() + optional, other.begin() + next, other.begin() + next + 1);
        const Choice choice = chooseInOrder(all, other);
        if (choice.left < best.left)
            best = choice;
    }
    return best;
}

} // namespace

void PlotLabels::place(const QVector<LabelRequest>& requests, const FreeSpace& space)
{
    if (space.frame() != m_frame) // a figure is not drawn as a window was before it, nor the other way round
        m_lastChoice.clear();
    m_frame = space.frame();
    QVector<Candidates> all;
    for (const LabelRequest& request : requests)
        all.append(candidatesFor(request, space, m_lastChoice.value(request.id, -1)));
    const Choice choice = choose(all);
    m_placed.clear();
    int used = 0;
    for (qsizetype k = 0; k < requests.size(); ++k) {
        if (choice.places[k] < 0)
            continue;
        const LabelRequest& request = requests[k];
        const QRectF rect = all[k].places[choice.places[k]];
        m_lastChoice[request.id] = choice.places[k];
        if (used == m_items.size())
            m_items.append(new PlotLabel(m_plot));
        m_items[used++]->show(request, rect);
        m_placed.append({request.id, request.markup, rect});
    }
    for (int i = used; i < m_items.size(); ++i)
        m_items[i]->setVisible(false);
}

} // namespace hysteron::ui
