#pragma once

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace hysteron::ui {

/// The pages of the window, as a row of quiet buttons; exactly one is chosen.
class PageTabs : public QWidget
{
    Q_OBJECT
public:
    explicit PageTabs(QWidget* parent = nullptr);

    void setPages(const QStringList& names); ///< chooses the first
    void setCurrentPage(int index);          ///< silent
    [[nodiscard]] int currentPage() const;

signals:
    void pageChosen(int index);

private:
    QButtonGroup* m_group = nullptr;
    QHBoxLayout* m_row = nullptr;
};

} // namespace hysteron::ui
