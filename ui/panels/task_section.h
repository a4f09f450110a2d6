// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/specification.h"

#include <QHash>
#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace hysteron::ui {

struct TaskField;

/// The form for task and network. Every field is checked when it is left, together with all others; what is wrong
/// stands under the field. Nothing takes effect before "Apply and restart".
class TaskSection : public QWidget
{
    Q_OBJECT
public:
    explicit TaskSection(QWidget* parent = nullptr);

    /// Silent; keeps changes that were not applied yet when the specification's own part of them did not change.
    void showSpecification(const Specification& specification);
    /// Fills the form with a task that was refused, for mending it; what is in force stays as showSpecification() said.
    void propose(const Specification& specification);
    /// The task and network in force again; what was typed is forgotten.
    void restore();
    /// Problems found elsewhere: each beside its field, the others below the form.
    void showErrors(const Errors& errors);
    [[nodiscard]] QWidget* editor(const QString& key) const;
    [[nodiscard]] QString problem(const QString& key) const; ///< key "": the problems without a field
    [[nodiscard]] QPushButton* applyButton() const { return m_apply; }
    /// Shown when the network in the form knows no trap to start from.
    [[nodiscard]] QPushButton* randomStartButton() const { return m_fromRandom; }

signals:
    void applied(const hysteron::Specification& specification);
    /// What forbids the start that is chosen above, with the network in the form; empty: nothing.
    void startJudged(const QString& problem);

private:
    void addRow(QGridLayout& grid, const TaskField& field);
    void addBrowseAction(QLineEdit* line);
    /// Judges the form by the rules alone: what is wrong with the user's file is found out when it is applied.
    void check();
    void takeCsv();
    [[nodiscard]] QString text(const QString& key) const;

    struct Row {
        QWidget* editor;
        QLabel* problem;
    };
    Specification m_shown; ///< in force
    Specification m_draft;
    QHash<QString, Row> m_rows;
    QLabel* m_rest = nullptr;     ///< problems of fields that are not in the form
    bool m_startAtRandom = false; ///< with the form, since its network knows no trap
    QPushButton* m_fromRandom = nullptr;
    QPushButton* m_apply = nullptr;
    QPushButton* m_undo = nullptr;
};

} // namespace hysteron::ui
