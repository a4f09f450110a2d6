// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/schedule_model.h"

#include "ui/panels/field_limits.h"

#include <algorithm>
#include <utility>

namespace hysteron::ui {

namespace {

NumberLimits betaLimits()
{
    return limitsOf(legBetaRange());
}
NumberLimits epochLimits()
{
    return limitsOf(legEpochsRange(), true);
}

} // namespace

void ScheduleModel::setLegs(std::vector<ScheduleLeg> legs)
{
    beginResetModel();
    m_legs = std::move(legs);
    endResetModel();
}

void ScheduleModel::addLegBelow(int row)
{
    if (row < 0 || row >= int(m_legs.size()))
        row = int(m_legs.size()) - 1;
    const ScheduleLeg copy = m_legs.empty() ? ScheduleLeg{0.0, 400} : m_legs[row];
    beginInsertRows({}, row + 1, row + 1);
    m_legs.insert(m_legs.begin() + row + 1, copy);
    endInsertRows();
}

void ScheduleModel::removeLeg(int row)
{
    if (m_legs.size() < 2 || row < 0 || row >= int(m_legs.size()))
        return;
    beginRemoveRows({}, row, row);
    m_legs.erase(m_legs.begin() + row);
    endRemoveRows();
}

int ScheduleModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_legs.size());
}

int ScheduleModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant ScheduleModel::data(const QModelIndex& index, int role) const
{
    const ScheduleLeg& leg = m_legs[index.row()];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    if (index.column() == 0)
        return boxNumber(leg.beta);
    return role == Qt::EditRole ? QString::number(leg.epochs) : groupedInteger(leg.epochs);
}

QVariant ScheduleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    return section == 0 ? QStringLiteral("β") : tr("epochs");
}

Qt::ItemFlags ScheduleModel::flags(const QModelIndex& index) const
{
    return QAbstractTableModel::flags(index) | Qt::ItemIsEditable;
}

bool ScheduleModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole)
        return false;
    const bool isBeta = index.column() == 0;
    const NumberLimits& limits = isBeta ? betaLimits() : epochLimits();
    const std::optional<double> number = parseNumber(value.toString());
    if (!number || !limits.accepts(*number)) {
        emit problem(tr("Leg %1, %2: “%3” is not %4; still %5.")
                         .arg(QString::number(index.row() + 1), isBeta ? QStringLiteral("β") : tr("epochs"),
                              value.toString(), limits.rule(), data(index, Qt::DisplayRole).toString()));
        return false;
    }
    emit problem({});
    ScheduleLeg& leg = m_legs[index.row()];
    if (isBeta)
        leg.beta = *number;
    else
        leg.epochs = std::int64_t(*number);
    emit dataChanged(index, index);
    return true;
}

} // namespace hysteron::ui
