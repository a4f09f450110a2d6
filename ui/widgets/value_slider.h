// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/number_text.h"
#include "ui/widgets/slider_track.h"

#include <QWidget>

class QLabel;

namespace hysteron::ui {

class NumberEdit;

/// What a control sets, in words.
struct Quantity {
    QString symbol;  ///< math text: "β", "η_{lr}"
    QString name;    ///< "weight decay"
    QString meaning; ///< one sentence for the tooltip
    QString unit;    ///< "dimensionless"
};

/// Name, box for typing, slider: one number the user sets. The box takes anything within the hard limits, also beyond
/// the slider's range. Signals come from the user only; setValue() and the other setters are silent.
class ValueSlider : public QWidget
{
    Q_OBJECT
public:
    ValueSlider(const Quantity& quantity, const SliderScale& scale, const NumberLimits& limits,
                QWidget* parent = nullptr);

    void setValue(double value);
    [[nodiscard]] double value() const { return m_value; }
    void setRange(double minimum, double maximum);
    void setScale(const SliderScale& scale);
    void setHardLimits(const NumberLimits& limits);
    void setMarks(std::vector<SliderMark> marks);
    void setCaption(const QString& caption);
    void setQuantity(const Quantity& quantity);
    /// A value that is shown but comes from elsewhere: neither box nor slider take input.
    void setEditable(bool editable);
    /// A reason found elsewhere why the value was not taken, shown under the slider; empty takes it away.
    void showProblem(const QString& problem);
    /// Puts a control between the name and the box.
    void setExtra(QWidget* extra);

    [[nodiscard]] NumberEdit* box() const { return m_box; }
    [[nodiscard]] SliderTrack* track() const { return m_track; }

signals:
    void valueChanged(double value);    ///< live, also while dragging
    void editingFinished(double value); ///< drag ended, key pressed, or number entered

private:
    void take(double value);
    void updateTexts();
    void placeProblem(const QString& problem);
    void resizeEvent(QResizeEvent* event) override;

    Quantity m_quantity;
    double m_value = 0.0;
    QLabel* m_name = nullptr;
    NumberEdit* m_box = nullptr;
    SliderTrack* m_track = nullptr;
    QLabel* m_problem = nullptr; ///< stands in the track's row of labels, so that nothing moves when it appears
};

} // namespace hysteron::ui
