// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/escape/escape_story.h"

#include "core/theory/paper_rate.h"
#include "ui/widgets/number_text.h"
#include "ui/words/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("EscapeStory", source);
}

QString interval(const analysis::EscapeTimeEstimate& estimate)
{
    return text("(95 %: %1 to %2)")
        .arg(readableNumber(estimate.low), estimate.high ? readableNumber(*estimate.high) : QStringLiteral("∞"));
}

/// Theory beside the measurement, and whether it may be believed here.
QString comparison(const EscapeProgress& progress)
{
    if (!progress.theory || !progress.estimate || !progress.estimate->tau)
        return {};
    const double measured = std::log(*progress.estimate->tau * progress.timePerEpoch);
    const double theory = progress.theory->logTau(progress.temperature);
    const QString told =
        text("Theory (Kramers–Langer) says %1 epochs, a factor %2 less.")
            .arg(readableNumber(std::exp(theory) / progress.timePerEpoch), readableNumber(std::exp(measured - theory)));
    if (progress.theory->isTrusted(progress.temperature))
        return told;
    return sentences(told, text("So far from T = 0 that is expected: the harmonic estimate is the leading term only."));
}

EscapeStory storyOf(const EscapeProgress& progress)
{
    if (!progress.errors.empty()) {
        return {text("Could not start."), words(progress.errors), true};
    }
    if (progress.replicas() == 0)
        return {
            text("Many replicas, one trap."),
            text("Start them from the trap of the Live page: they differ in their noise only, and chance decides who "
                 "waits how long."),
            false};
    if (!progress.estimate)
        return {text("Preparing the trap."), {}, false};
    const analysis::EscapeTimeEstimate& estimate = *progress.estimate;
    if (!estimate.tau && progress.onlyMinibatchNoise)
        return {
            text("Nobody escapes."),
            text("0 of %1 in %2 epochs, so τ is above %3 epochs. Single samples' gradients scatter with variance %4 at "
                 "the trap, but only %5 of it points along the missing mode: mini-batches alone cannot learn it.")
                .arg(progress.replicas())
                .arg(groupedInteger(progress.epoch), readableNumber(estimate.low),
                     readableNumber(progress.gradientTrace), readableNumber(progress.gradientAlong)),
            false};
    if (!estimate.tau)
        return {text("Nobody has escaped yet."),
                text("%1 have waited %2 epochs, so τ is above %3 epochs (one-sided 95 %).")
                    .arg(progress.replicas())
                    .arg(groupedInteger(progress.epoch), readableNumber(estimate.low)),
                false};
    const QString count = text("%1 of %2 escaped.").arg(estimate.escaped).arg(progress.replicas());
    QString body = text("They wait τ = %1 epochs %2.").arg(readableNumber(*estimate.tau), interval(estimate));
    if (progress.exponential.p)
        body = sentences(
            body,
            *progress.exponential.p >= 0.05
                ? text("Their times look exponential (p = %1): who has waited is no closer to escape.")
                      .arg(readableNumber(*progress.exponential.p))
                : text("Their times are not quite exponential (p = %1).").arg(readableNumber(*progress.exponential.p)));
    else
        body = sentences(body, text("Too few yet to test the exponential law."));
    body = sentences(body, comparison(progress));
    if (progress.diverged > 0)
        body = sentences(body, text("%1 diverged and count as censored.").arg(progress.diverged));
    return {count, body, progress.diverged > 0};
}

} // namespace

EscapeStory tellEscape(const EscapeProgress& progress)
{
    EscapeStory story = storyOf(progress);
    story.body.replace(" = ", "\u00A0=\u00A0"); // a line must not break at "="
    return story;
}

QString tellFlux(const FluxProgress& progress)
{
    if (!progress.errors.empty())
        return words(progress.errors);
    const study::ForwardFluxPoint* last = nullptr; ///< with an estimate
    for (const study::ForwardFluxPoint& point : progress.points) {
        if (point.estimate)
            last = &point;
    }
    if (progress.running && !progress.points.empty()) {
        const study::ForwardFluxPoint& now = progress.points.back();
        return text("T = %1: repetition %2 of %3, then %4 lower temperatures.")
            .arg(readableNumber(now.temperature))
            .arg(std::min(static_cast<int>(now.repeats.size()) + 1, progress.repeats))
            .arg(progress.repeats)
            .arg(progress.temperatures - progress.points.size());
    }
    if (!last)
        return {};
    return text("At T = %1, ln τ = %2 ± %3: nobody could wait for that.")
        .arg(readableNumber(last->temperature), QString::number(last->estimate->logTau, 'f', 2),
             QString::number(0.5 * (last->estimate->high - last->estimate->low), 'f', 2));
}

PaperNote tellPaper(const EscapeProgress& progress)
{
    if (!progress.theory || !(progress.temperature > 0.0))
        return {};
    const theory::EscapePath& path = *progress.theory;
    const theory::PaperRate paper = theory::paperRate(path, progress.temperature);
    const QString eq11 = paper.logTau11
                             ? text("Eq. (11) as printed: ln τ = %1.").arg(readableNumber(*paper.logTau11))
                             : text("Eq. (11) as printed: 0/0 (%1 zero modes at the minimum, %2 at the saddle).")
                                   .arg(path.zeroModesMinimum)
                                   .arg(path.zeroModesSaddle);
    const QString eq12 =
        text("Eq. (12): %1 as printed, %2 with the right sign; neither is a slope.")
            .arg(readableNumber(paper.effectiveBarrier12), readableNumber(paper.effectiveBarrierCorrected));
    return {text("Theory here: ln τ = %1, slope %2 < ΔE = %3.")
                    .arg(QString::number(path.logTau(progress.temperature), 'f', 3),
                         readableNumber(path.localSlope(progress.temperature)), readableNumber(path.barrier)) +
                QLatin1Char('\n') + eq11 + QLatin1Char('\n') + eq12,
            words(paper.aboutEq11) + QLatin1Char('\n') + words(paper.aboutEq12)};
}

} // namespace hysteron::ui
