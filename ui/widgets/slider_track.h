// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/slider_scale.h"

#include <QWidget>

#include <vector>

namespace hysteron::ui {

/// A value on a slider that means something: drawn as a tick in the colour of its mode, labelled below the track.
struct SliderMark {
    double value = 0.0;
    QString label;    ///< math text, see math_text.h
    QString meaning;  ///< one sentence, shown when the pointer is near
    int mode = 0;     ///< index from 0: colour
    bool fold = true; ///< full tick and first right to a label; otherwise a half tick
};

/// The bare slider: track, knob, marks, end labels. Keys: arrows 1/20 of the travel, with Shift 1/100, PageUp and
/// PageDown 1/10, Home and End. The wheel works only when focused, so that scrolling a panel changes nothing.
class SliderTrack : public QWidget
{
    Q_OBJECT
public:
    explicit SliderTrack(const SliderScale& scale, QWidget* parent = nullptr);

    void setScale(const SliderScale& scale);
    [[nodiscard]] const SliderScale& scale() const { return m_scale; }
    /// Moves the knob without a signal. May lie outside the scale; the knob then sits at the end.
    void setValue(double value);
    [[nodiscard]] double value() const { return m_value; }
    void setMarks(std::vector<SliderMark> marks);
    void setEndLabels(const QString& start, const QString& end);
    /// Grey text in the middle of the label row, e.g. "log".
    void setCaption(const QString& caption);
    /// Without the row of labels under the track.
    void setCompact(bool compact);
    /// Leaves the row of labels empty, for something else to stand there.
    void setLabelsHidden(bool hidden);

    /// What assistive technology does: like a key press.
    void setValueByUser(double value);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// Horizontal pixel of a value, and where the row of labels starts.
    [[nodiscard]] double pixelOf(double value) const;
    [[nodiscard]] static int labelRowTop();

signals:
    void moved(double value);    ///< by the user, live
    void released(double value); ///< end of a drag, or after a key or wheel step

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool event(QEvent* event) override;

private:
    void moveTo(double value);
    void dragTo(double pixel);
    void paintMarks(QPainter& painter) const;
    void paintLabels(QPainter& painter) const;
    [[nodiscard]] const SliderMark* markNear(double pixel) const;

    SliderScale m_scale;
    double m_value = 0.0;
    std::vector<SliderMark> m_marks; ///< ascending, inside the scale
    QString m_startLabel, m_endLabel, m_caption;
    bool m_compact = false;
    bool m_labelsHidden = false;
    bool m_dragging = false;
};

} // namespace hysteron::ui
