// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data_answer.h"

#include "ui/widgets/number_text.h"
#include "ui/words/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {

using analysis::Law;
using figure::Mark;
using figure::Role;

QString tr(const char* text)
{
    return QCoreApplication::translate("DataAnswer", text);
}

QString wordsOf(Law law)
{
    switch (law) {
    case Law::Constant:
        return tr("constant");
    case Law::Arrhenius:
        return tr("Arrhenius");
    case Law::ArrheniusPrefactor:
        return tr("Arrhenius, power prefactor");
    case Law::PowerLaw:
        break;
    }
    return tr("power law");
}

/// ln tau of a fitted law.
double logTau(const analysis::LawFit& fit, double x)
{
    double sum = 0.0;
    for (const analysis::LawParameter& parameter : fit.parameters) {
        const double covariate = parameter.name == "a" ? 1.0 : parameter.name == "b" ? x : std::log(x);
        sum += parameter.value * covariate;
    }
    return sum;
}

DataAnswer::Row rowOf(const analysis::LawFit& fit, const analysis::LawComparison& comparison)
{
    DataAnswer::Row row;
    row.law = wordsOf(fit.law);
    for (const analysis::LawParameter& parameter : fit.parameters) {
        if (!row.parameters.isEmpty())
            row.parameters += QStringLiteral(",  ");
        row.parameters +=
            QStringLiteral("%1 = %2").arg(QString::fromStdString(parameter.name), readableNumber(parameter.value, 4));
        if (parameter.ci)
            row.parameters += QStringLiteral(" [%1, %2]")
                                  .arg(readableNumber(parameter.ci->low, 3), readableNumber(parameter.ci->high, 3));
    }
    row.r2 = fit.r2 ? readableNumber(*fit.r2, 4) : QStringLiteral("–");
    row.weight = fit.weight ? readableNumber(*fit.weight, 3) : QStringLiteral("–");
    row.note = words(fit.note);
    row.best = comparison.best == fit.law;
    return row;
}

void addPoints(figure::Panel& panel, const analysis::LawComparison& comparison)
{
    figure::Series measured{.label = "measured", .role = Role::Accent, .mark = Mark::Points};
    figure::Series limits{.label = "at least", .role = Role::Accent, .mark = Mark::Rings};
    for (const analysis::LawPoint& point : comparison.points) {
        const analysis::EscapeTimeEstimate& estimate = point.estimate;
        if (!estimate.tau || !(*estimate.tau > 0.0)) {
            if (estimate.low > 0.0) {
                limits.x.push_back(point.x);
                limits.y.push_back(std::log(estimate.low));
            }
            continue;
        }
        const double value = std::log(*estimate.tau);
        measured.x.push_back(point.x);
        measured.y.push_back(value);
        const bool means =
            comparison.likelihood == analysis::Likelihood::LogNormal; // one time says nothing of its error
        measured.low.push_back(means || !(estimate.low > 0.0) ? value : std::log(estimate.low));
        measured.high.push_back(means || !estimate.high ? value : std::log(*estimate.high));
    }
    for (figure::Series* series : {&limits, &measured}) {
        if (!series->x.empty())
            panel.series.push_back(std::move(*series));
    }
}

void addLaws(figure::Panel& panel, const analysis::LawComparison& comparison)
{
    constexpr int kPoints = 80;
    const double first = comparison.points.front().x, last = comparison.points.back().x;
    if (!(first < last))
        return;
    for (const analysis::LawFit& fit : comparison.fits) {
        const bool needsLogarithm = fit.law == Law::ArrheniusPrefactor || fit.law == Law::PowerLaw;
        if (fit.parameters.empty() || fit.law == Law::Constant || (needsLogarithm && !(first > 0.0)))
            continue;
        figure::Series line{.label = Text::verbatim(wordsOf(fit.law).toStdString())};
        line.role = fit.law == Law::Arrhenius ? Role::Mode1 : fit.law == Law::PowerLaw ? Role::Mode2 : Role::Muted;
        line.mark = comparison.best == fit.law ? Mark::Line : Mark::Dashed;
        for (int i = 0; i <= kPoints; ++i) {
            const double x = first + (last - first) * i / kPoints;
            line.x.push_back(x);
            line.y.push_back(logTau(fit, x));
        }
        panel.series.push_back(std::move(line));
    }
}

