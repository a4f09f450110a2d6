// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/escape/escape_progress.h"
#include "ui/plots/auto_range.h"
#include "ui/plots/plot_labels.h"
#include "ui/plots/plot_view.h"

#include <memory>
#include <vector>

namespace hysteron::ui {

class RoundMark;

/// What the plots of the Escape page share: they show an EscapeProgress over its epochs.
class EscapePlot : public PlotView
{
    Q_OBJECT
public:
    explicit EscapePlot(QWidget* parent);

    void showProgress(std::shared_ptr<const EscapeProgress> progress);
    [[nodiscard]] const PlotLabels& labels() const { return m_labels; }

protected:
    void takeGiven() override;
    [[nodiscard]] const EscapeProgress& progress() const { return *m_progress; }
    /// The horizontal range from epoch 0 to now.
    [[nodiscard]] QCPRange epochRange();
    [[nodiscard]] QVector<ReadoutRow> readoutAt(QPointF) const override { return {}; }
    void restyle(const Palette&) override {}
    PlotLabels m_labels;

private:
    std::shared_ptr<const EscapeProgress> m_given;
    std::shared_ptr<const EscapeProgress> m_progress;
    AutoRange m_epochs;
};

/// The singular value that is waited for, one faint line for each of the first replicas, with the threshold.
class ReplicaLinesPlot : public EscapePlot
{
    Q_OBJECT
public:
    explicit ReplicaLinesPlot(QWidget* parent = nullptr);
    [[nodiscard]] QString title() const override { return tr("Replicas"); }
    [[nodiscard]] QString phrase() const override;
    [[nodiscard]] QString fileStem() const override { return QStringLiteral("replicas"); }
    [[nodiscard]] QString description() const override;

protected:
    void updateData() override;

private:
    std::vector<WideLineGraph*> m_lines;
    WideLineGraph* m_threshold = nullptr;
};

/// Share of replicas still trapped over time (Kaplan-Meier with its band), the exponential law with the measured tau,
/// and that of theory.
class SurvivalPlot : public EscapePlot
{
    Q_OBJECT
public:
    explicit SurvivalPlot(QWidget* parent = nullptr);
    [[nodiscard]] QString title() const override { return tr("Survival"); }
    [[nodiscard]] QString phrase() const override { return tr("share still trapped, with its 95 % band"); }
    [[nodiscard]] QString fileStem() const override { return QStringLiteral("survival"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] bool canLogY() const override { return true; }
    [[nodiscard]] const WideLineGraph* curve() const { return m_curve; }

protected:
    void updateData() override;

private:
    WideLineGraph* m_low = nullptr;
    WideLineGraph* m_high = nullptr;
    WideLineGraph* m_curve = nullptr;
    WideLineGraph* m_fit = nullptr;
    WideLineGraph* m_theory = nullptr;
};

/// A measured waiting time, gradient-flow time.
struct ArrheniusPoint {
    double temperature;
    double logTau;
    double low; ///< 95 %
    double high;
    bool sampled = false; ///< by forward flux; else by waiting
};

/// ln tau over 1/T: what this page has measured so far, and theory.
class ArrheniusPlot : public EscapePlot
{
    Q_OBJECT
public:
    explicit ArrheniusPlot(QWidget* parent = nullptr);
    [[nodiscard]] QString title() const override { return tr("Arrhenius"); }
    [[nodiscard]] QString phrase() const override { return tr("by waiting, by forward flux, by theory"); }
    [[nodiscard]] QString fileStem() const override { return QStringLiteral("arrhenius"); }
    [[nodiscard]] QString description() const override;
    /// Shown with the next progress.
    void setPoints(std::vector<ArrheniusPoint> points);
    /// As set last.
    [[nodiscard]] const std::vector<ArrheniusPoint>& points() const { return m_givenPoints; }

protected:
    void takeGiven() override;
    void updateData() override;

private:
    std::vector<ArrheniusPoint> m_givenPoints;
    std::vector<ArrheniusPoint> m_points;
    std::vector<RoundMark*> m_marks;
    std::vector<WideLineGraph*> m_bars;
    WideLineGraph* m_theory = nullptr;
};

} // namespace hysteron::ui
