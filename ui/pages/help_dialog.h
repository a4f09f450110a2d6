#pragma once

#include <QDialog>

namespace hysteron::ui {

/// What the keys do, and where to begin.
class HelpDialog : public QDialog
{
    Q_OBJECT
public:
    explicit HelpDialog(QWidget* parent = nullptr);
};

} // namespace hysteron::ui
