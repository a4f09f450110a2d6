// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/fit_study.h"

#include <QWidget>

#include <string>
#include <vector>

class QStackedWidget;

namespace hysteron::ui {

class ComboBox;
class SegmentedControl;

/// What a table is taken for, and which of its columns is what: guessed from their names, changed by hand.
class DataColumns : public QWidget
{
    Q_OBJECT
public:
    enum Kind { EscapeTimes, TrainingCurves };
    /// The columns that are chosen, in the order of the controls.
    enum Choice { Time, X, Censored, Group, Step, Train, Test, Choices };

    explicit DataColumns(QWidget* parent = nullptr);

    /// The columns of another table; guesses which is what.
    void setNames(const std::vector<std::string>& names);
    /// What is asked for now, without file and hash.
    [[nodiscard]] study::FitRequest request() const;
    /// The controls, as errors call them.
    [[nodiscard]] static study::FitFields fields();

    /// The groups of an answer, of which one can be seen alone.
    void setGroups(const study::FitRequest& request, const study::FitRecord& record);
    /// The group to be seen: its place in FitRecord::groups; -1: all together.
    [[nodiscard]] int shownGroup() const;
    [[nodiscard]] QString shownGroupText() const;

    [[nodiscard]] SegmentedControl* kind() const { return m_kind; }
    [[nodiscard]] ComboBox* column(Choice choice) const { return m_columns[choice]; }
    [[nodiscard]] ComboBox* covariate() const { return m_covariate; }
    [[nodiscard]] ComboBox* groupValue() const { return m_groupValue; }

signals:
    void changed(); ///< by hand: request() is another one
    void groupChanged();

private:
    QWidget* makeChoices(const std::vector<Choice>& choices);
    ComboBox* addBox(QWidget* page, const QString& label, const QString& meaning);
    void setKind(int kind);
    [[nodiscard]] std::string chosen(Choice choice) const;
    void guessCovariate();

    std::vector<std::string> m_names;
    SegmentedControl* m_kind = nullptr;
    QStackedWidget* m_choices = nullptr; ///< by Kind
    ComboBox* m_columns[Choices] = {};
    ComboBox* m_covariate = nullptr;
    ComboBox* m_groupValue = nullptr;
};

} // namespace hysteron::ui
