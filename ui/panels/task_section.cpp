// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/task_section.h"

#include "ui/panels/section_label.h"
#include "ui/panels/task_fields.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/combo_box.h"
#include "ui/words/words.h"

#include <QAction>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>

#include <algorithm>

namespace hysteron::ui {

namespace {

constexpr auto kCsv = "task.csv";

void markInvalid(QWidget* editor, const QString& problem)
{
    editor->setAccessibleDescription(problem);
    if (editor->property("invalid").toBool() == !problem.isEmpty())
        return;
    editor->setProperty("invalid", !problem.isEmpty());
    editor->style()->unpolish(editor);
    editor->style()->polish(editor);
}

void setText(QWidget* editor, const QString& text)
{
    if (auto* combo = qobject_cast<ComboBox*>(editor))
        combo->setCurrentText(text);
    else if (auto* line = qobject_cast<QLineEdit*>(editor); line->text() != text)
        line->setText(text);
}

} // namespace

TaskSection::TaskSection(QWidget* parent)
    : QWidget(parent), m_rest(makeProblemLabel()), m_apply(new QPushButton(tr("Apply and restart"))),
      m_undo(new QPushButton(tr("Undo")))
{
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    for (const TaskField& field : taskFields())
        addRow(*grid, field);
    m_apply->setFont(fontFor(TextRole::BodyStrong));
    m_apply->setToolTip(tr("Start afresh with this task and network, with the same seed"));
    m_apply->setAccessibleName(tr("Apply and restart"));
    m_undo->setFont(fontFor(TextRole::Body));
    m_undo->setToolTip(tr("Back to the task and network in force"));
    m_undo->setAccessibleName(tr("Undo changes of task and network"));
    m_fromRandom = new QPushButton(tr("start from random instead"));
    m_fromRandom->setProperty("kind", "link");
    m_fromRandom->setFont(fontFor(TextRole::Label));
    m_fromRandom->setToolTip(tr("Random first weights instead of a trap: for networks that have none"));
    m_fromRandom->hide();
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_apply, 1);
    buttons->addWidget(m_undo);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 2, 0, 0);
    column->setSpacing(8);
    column->addLayout(grid);
    column->addWidget(m_rest);
    column->addWidget(m_fromRandom, 0, Qt::AlignLeft);
    column->addLayout(buttons);

    connect(m_apply, &QPushButton::clicked, this, [this] {
        check();
        if (m_apply->isEnabled())
            emit applied(m_draft);
    });
    connect(m_undo, &QPushButton::clicked, this, &TaskSection::restore);
    connect(m_fromRandom, &QPushButton::clicked, this, [this] {
        m_startAtRandom = true;
        check();
    });
    restore();
}

void TaskSection::addRow(QGridLayout& grid, const TaskField& field)
{
    auto* label = new QLabel(field.label);
    label->setFont(fontFor(TextRole::Label));
    label->setToolTip(field.meaning);
    QWidget* editor = nullptr;
    if (field.choices.isEmpty()) {
        auto* line = new QLineEdit;
        if (field.key == kCsv)
            connect(line, &QLineEdit::editingFinished, this, &TaskSection::takeCsv);
        else
            connect(line, &QLineEdit::editingFinished, this, [this] { check(); });
        editor = line;
    } else {
        auto* combo = new ComboBox;
        combo->addItems(field.choices);
        connect(combo, &QComboBox::activated, this, [this] { check(); });
        editor = combo;
    }
    editor->setFont(fontFor(TextRole::Label));
    editor->setProperty("compact", true);
    editor->setToolTip(field.meaning);
    editor->setAccessibleName(field.label);
    label->setBuddy(editor);
    m_rows[field.key] = {editor, makeProblemLabel()};

    const int row = grid.rowCount();
    grid.addWidget(label, row, 0);
    grid.addWidget(editor, row, 1);
    grid.addWidget(m_rows[field.key].problem, row + 1, 0, 1, 2);
    if (field.key == kCsv)
        addBrowseAction(static_cast<QLineEdit*>(editor));
}

