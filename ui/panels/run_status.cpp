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
      m_rank(addLeft({"rank", "00", "Rank: number of learnt modes, singular values above their threshold"})),
      m_temperature(addLeft({"T =", "1.06×10⁻³", "T, temperature of the Langevin noise in force (dimensionless)"})),
      m_barrier(
          addLeft({"ΔE/T =", "1.06×10⁻³",
                   "ΔE/T, barrier in units of T: to learn the next mode, or to forget the last one at full rank"})),
      m_loss(addLeft({"loss", "0.0000", "U(W), training loss with weight decay (dimensionless)"})),
      m_rate(addRight({"", "000.0\u202FM steps/s", "Steps per second of wall-clock time"})),
      m_frames(addRight({"", "00 fps", "Frames per second of the display"})),
      m_engine(addRight({"", "", "What computes the steps, and its precision"}))
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
    setValue(m_engine, snapshot.engine == Engine::Fast ? "fast · f64" : "reference · f64");
    const bool moving = snapshot.state == RunState::Running && snapshot.stepsPerSecond > 0.0;
    setValue(m_rate, moving ? shortCount(snapshot.stepsPerSecond) + " steps/s" : "at rest");
}

void RunStatus::showFrames(double framesPerSecond, double percentile99Ms)
{
    setValue(m_frames, framesPerSecond > 0.0 ? QString::number(framesPerSecond, 'f', 0) + " fps" : QString());
    setMeaning(m_frames, QString("Frames per second of the display; 99 % of the frames take at most %1 ms")
                             .arg(percentile99Ms, 0, 'f', 1));
}

} // namespace hysteron::ui
