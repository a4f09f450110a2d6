// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/laws_table.h"

#include "ui/theme/theme.h"

#include <QHeaderView>

namespace hysteron::ui {

namespace {
constexpr int kRowHeight = 26;
constexpr int kLaws = 4;
} // namespace

LawsTable::LawsTable(QWidget* parent) : QTableWidget(0, 4, parent)
{
    setAccessibleName(tr("Laws"));
    setFont(fontFor(TextRole::Label));
    setHorizontalHeaderLabels({tr("Law"), tr("Parameters with 95 % interval"), tr("R²"), tr("AICc weight")});
    horizontalHeader()->setFont(fontFor(TextRole::Label));
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::NoSelection);
    setFocusPolicy(Qt::NoFocus);
    setShowGrid(false);
    setFixedHeight((kLaws + 1) * kRowHeight + 8);
}

void LawsTable::setLaws(const std::vector<DataAnswer::Row>& laws)
{
    setVisible(!laws.empty());
    setRowCount(static_cast<int>(laws.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const DataAnswer::Row& law = laws[static_cast<std::size_t>(row)];
        int column = 0;
        for (const QString& text :
             {law.law, law.parameters.isEmpty() ? law.note : law.parameters, law.r2, law.weight}) {
            auto* item = new QTableWidgetItem(text);
            item->setFont(fontFor(law.best ? TextRole::LabelStrong : TextRole::Label));
            item->setToolTip(law.note);
            setItem(row, column++, item);
        }
    }
}

} // namespace hysteron::ui
