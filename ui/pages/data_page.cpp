// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data_page.h"

#include "core/study/record.h"
#include "ui/jobs/job_runner.h"
#include "ui/jobs/table_reader.h"
#include "ui/pages/data_answer.h"
#include "ui/pages/data_columns.h"
#include "ui/pages/figure_panels.h"
#include "ui/pages/laws_table.h"
#include "ui/pages/page_context.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/side_panel.h"
#include "ui/widgets/story_box.h"
#include "ui/words/words.h"

#include <QAction>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hysteron::ui {

namespace {

constexpr int kQuick = 150; ///< milliseconds: an answer that comes sooner is not announced

QWidget* makeHint()
{
    auto* hint = new QLabel(
        DataPage::tr("<p><b>Your own measurements</b></p><p>Open a CSV file, or drop one here: a header with "
                     "names, then numbers.</p><p><b>Escape times</b>: a time and 1/T, T or η in each row, for "
                     "instance<br><code>inv_t,tau,censored</code><br><code>900,1523,0</code></p><p><b>Training "
                     "curves</b>: step, train and test error in each row. Exported runs of this program can be "
                     "read too.</p>"));
    hint->setWordWrap(true);
    hint->setAlignment(Qt::AlignCenter);
    hint->setProperty("kind", "muted");
    return hint;
}

} // namespace

DataPage::DataPage(PageContext& context)
    : Page(context, {QStringLiteral("data"), tr("Data"), tr("escape times and training curves of your own")})
{
    m_reader = new TableReader(this);
    m_runner = new JobRunner(this);
    m_quick.setSingleShot(true);
    m_quick.setInterval(kQuick);
    m_views = new QStackedWidget;
    m_views->addWidget(makeHint());
    m_views->addWidget(makeAnswer());
    place(makePanel(), m_views);
    connectParts();
    m_told = {tr("No data yet."), tr("Escape times are compared with the laws of waiting; in training curves the "
                                     "delay between train and test error is found.")};
    tellStory();
}

void DataPage::connectParts()
{
    connect(m_open, &QPushButton::clicked, context().actions().action(ActionId::Open), &QAction::trigger);
    connect(m_reader, &TableReader::finished, this, &DataPage::takeTable);
    connect(m_reader, &TableReader::failed, this, [this](const Errors& errors) {
        tellStory();
        showErrors(errors, tr("%1 cannot be opened.").arg(QFileInfo(m_reader->path()).fileName()));
    });
    connect(m_runner, &JobRunner::reported, this, &DataPage::take);
    connect(m_runner, &JobRunner::failed, this, [this](const Errors& errors) {
        tellStory();
        showErrors(errors);
    });
    connect(&m_quick, &QTimer::timeout, this, &DataPage::tellStory);
    connect(m_columns, &DataColumns::changed, this, &DataPage::ask);
    connect(m_columns, &DataColumns::groupChanged, this, &DataPage::showAnswer);
    connect(m_panels, &FigurePanels::exportRequested, this, &Page::exportRequested);
    connect(m_panels, &FigurePanels::enlargedChanged, this, &Page::actionsChanged);
}

SidePanel* DataPage::makePanel()
{
    auto* panel = new SidePanel(tr("Data"));
    m_story = panel->story();
    m_open = new QPushButton(tr("Open CSV …"));
    m_open->setProperty("kind", "primary");
    m_name = new ElidedLabel;
    m_name->setFont(fontFor(TextRole::LabelStrong));
    m_size = new QLabel;
    m_size->setFont(fontFor(TextRole::Label));
    m_size->setProperty("kind", "muted");
    m_columns = new DataColumns;
    m_about = new QWidget;
    auto* about = new QVBoxLayout(m_about);
    about->setContentsMargins(0, 0, 0, 0);
    about->setSpacing(8);
    about->addWidget(m_name);
    about->addWidget(m_size);
    about->addWidget(m_columns);
    m_about->hide();
    QVBoxLayout* column = panel->column();
    column->addWidget(m_open);
    column->addWidget(m_about);
    column->addStretch(1);
    return panel;
}

QWidget* DataPage::makeAnswer()
{
    m_panels = new FigurePanels;
    m_laws = new LawsTable;
    auto* answer = new QWidget;
    auto* column = new QVBoxLayout(answer);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_panels, 1);
    column->addWidget(m_laws);
    return answer;
}

bool DataPage::canOpen(const OpenedFile& file) const
{
    return std::holds_alternative<TableFile>(file.content);
}

