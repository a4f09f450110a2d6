// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/singular_values_plot.h"

#include "ui/plots/mode_levels.h"
#include "ui/widgets/mode_symbol.h"
#include "ui/widgets/number_text.h"

namespace hysteron::ui {

namespace {
constexpr float kFaint = 0.45f;
constexpr float kSibling = 0.4f;
} // namespace

SingularValuesPlot::SingularValuesPlot(QWidget* parent) : TimePlot(parent)
{
    plot()->yAxis->setLabel(tr("singular value σ"));
}

QString SingularValuesPlot::description() const
{
    if (!snapshot())
        return tr("Singular values: no run yet");
    QStringList values;
    for (std::size_t i = 0; i < snapshot()->singularValues.size(); ++i)
        values += tr("sigma %1 is %2").arg(i + 1).arg(readableNumber(snapshot()->singularValues[i]));
    return tr("Singular values at epoch %1: %2").arg(snapshot()->epoch).arg(values.join(QStringLiteral(", ")));
}

void SingularValuesPlot::updateFrom(const Snapshot& snapshot)
{
    std::vector<Curve> curves;
    if (snapshot.curves)
        for (std::size_t i = 0; i < snapshot.curves->singularValues.size(); ++i)
            curves.push_back({&snapshot.curves->singularValues[i], modeSymbol(static_cast<int>(i) + 1),
                              colours().mode(static_cast<int>(i))});

    const std::vector<ModeLevels> modes = modeLevels(snapshot);
    const int asked = modeInQuestion(snapshot);
    std::vector<Level> levels;
    for (std::size_t i = 0; i < modes.size(); ++i) {
        // The mode that waits is told in words; the others only show where they rest.
        const bool inQuestion = static_cast<int>(i) == asked;
        QColor colour = colours().mode(static_cast<int>(i));
        if (!inQuestion)
            colour.setAlphaF(kFaint);
        if (modes[i].minimum)
            levels.push_back({*modes[i].minimum,
                              inQuestion ? QStringLiteral("λ_{∗∗} = ") + readableNumber(*modes[i].minimum) : QString(),
                              colour, Qt::DotLine, 0.4});
        if (modes[i].saddle && inQuestion)
            levels.push_back({*modes[i].saddle, tr("saddle λ_{sad} = ") + readableNumber(*modes[i].saddle), colour,
                              Qt::DashLine, 0.4});
    }
    show(snapshot, curves, levels, 0.0);

    std::vector<Curve> siblings;
    if (m_showSiblings && snapshot.curves && asked < static_cast<int>(snapshot.singularValues.size())) {
        QColor colour = colours().mode(asked);
        colour.setAlphaF(kSibling);
        for (const std::vector<History>& sibling : snapshot.curves->siblings)
            siblings.push_back({&sibling[static_cast<std::size_t>(asked)], QString(), colour});
    }
    showCompanions(siblings);
}

QVector<PlotView::Option> SingularValuesPlot::options()
{
    return {{tr("siblings"),
             tr("Seven other replicas from the same start, the same mode with other noise: when one escapes is chance"),
             [this](bool on) {
                 m_showSiblings = on;
                 refresh();
             }}};
}

} // namespace hysteron::ui
