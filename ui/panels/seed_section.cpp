// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/seed_section.h"

#include "ui/panels/section_label.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QStyle>

namespace hysteron::ui {

namespace {

constexpr quint64 kNewSeeds = 1'000'000; ///< new seeds stay below, so that they can be read aloud

} // namespace

SeedSection::SeedSection(QWidget* parent) : QWidget(parent), m_edit(new QLineEdit), m_problem(makeProblemLabel())
{
    m_edit->setFont(fontFor(TextRole::Body));
    m_edit->setMaxLength(24);
    m_edit->setAccessibleName(tr("Seed"));
    m_edit->setToolTip(
        tr("<b>Seed</b> of first weights, batches and noise: a whole number from 0 to 2⁶⁴ − 1. The same seed gives "
           "the same numbers, bit for bit. Enter starts afresh."));
    m_edit->installEventFilter(this);
    auto* same = new QPushButton(tr("same"));
    same->setToolTip(tr("Start afresh with the same seed: the very same run again"));
    same->setAccessibleName(tr("Same seed"));
    auto* fresh = new QPushButton(tr("new"));
    fresh->setToolTip(tr("Start afresh with a new random seed"));
    fresh->setAccessibleName(tr("New seed"));
    for (auto* button : {same, fresh})
        button->setFont(fontFor(TextRole::Body));

    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_edit, 1);
    row->addWidget(same);
    row->addWidget(fresh);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(5);
    column->addWidget(makeSectionLabel(tr("Seed")));
    column->addLayout(row);
    column->addWidget(m_problem);

    connect(m_edit, &QLineEdit::editingFinished, this, &SeedSection::take);
    connect(m_edit, &QLineEdit::textEdited, this, [this] { setProblem({}); });
    connect(same, &QPushButton::clicked, this, [this] {
        restore();
        emit seedChosen(m_seed);
    });
    connect(fresh, &QPushButton::clicked, this, [this] {
        m_seed = QRandomGenerator::global()->bounded(kNewSeeds);
        restore();
        emit seedChosen(m_seed);
    });
    restore();
}

void SeedSection::setSeed(std::uint64_t seed)
{
    m_seed = seed;
    if (!m_edit->isModified())
        restore();
}

QString SeedSection::problem() const
{
    return m_problem->text();
}

void SeedSection::restore()
{
    setProblem({});
    m_edit->setText(QString::number(m_seed));
    m_edit->setModified(false);
}

void SeedSection::take()
{
    if (!m_edit->isModified())
        return;
    bool ok = false;
    const quint64 seed = m_edit->text().simplified().toULongLong(&ok);
    if (!ok) {
        setProblem(tr("Needs a whole number from 0 to 2⁶⁴ − 1; still %1").arg(m_seed));
        return;
    }
    m_seed = seed;
    restore();
    emit seedChosen(seed);
}

void SeedSection::setProblem(const QString& problem)
{
    showProblem(m_problem, problem);
    m_edit->setProperty("invalid", !problem.isEmpty());
    m_edit->setAccessibleDescription(problem);
    m_edit->style()->unpolish(m_edit);
    m_edit->style()->polish(m_edit);
}

bool SeedSection::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && !m_edit->isModified()) {
        // As in NumberEdit: undoing is for the window unless something is being typed.
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    const bool escape = event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (!escape || !m_edit->isModified())
        return QWidget::eventFilter(watched, event);
    restore();
    return true;
}

} // namespace hysteron::ui