Errors DataPage::open(const OpenedFile& file)
{
    openFile(std::get<TableFile>(file.content).path);
    return {};
}

void DataPage::openFile(const QString& path)
{
    m_reader->start(path);
    tellStory();
}

bool DataPage::isBusy() const
{
    return m_reader->isReading() || m_runner->isRunning();
}

void DataPage::takeTable(std::shared_ptr<const CsvTable> table)
{
    const QFileInfo file(m_reader->path());
    m_table = std::move(table);
    m_file = file.fileName();
    m_path = file.absoluteFilePath().toStdString();
    m_name->setText(m_file);
    m_size->setText(tr("%1 rows, %2 columns").arg(m_table->rows()).arg(m_table->names().size()));
    m_about->show();
    m_columns->setNames(m_table->names());
    ask();
    emit documentChanged();
}

void DataPage::ask()
{
    study::FitRequest request = m_columns->request();
    request.file = m_path;
    study::FitFields fields = DataColumns::fields();
    fields.file = m_file.toStdString();
    m_quick.start();
    m_runner->start([request, fields, table = m_table](const study::Resources&, const std::stop_token&)
                        -> Result<std::unique_ptr<study::Study>> { return study::makeFit(request, table, fields); },
                    study::FitRequest::kKind);
}

void DataPage::take(std::shared_ptr<const study::Record> record)
{
    if (m_runner->isRunning() || record->outcome == study::Outcome::Unfinished)
        return; // a fit has nothing to say before its end
    if (!record->problems.empty()) {
        tellStory();
        return showErrors(record->problems);
    }
    m_record = std::move(record);
    const auto& request = std::get<study::FitRequest>(m_record->provenance.sources.front().request);
    m_panels->setProvenance(toText(m_record->provenance));
    m_columns->setGroups(request, std::get<study::FitRecord>(m_record->values));
    messages()->dismiss();
    m_views->setCurrentIndex(1);
    showAnswer();
    emit actionsChanged();
}

/// The record alone is asked: the controls may be ahead of it.
void DataPage::showAnswer()
{
    const auto& request = std::get<study::FitRequest>(m_record->provenance.sources.front().request);
    const auto& fit = std::get<study::FitRecord>(m_record->values);
    const int group = m_columns->shownGroup();
    const DataAnswer answer =
        request.curves ? answerCurves(fit.curves, *fit.delay)
                       : answerWaits(group < 0 ? *fit.pooled : fit.groups[static_cast<std::size_t>(group)].second,
                                     request.covariate, m_columns->shownGroupText());
    m_panels->setFigure(answer.figure);
    m_laws->setLaws(answer.rows);
    m_told = {answer.headline, answer.body, answer.alarming};
    tellStory();
}

void DataPage::tellStory()
{
    if (m_reader->isReading())
        m_story->setStory(tr("Reading %1 …").arg(QFileInfo(m_reader->path()).fileName()), {});
    else if (m_runner->isRunning() && !m_quick.isActive())
        m_story->setStory(tr("Looking for the answer in %1 …").arg(m_file), m_size->text());
    else
        m_story->setStory(m_told.headline, m_told.body, m_told.alarming);
}

void DataPage::showErrors(const Errors& errors, const QString& headline)
{
    if (!headline.isEmpty())
        return Page::showErrors(errors, headline);
    if (errors.empty())
        return;
    constexpr std::size_t kShown = 2; // they say what is wrong with the file
    QStringList lines;
    for (std::size_t i = 0; i < std::min(kShown, errors.size()); ++i)
        lines += words(errors[i]);
    if (errors.size() > kShown)
        lines += tr("And %1 more.").arg(errors.size() - kShown);
    messages()->showMessage(MessageBar::Kind::Error, lines.join(QLatin1Char('\n')));
}

Exportable DataPage::exportable() const
{
    return m_panels->exportable();
}

PlotView* DataPage::currentPlot() const
{
    return m_panels->currentPlot();
}

QString DataPage::storyText() const
{
    return m_story->text();
}

QString DataPage::problemText() const
{
    return messages()->isHidden() ? QString() : messages()->text();
}

QString DataPage::problemDetails() const
{
    return messages()->isHidden() ? QString() : messages()->details();
}

bool DataPage::hasFront() const
{
    return m_panels->isEnlarged();
}

bool DataPage::closeFront()
{
    return m_panels->shrink();
}

} // namespace hysteron::ui
