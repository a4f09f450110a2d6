// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;

namespace hysteron::ui {

/// Says in a headline and a sentence or two what is happening now. It is the accessible summary of the page: a new
/// headline is announced. Numbers inside the same headline change at most four times a second, so that they can be
/// read.
class StoryBox : public QWidget
{
    Q_OBJECT
public:
    explicit StoryBox(QWidget* parent = nullptr);

    /// Plain texts; the headline ends with its own punctuation. alarming: something went wrong.
    void setStory(const QString& headline, const QString& body, bool alarming = false);
    [[nodiscard]] QString text() const; ///< as shown now
    [[nodiscard]] const QString& headline() const { return m_headline; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showStory();

    QLabel* m_label = nullptr;
    QTimer m_later;
    QElapsedTimer m_sinceShown;
    QString m_headline, m_body;
    QString m_shownHeadline;
    bool m_alarming = false;
};

} // namespace hysteron::ui
