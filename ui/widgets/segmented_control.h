// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;

namespace hysteron::ui {

/// One of a few choices side by side in one frame. Each segment is a radio button: Tab enters at the chosen one, arrow
/// keys move the choice.
class SegmentedControl : public QWidget
{
    Q_OBJECT
public:
    struct Segment {
        QString text;
        QString meaning; ///< tooltip
    };
    /// name: what is chosen, for screen readers ("start from").
    SegmentedControl(const QString& name, const QList<Segment>& segments, QWidget* parent = nullptr);

    /// Chooses without a signal; -1 chooses none.
    void setCurrentIndex(int index);
    [[nodiscard]] int currentIndex() const;
    void setSegmentEnabled(int index, bool enabled);

signals:
    void chosen(int index); ///< by the user, only when it differs from before

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QButtonGroup* m_group = nullptr;
    int m_current = -1;
};

} // namespace hysteron::ui
