// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/beta_marks.h"

#include "core/theory/mode_landscape.h"
#include "ui/widgets/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {

struct BetaMarks {
    Q_DECLARE_TR_FUNCTIONS(BetaMarks)
};

constexpr double kMargin = 1.2; ///< how far the slider goes beyond the last fold

/// The smallest of 1, 1.2, 1.5, 2, ... times a power of ten that is not below `value`.
double roundUp(double value)
{
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0})
        if (factor * decade >= value * (1.0 - 1e-12))
            return factor * decade;
    return 10.0 * decade;
}

} // namespace

std::vector<SliderMark> betaMarks(const std::vector<double>& eta, int depth)
{
    std::vector<SliderMark> marks;
    for (int mode = 0; mode < int(eta.size()); ++mode) {
        const theory::ModeLandscape landscape(eta[mode], depth);
        const QString index = eta.size() > 1 ? QString::number(mode + 1) : QString();
        if (landscape.isFirstOrder())
            marks.push_back(
                {.value = landscape.equalBeta(),
                 .label = index.isEmpty() ? "β*" : QStringLiteral("β*_{%1}").arg(index),
                 .meaning = BetaMarks::tr("β* = %1 of mode %2 (η = %3): learnt and not learnt have equal loss.")
                                .arg(readableNumber(landscape.equalBeta(), 4), QString::number(mode + 1),
                                     QString::number(eta[mode])),
                 .mode = mode,
                 .fold = false});
        marks.push_back({.value = landscape.criticalBeta(),
                         .label = QStringLiteral("β_{c%1}").arg(index),
                         .meaning = BetaMarks::tr("β_c = %1 of mode %2 (η = %3): above it no learnt state exists.")
                                        .arg(readableNumber(landscape.criticalBeta(), 4), QString::number(mode + 1),
                                             QString::number(eta[mode])),
                         .mode = mode,
                         .fold = true});
    }
    return marks;
}

double betaRange(const std::vector<double>& eta, int depth)
{
    double last = 0.0;
    for (const double value : eta)
        last = std::max(last, theory::ModeLandscape(value, depth).criticalBeta());
    return last > 0.0 ? roundUp(kMargin * last) : 0.5;
}

} // namespace hysteron::ui
