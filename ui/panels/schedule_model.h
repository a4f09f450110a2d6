// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/specification.h"

#include <QAbstractTableModel>

#include <vector>

namespace hysteron::ui {

/// The legs of a beta schedule as a table of two columns, beta and epochs. A text that is no valid number is refused:
/// the cell keeps its value and problem() says why.
class ScheduleModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setLegs(std::vector<ScheduleLeg> legs);
    [[nodiscard]] const std::vector<ScheduleLeg>& legs() const { return m_legs; }
    /// Adds a copy of the leg at `row` below it (of the last one for -1).
    void addLegBelow(int row);
    /// Removes a leg; the last one stays.
    void removeLeg(int row);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

signals:
    void problem(const QString& text); ///< empty: the last edit was good

private:
    std::vector<ScheduleLeg> m_legs;
};

} // namespace hysteron::ui
