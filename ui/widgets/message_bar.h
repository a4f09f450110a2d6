#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace hysteron::ui {

class IconButton;

/// A line that appears where something went wrong or needs to be known, with an optional way on and a cross to close
/// it.
class MessageBar : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { Notice, Error };

    explicit MessageBar(QWidget* parent = nullptr);

    /// action: text of the button; empty: no button.
    void showMessage(Kind kind, const QString& text, const QString& action = {});
    void dismiss();
    [[nodiscard]] QString text() const;

signals:
    void actionRequested();
    void dismissed(); ///< by the user

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void updateIcon();

    Kind m_kind = Kind::Notice;
    QLabel* m_icon = nullptr;
    QLabel* m_text = nullptr;
    QPushButton* m_action = nullptr;
    IconButton* m_close = nullptr;
};

} // namespace hysteron::ui
