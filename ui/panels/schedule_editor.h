// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/specification.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace hysteron::ui {

class NumberEdit;
class ScheduleModel;
class SegmentedControl;

/// A start of one's own: legs of beta, either as a trap (annealed without noise before epoch 0, ending in some rank) or
/// as the beginning of the run itself, visible in the plots.
class ScheduleEditor : public QWidget
{
    Q_OBJECT
public:
    explicit ScheduleEditor(QWidget* parent = nullptr);

    /// Shows the legs of this specification; for a trap without legs those that theory derives.
    void showSpecification(const Specification& specification);
    [[nodiscard]] ProtocolOptions protocol() const;
    void showProblem(const QString& problem);

    [[nodiscard]] ScheduleModel* model() const { return m_model; }

signals:
    void startRequested(const hysteron::ProtocolOptions& protocol);

private:
    void updateForKind();

    ProtocolOptions m_protocol; ///< what the editor does not show is kept
    SegmentedControl* m_kind = nullptr;
    ScheduleModel* m_model = nullptr;
    QTableView* m_table = nullptr;
    QLabel* m_rankLabel = nullptr;
    NumberEdit* m_rank = nullptr;
    QLabel* m_problem = nullptr;
};

} // namespace hysteron::ui