void TaskSection::addBrowseAction(QLineEdit* line)
{
    QAction* browse =
        line->addAction(themedIcon("open", Theme::instance().palette().muted), QLineEdit::TrailingPosition);
    browse->setToolTip(tr("Choose a CSV file"));
    connect(&Theme::instance(), &Theme::changed, browse,
            [browse] { browse->setIcon(themedIcon("open", Theme::instance().palette().muted)); });
    connect(browse, &QAction::triggered, this, [this, line] {
        const QString file =
            QFileDialog::getOpenFileName(this, tr("Data"), {}, tr("Tables (*.csv *.tsv *.txt);;All files (*)"));
        if (file.isEmpty())
            return;
        line->setText(file);
        takeCsv();
    });
}

QWidget* TaskSection::editor(const QString& key) const
{
    return m_rows.value(key).editor;
}

QString TaskSection::problem(const QString& key) const
{
    return key.isEmpty() ? m_rest->text() : m_rows.value(key).problem->text();
}

QString TaskSection::text(const QString& key) const
{
    QWidget* editor = m_rows[key].editor;
    if (const auto* combo = qobject_cast<ComboBox*>(editor))
        return combo->currentText();
    return static_cast<QLineEdit*>(editor)->text();
}

void TaskSection::showSpecification(const Specification& specification)
{
    const bool unchanged = std::ranges::all_of(
        taskFields(), [&](const TaskField& field) { return field.write(specification) == field.write(m_shown); });
    m_shown = specification;
    m_startAtRandom = false;
    if (unchanged)
        check(); // what is wrong in the form may hang on what is in force beside it
    else
        restore();
}

void TaskSection::propose(const Specification& specification)
{
    for (const TaskField& field : taskFields())
        setText(m_rows[field.key].editor, field.write(specification));
    check();
}

void TaskSection::restore()
{
    m_startAtRandom = false;
    for (const TaskField& field : taskFields())
        setText(m_rows[field.key].editor, field.write(m_shown));
    check();
}

/// A file is taken as it is: the other ways of sampling belong to the Gaussian task.
void TaskSection::takeCsv()
{
    if (!text(kCsv).trimmed().isEmpty() && !m_draft.task.csv)
        static_cast<ComboBox*>(m_rows["task.sampling"].editor)->setCurrentIndex(int(Sampling::Raw));
    check();
}

/// Reads the whole form on top of what is in force: fields that hang together are judged together.
void TaskSection::check()
{
    m_draft = m_shown;
    Errors errors;
    for (const TaskField& field : taskFields()) {
        const QString shown = text(field.key);
        if (shown == field.write(m_shown))
            continue;
        if (const Text problem = field.read(shown, m_draft); !problem.empty())
            errors.push_back({field.key.toStdString(), shown.toStdString(), problem});
    }
    // A smaller training set takes the batch with it.
    if (!m_draft.task.csv)
        m_draft.training.batch = std::min(m_draft.training.batch, std::max(m_draft.task.samples, 1));
    if (m_startAtRandom) {
        m_draft.protocol.kind = ProtocolKind::Random;
        m_draft.protocol.anneal.clear();
    }
    const Errors broken = m_draft.validate();
    errors.insert(errors.end(), broken.begin(), broken.end());
    for (const char* key : {"task.eta", "task.inputs", "task.samples", "task.test_samples"})
        m_rows[key].editor->setEnabled(!m_draft.task.csv); // the file has its own
    showErrors(errors);
    const auto ofStart =
        std::ranges::find_if(errors, [](const Error& error) { return error.field.starts_with("protocol."); });
    m_fromRandom->setVisible(ofStart != errors.end());
    emit startJudged(ofStart == errors.end() ? QString() : words(ofStart->rule));
    const bool different = !(m_draft == m_shown);
    m_apply->setEnabled(different && errors.empty());
    m_undo->setEnabled(different || !errors.empty());
}

void TaskSection::showErrors(const Errors& errors)
{
    QHash<QString, QString> byKey;
    QStringList rest;
    for (const Error& error : errors) {
        const QString key = QString::fromStdString(error.field);
        if (m_rows.contains(key))
            byKey[key] = words(error.rule);
        else
            rest << words(error);
    }
    for (auto row = m_rows.begin(); row != m_rows.end(); ++row) {
        showProblem(row->problem, byKey.value(row.key()));
        markInvalid(row->editor, byKey.value(row.key()));
    }
    showProblem(m_rest, rest.join("\n"));
}

} // namespace hysteron::ui
