// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/data_answer.h"

#include <QTableWidget>

#include <vector>

namespace hysteron::ui {

/// The laws that were fitted, one in a row; hidden while there are none.
class LawsTable : public QTableWidget
{
    Q_OBJECT
public:
    explicit LawsTable(QWidget* parent = nullptr);

    void setLaws(const std::vector<DataAnswer::Row>& laws);
};

} // namespace hysteron::ui
