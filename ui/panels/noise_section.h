// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/snapshot.h"

#include <QWidget>

class QButtonGroup;
class QLabel;

namespace hysteron::ui {

class GradientNoiseView;
class IconButton;
class NumberEdit;
class ReadingLabel;
class SegmentedControl;
class ValueSlider;

/// Kind of noise and its temperature T, in any of four readings: from the constant C, from the trace of the gradient
/// covariance per weight or in total, or set directly.
class NoiseSection : public QWidget
{
    Q_OBJECT
public:
    explicit NoiseSection(QWidget* parent = nullptr);

    /// Silent.
    void showSpecification(const Specification& specification);
    /// What was measured: gradient noise, number of weights, T in force.
    void showMeasured(const Snapshot& snapshot);
    void showProblem(const QString& problem);

    [[nodiscard]] SegmentedControl* kind() const { return m_kind; }
    [[nodiscard]] ValueSlider* temperature() const { return m_temperature; }
    [[nodiscard]] GradientNoiseView* gradientNoise() const { return m_gradientNoise; }
    void setDetailsVisible(bool visible);

signals:
    void changed(const hysteron::NoiseOptions& noise); ///< by the user

private:
    enum Reading { FromConstant, FromTracePerWeight, FromTrace, Direct };

    [[nodiscard]] Reading reading() const;
    [[nodiscard]] double shownTemperature() const;
    void chooseReading(int reading);
    void takeTemperature(double temperature);
    void arrange();
    void updateReadings();
    QWidget* makeDetails();

    NoiseOptions m_noise;
    double m_learningRate = 0.08;
    int m_batch = 64;
    double m_trace = 0.0;
    int m_weights = 0;
    double m_inForce = 0.0; ///< T that the run uses

    SegmentedControl* m_kind = nullptr;
    QLabel* m_problem = nullptr;
    ValueSlider* m_temperature = nullptr;
    IconButton* m_more = nullptr;
    QWidget* m_details = nullptr;
    GradientNoiseView* m_gradientNoise = nullptr;
    QButtonGroup* m_readings = nullptr;
    NumberEdit* m_constant = nullptr;
    ReadingLabel* m_perWeight = nullptr;
    ReadingLabel* m_total = nullptr;
};

} // namespace hysteron::ui
