// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/exportable.h"
#include "ui/export/figure_export.h"

#include <QDialog>
#include <QPointer>

class QLabel;
class QSpinBox;

namespace hysteron::ui {

class ComboBox;
class PlotView;

/// Asks what to export, in which form and size, and where to; says beside the button what went wrong.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// plot: index of the plot to offer first, -1: all in one figure. The plots are held while the dialog lives: they
    /// show what will be exported, whatever goes on behind it.
    ExportDialog(Exportable what, int plot, QWidget* parent = nullptr);
    ~ExportDialog() override;

    /// Writes without asking for the file. Errors as exportFigure().
    [[nodiscard]] Errors exportTo(const QString& path);
    /// That was written; empty: none was.
    [[nodiscard]] const QString& writtenFile() const { return m_written; }
    [[nodiscard]] ComboBox* what() const { return m_what; }

private:
    [[nodiscard]] QString suffix() const;
    [[nodiscard]] bool isFigure() const;
    void updateControls();
    void chooseFile();

    Exportable m_exportable;
    QList<QPointer<PlotView>> m_held;
    QString m_written;
    ComboBox* m_what = nullptr;
    ComboBox* m_format = nullptr;
    QSpinBox* m_width = nullptr;
    QSpinBox* m_height = nullptr;
    QSpinBox* m_dpi = nullptr;
    QLabel* m_problem = nullptr;
};

} // namespace hysteron::ui