figure::Series curveOf(const analysis::TrainingCurve& curve, const char* label, Role role)
{
    return {.label = label, .role = role, .mark = Mark::Line, .x = curve.steps, .y = curve.values};
}

} // namespace

DataAnswer answerWaits(const analysis::LawComparison& comparison, Covariate covariate, const QString& group)
{
    DataAnswer answer;
    answer.headline = tr("%1 times, %2 of them censored.").arg(comparison.n).arg(comparison.censored);
    if (!group.isEmpty())
        answer.headline = tr("%1: %2").arg(group, answer.headline);
    answer.body = tr("Verdict: %1.").arg(words(comparison.verdict));
    answer.alarming = comparison.tooFewEvents;
    for (const analysis::LawFit& fit : comparison.fits)
        answer.rows.push_back(rowOf(fit, comparison));
    figure::Panel panel{.title = "Escape times and laws"};
    panel.xLabel = covariate == Covariate::LearningRate ? "1/η" : "1/T";
    panel.yLabel = "ln τ";
    addLaws(panel, comparison);
    addPoints(panel, comparison);
    answer.figure = {.id = "escape-times", .title = "Escape times", .caption = comparison.verdict, .panels = {panel}};
    return answer;
}

DataAnswer answerCurves(const MeasuredCurves& curves, const analysis::ConvergenceDelay& delay)
{
    DataAnswer answer;
    const auto tell = [](bool train, const analysis::Convergence& convergence) {
        const QString plateau = readableNumber(convergence.plateau), end = readableNumber(convergence.end);
        if (!convergence.step)
            return (train ? tr("The train error does not fall: its plateau is %1 and its end %2.")
                          : tr("The test error does not fall: its plateau is %1 and its end %2."))
                .arg(plateau, end);
        return (train ? tr("The train error falls from %1 to %2, for good below the middle of them at step %3.")
                      : tr("The test error falls from %1 to %2, for good below the middle of them at step %3."))
            .arg(plateau, end, readableNumber(*convergence.step, 4));
    };
    answer.body = sentences(tell(true, delay.train), tell(false, delay.test));
    answer.alarming = !delay.delay;
    if (!delay.delay)
        answer.headline = tr("No delay can be told.");
    else if (*delay.delay > 0.0)
        answer.headline = tr("Test waits %1 steps after train.").arg(readableNumber(*delay.delay, 4));
    else
        answer.headline = tr("Test does not wait for train.");
    figure::Panel panel{.title = "Train and test error"};
    panel.xLabel = "step";
    panel.yLabel = "error";
    constexpr double kWide = 100.0; // a logarithmic axis from here on
    const std::vector<double>& steps = curves.train.steps;
    const auto positive = std::ranges::find_if(steps, [](double step) { return step > 0.0; });
    panel.logX = positive != steps.end() && steps.back() > kWide * *positive;
    const auto allPositive = [](const std::vector<double>& values) {
        return std::ranges::all_of(values, [](double value) { return value > 0.0; });
    };
    panel.logY = allPositive(curves.train.values) && allPositive(curves.test.values);
    panel.series = {curveOf(curves.train, "train", Role::Train), curveOf(curves.test, "test", Role::Test)};
    if (panel.logX) {
        for (figure::Series& series : panel.series) {
            const auto skipped = positive - steps.begin();
            series.x.erase(series.x.begin(), series.x.begin() + skipped);
            series.y.erase(series.y.begin(), series.y.begin() + skipped);
        }
    }
    for (const auto& [name, convergence] :
         {std::pair{"train converges", &delay.train}, {"test converges", &delay.test}}) {
        if (convergence->step)
            panel.levels.push_back({.label = name, .at = *convergence->step});
    }
    answer.figure = {
        .id = "delay", .title = "Delay", .caption = Text::verbatim(answer.body.toStdString()), .panels = {panel}};
    return answer;
}

} // namespace hysteron::ui
