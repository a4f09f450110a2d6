// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/schedule_editor.h"

#include "core/experiment/trap.h"
#include "ui/panels/schedule_model.h"
#include "ui/panels/section_label.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/segmented_control.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QShortcut>
#include <QTableView>

#include <algorithm>

namespace hysteron::ui {

namespace {

enum Kind { Trap, Visible };

IconButton* makeButton(const QString& icon, const QString& text, const QString& meaning)
{
    auto* button = new IconButton(icon, IconButton::Kind::Link);
    button->setText(text);
    button->setToolTip(meaning);
    button->setAccessibleName(meaning);
    return button;
}

} // namespace

ScheduleEditor::ScheduleEditor(QWidget* parent)
    : QWidget(parent),
      m_kind(new SegmentedControl(
          tr("The legs are"),
          {{tr("trap before"), tr("Annealed without noise before epoch 0; the run then starts at β")},
           {tr("part of the run"), tr("The run itself follows the legs, visible in the plots, then goes on at β")}})),
      m_model(new ScheduleModel(this)), m_table(new QTableView), m_rankLabel(new QLabel(tr("ends in rank"))),
      m_rank(new NumberEdit({.maximum = 64, .integer = true})), m_problem(makeProblemLabel())
{
    m_table->setModel(m_model);
    m_table->setFont(fontFor(TextRole::Label));
    m_table->setFixedHeight(118);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setFont(fontFor(TextRole::Tick));
    m_table->horizontalHeader()->setFixedHeight(24);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Legs of the β schedule"));
    m_table->setToolTip(
        tr("One row per leg: <b>β</b> (dimensionless, 0 to 10) and how many <b>epochs</b> it lasts. Enter or "
           "a double click edits, Del removes."));
    m_rankLabel->setFont(fontFor(TextRole::Label));
    m_rankLabel->setBuddy(m_rank);
    m_rank->setProperty("compact", true);
    m_rank->setFixedWidth(44);
    m_rank->setAccessibleName(tr("Rank of the trap"));
    m_rank->setToolTip(tr("Number of modes that are learnt when the trap is done; a note says so if it is missed"));

    auto* add = makeButton("add", tr("add leg"), tr("Add a leg below the selected one"));
    auto* remove = makeButton("remove", tr("remove"), tr("Remove the selected leg (Del)"));
    auto* start = new IconButton("play", IconButton::Kind::Normal);
    start->setText(tr("Start"));
    start->setToolTip(tr("Start afresh from this schedule, with the same seed"));
    start->setAccessibleName(tr("Start from this schedule"));

    auto* edit = new QHBoxLayout;
    edit->setSpacing(4);
    edit->addWidget(add);
    edit->addWidget(remove);
    edit->addStretch();
    auto* end = new QHBoxLayout;
    end->setSpacing(6);
    end->addWidget(m_rankLabel);
    end->addWidget(m_rank);
    end->addStretch();
    end->addWidget(start);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_kind);
    column->addWidget(m_table);
    column->addLayout(edit);
    column->addWidget(m_problem);
    column->addLayout(end);

    const auto removeSelected = [this] { m_model->removeLeg(m_table->currentIndex().row()); };
    auto* del = new QShortcut(Qt::Key_Delete, m_table, removeSelected);
    del->setContext(Qt::WidgetShortcut);
    connect(m_kind, &SegmentedControl::chosen, this, &ScheduleEditor::updateForKind);
    connect(m_model, &ScheduleModel::problem, this, &ScheduleEditor::showProblem);
    connect(m_rank, &NumberEdit::problemChanged, this, &ScheduleEditor::showProblem);
    connect(add, &QPushButton::clicked, this, [this] {
        const int row = m_table->currentIndex().row();
        m_model->addLegBelow(row);
        m_table->setCurrentIndex(m_model->index(row < 0 ? m_model->rowCount() - 1 : row + 1, 0));
    });
    connect(remove, &QPushButton::clicked, this, removeSelected);
    connect(start, &QPushButton::clicked, this, [this] { emit startRequested(protocol()); });
}

void ScheduleEditor::showSpecification(const Specification& specification)
{
    m_protocol = specification.protocol;
    const bool visible = m_protocol.kind == ProtocolKind::Schedule;
    m_kind->setCurrentIndex(visible ? Visible : Trap);
    m_rank->setValue(m_protocol.rank);
    std::vector<ScheduleLeg> legs = m_protocol.anneal;
    const std::vector<double>& eta = specification.task.eta;
    if (legs.empty() && !eta.empty() && specification.network.depth >= 3)
        legs = derivedAnneal(eta, specification.network.depth, std::clamp(m_protocol.rank, 0, int(eta.size())),
                             kTrapLearningRate, kTrapStepsPerEpoch);
    if (legs.empty())
        legs = {{specification.training.beta, 400}};
    m_model->setLegs(std::move(legs));
    showProblem({});
    updateForKind();
}

ProtocolOptions ScheduleEditor::protocol() const
{
    ProtocolOptions protocol = m_protocol;
    protocol.kind = m_kind->currentIndex() == Visible ? ProtocolKind::Schedule : ProtocolKind::RankTrap;
    protocol.rank = int(m_rank->value());
    protocol.anneal = m_model->legs();
    return protocol;
}

void ScheduleEditor::showProblem(const QString& problem)
{
    ui::showProblem(m_problem, problem);
}

void ScheduleEditor::updateForKind()
{
    const bool trap = m_kind->currentIndex() == Trap;
    m_rankLabel->setEnabled(trap);
    m_rank->setEnabled(trap);
}

} // namespace hysteron::ui
