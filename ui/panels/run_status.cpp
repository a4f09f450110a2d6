// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/run_status.h"

#include "ui/widgets/number_text.h"

#include <optional>

namespace hysteron::ui {

namespace {

/// dE/T to learn the next mode, or to forget the last one when all are learnt.
QString barrierOverTemperature(const Snapshot& snapshot)
{
    if (snapshot.eta.empty() || !usesTemperature(snapshot.parameters.noise) || snapshot.parameters.temperature <= 0.0)
        return "–";
    const int mode = modeInQuestion(snapshot);
    const theory::ModeLandscape landscape(snapshot.eta[mode], snapshot.specification.network.depth);
    const double beta = snapshot.parameters.beta;
    const std::optional<double> barrier =
        mode < snapshot.rank ? landscape.returnBarrier(beta) : landscape.escapeBarrier(beta);
    return barrier ? readableNumber(*barrier / snapshot.parameters.temperature) : "–";
}

} // namespace

RunStatus::RunStatus(QWidget* parent)
    : StatusLine(parent),
      m_rank(addLeft({tr("rank"), "00", tr("Rank: number of learnt modes, singular values above their threshold")})),
      m_temperature(addLeft({"T =", "1.06×10⁻³", tr("T, temperature of the Langevin noise in force (dimensionless)")})),
      m_barrier(
          addLeft({"ΔE/T =", "1.06×10⁻³",
                   tr("ΔE/T, barrier in units of T: to learn the next mode, or to forget the last one at full rank")})),
      m_loss(addLeft({tr("loss"), "0.0000", tr("U(W), training loss with weight decay (dimensionless)")})),
      m_rate(addRight(
          {"", tr("%1 steps/s").arg(QStringLiteral("000.0\u202FM")), tr("Steps per second of wall-clock time")})),
      m_frames(addRight({"", tr("%1 fps").arg(QStringLiteral("00")), tr("Frames per second of the display")})),
      m_engine(addRight({"", "", tr("What computes the steps, and its precision")}))
{
}

void RunStatus::showSnapshot(const Snapshot& snapshot)
{
    if (snapshot.state == RunState::Preparing || snapshot.state == RunState::Stopped) {
        for (const int index : {m_rank, m_temperature, m_barrier, m_loss, m_rate})
            setValue(index, {});
        return;
    }
    const bool warm = usesTemperature(snapshot.parameters.noise);
    setValue(m_rank, QString::number(snapshot.rank));
    setValue(m_temperature, warm ? readableNumber(snapshot.parameters.temperature) : "–");
    setValue(m_barrier, barrierOverTemperature(snapshot));
    setValue(m_loss, readableNumber(snapshot.loss, 4));
    setValue(m_engine, snapshot.engine == Engine::Fast ? tr("fast · f64") : tr("reference · f64"));
    const bool moving = snapshot.state == RunState::Running && snapshot.stepsPerSecond > 0.0;
    setValue(m_rate, moving ? tr("%1 steps/s").arg(shortCount(snapshot.stepsPerSecond)) : tr("at rest"));
}

void RunStatus::showFrames(double framesPerSecond, double percentile99Ms)
{
    setValue(m_frames, framesPerSecond > 0.0 ? tr("%1 fps").arg(framesPerSecond, 0, 'f', 0) : QString());
    setMeaning(
        m_frames,
        tr("Frames per second of the display; 99 % of the frames take at most %1 ms").arg(percentile99Ms, 0, 'f', 1));
}

} // namespace hysteron::ui
