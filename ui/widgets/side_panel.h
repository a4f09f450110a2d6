// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace hysteron::ui {

class StoryBox;

/// The column at the left of a page: controls that scroll when the window is low, and under them the story, always
/// in full.
class SidePanel : public QWidget
{
    Q_OBJECT
public:
    /// name: for screen readers.
    explicit SidePanel(const QString& name, QWidget* parent = nullptr);

    /// Where controls are added, from the top.
    [[nodiscard]] QVBoxLayout* column() const { return m_column; }
    [[nodiscard]] StoryBox* story() const { return m_story; }

    static constexpr int kWidth = 252;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QScrollArea* m_scroll = nullptr;
    QVBoxLayout* m_column = nullptr;
    StoryBox* m_story = nullptr;
};

} // namespace hysteron::ui
