#include "ui/pages/data_page.h"

#include "core/base/files.h"
#include "core/base/fingerprint.h"
#include "core/study/record.h"
#include "ui/pages/figure_panels.h"
#include "ui/pages/page_context.h"
#include "ui/panels/section_label.h"
#include "ui/theme/theme.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/side_panel.h"
#include "ui/widgets/story_box.h"
#include "ui/words/words.h"

#include <QAction>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace hysteron::ui {

namespace {

constexpr int kRowHeight = 26;
constexpr int kLaws = 4;

struct ChoiceWords {
    QString label;
    QString meaning;
    std::vector<std::string> names; ///< a column like this is taken first
    bool optional = false;
};

ChoiceWords wordsOf(DataPage::Choice choice)
{
    switch (choice) {
    case DataPage::Time:
        return {DataPage::tr("Times"),
                DataPage::tr("How long each waited, any unit; one for each x is taken for a mean"),
                {"tau", "time", "escape_time", "epoch", "epochs", "t", "wait"}};
    case DataPage::X:
        return {DataPage::tr("Covariate"),
                DataPage::tr("What the waiting depends on"),
                {"inv_t", "inverse_t", "1/t", "beta_eff", "x", "temperature", "temp", "eta_lr", "eta", "lr", "learning_rate"}};
    case DataPage::Censored:
        return {DataPage::tr("Censored"),
                DataPage::tr("1 where nothing had happened by the time, else 0"),
                {"censored", "cens"},
                true};
    case DataPage::Group:
        return {DataPage::tr("Group"),
                DataPage::tr("A number; one more answer for each of its values"),
                {"group", "batch", "protocol"},
                true};
    case DataPage::Step:
        return {DataPage::tr("Step"), DataPage::tr("Steps or epochs, ascending"), {"step", "epoch", "steps", "iter"}};
    case DataPage::Train:
        return {DataPage::tr("Train"), DataPage::tr("Train loss or error"), {"train_mse", "train_loss", "train"}};
    default:
        return {DataPage::tr("Test"),
                DataPage::tr("Test loss or error"),
                {"test_mse", "test_loss", "val_loss", "test", "val"}};
    }
}

/// What a covariate is, guessed from the name of its column.
Covariate covariateLike(const std::string& name)
{
    const QString text = QString::fromStdString(name).toLower();
    if (text.contains(QLatin1String("eta")) || text.contains(QLatin1String("lr")) ||
        text.contains(QLatin1String("rate")))
        return Covariate::LearningRate;
    if (text == QLatin1String("t") || text.startsWith(QLatin1String("temp")))
        return Covariate::Temperature;
    return Covariate::InverseTemperature;
}

} // namespace

DataPage::DataPage(PageContext& context)
    : Page(context, {QStringLiteral("data"), tr("Data"), tr("escape times and training curves of your own")})
{
    auto* hint =
        new QLabel(tr("<p><b>Your own measurements</b></p><p>Open a CSV file, or drop one here: a header with "
                      "names, then numbers.</p><p><b>Escape times</b>: a time and 1/T, T or η in each row, for "
                      "instance<br><code>inv_t,tau,censored</code><br><code>900,1523,0</code></p><p><b>Training "
                      "curves</b>: step, train and test error in each row. Exported runs of this program can be "
                      "read too.</p>"));
    hint->setWordWrap(true);
    hint->setAlignment(Qt::AlignCenter);
    hint->setProperty("kind", "muted");
    m_views = new QStackedWidget;
    m_views->addWidget(hint);
    m_views->addWidget(makeAnswer());
    place(makePanel(), m_views);

    connect(m_open, &QPushButton::clicked, context.actions().action(ActionId::Open), &QAction::trigger);
    connect(m_kind, &SegmentedControl::chosen, this, [this](int kind) { setKind(static_cast<Kind>(kind)); });
    for (ComboBox* box : m_columns)
        connect(box, &QComboBox::activated, this, &DataPage::answer);
    connect(m_columns[X], &QComboBox::activated, this, [this] {
        m_covariate->setCurrentIndex(static_cast<int>(covariateLike(chosen(X).name)));
        answer();
    });
    connect(m_covariate, &QComboBox::activated, this, &DataPage::answer);
    connect(m_groupValue, &QComboBox::activated, this, &DataPage::answer);
    connect(m_panels, &FigurePanels::exportRequested, this, &Page::exportRequested);
    connect(m_panels, &FigurePanels::enlargedChanged, this, &Page::actionsChanged);
    m_story->setStory(tr("No data yet."),
                      tr("Escape times are compared with the laws of waiting; in training curves the "
                         "delay between train and test error is found."));
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
    m_kind = new SegmentedControl(tr("data are"),
                                  {{tr("Times"), tr("Escape times: which law do they follow?")},
                                   {tr("Curves"), tr("Training curves: how long does the test error wait?")}});
    m_kind->setCurrentIndex(EscapeTimes);
    m_choices = new QStackedWidget;
    m_choices->addWidget(makeChoices({Time, X, Censored, Group}, true));
    m_choices->addWidget(makeChoices({Step, Train, Test}, false));
    m_choices->hide();

    m_about = new QWidget;
    auto* about = new QVBoxLayout(m_about);
    about->setContentsMargins(0, 0, 0, 0);
    about->setSpacing(8);
    about->addWidget(m_name);
    about->addWidget(m_size);
    about->addWidget(makeSectionLabel(tr("Data are")));
    about->addWidget(m_kind);
    m_about->hide();
    QVBoxLayout* column = panel->column();
    column->addWidget(m_open);
    column->addWidget(m_about);
    column->addWidget(m_choices);
    column->addStretch(1);
    return panel;
}

QWidget* DataPage::makeChoices(const std::vector<Choice>& choices, bool withCovariate)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    const auto add = [&](const QString& label, const QString& meaning) {
        auto* box = new ComboBox;
        box->setAccessibleName(label);
        box->setToolTip(meaning);
        column->addWidget(makeSectionLabel(label));
        column->addWidget(box);
        return box;
    };
    for (const Choice choice : choices) {
        const ChoiceWords words = wordsOf(choice);
        m_columns[choice] = add(words.label, words.meaning);
        if (choice == X && withCovariate) {
            m_covariate = add(tr("Covariate is"), tr("The laws take 1/T or 1/η"));
            m_covariate->addItems({tr("1/T"), tr("T"), tr("learning rate η")});
        }
    }
    if (withCovariate) {
        m_groupValue = new ComboBox;
        m_groupValue->setAccessibleName(tr("Shown group"));
        m_groupValue->hide();
        column->addWidget(m_groupValue);
    }
    column->addStretch(1);
    return page;
}

QWidget* DataPage::makeAnswer()
{
    m_panels = new FigurePanels;
    m_laws = new QTableWidget(0, 4);
    m_laws->setAccessibleName(tr("Laws"));
    m_laws->setFont(fontFor(TextRole::Label));
    m_laws->setHorizontalHeaderLabels({tr("Law"), tr("Parameters with 95 % interval"), tr("R²"), tr("AICc weight")});
    m_laws->horizontalHeader()->setFont(fontFor(TextRole::Label));
    m_laws->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_laws->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_laws->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_laws->horizontalHeader()->setHighlightSections(false);
    m_laws->verticalHeader()->hide();
    m_laws->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_laws->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_laws->setSelectionMode(QAbstractItemView::NoSelection);
    m_laws->setFocusPolicy(Qt::NoFocus);
    m_laws->setShowGrid(false);
    m_laws->setFixedHeight((kLaws + 1) * kRowHeight + 8);
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
    const QString path = std::get<TableFile>(file.content).path;
    Result<CsvTable> table = readCsv(path.toStdString(), QFileInfo(path).fileName().toStdString());
    if (!table)
        return table.errors();
    const Result<std::string> bytes = readFile(path.toStdString());
    if (!bytes)
        return bytes.errors();
    m_table = std::move(*table);
    m_file = QFileInfo(path).fileName();
    m_path = QFileInfo(path).absoluteFilePath().toStdString();
    m_hash = fingerprintOf(*bytes);
    m_name->setText(m_file);
    m_size->setText(tr("%1 rows, %2 columns").arg(m_table.rows()).arg(m_table.names().size()));
    m_choices->show();
    m_about->show();
    guessColumns();
    answer();
    emit documentChanged();
    emit actionsChanged();
    return {};
}

bool DataPage::openFile(const QString& path)
{
    const Errors errors = open({.path = path, .content = TableFile{path}});
    showErrors(errors);
    return errors.empty();
}

/// A table with steps, train and test is one of curves.
void DataPage::guessColumns()
{
    QStringList names;
    for (const std::string& name : m_table.names())
        names += QString::fromStdString(name);
    bool curves = true;
    for (int k = 0; k < Choices; ++k) {
        const auto choice = static_cast<Choice>(k);
        const ChoiceWords words = wordsOf(choice);
        const int guess = guessColumn(m_table.names(), words.names);
        ComboBox* box = m_columns[k];
        box->clear();
        box->addItem(words.optional ? tr("(none)") : tr("(choose a column)"));
        box->addItems(names);
        box->setCurrentIndex(guess + 1);
        curves = curves && (choice < Step || guess >= 0);
    }
    m_covariate->setCurrentIndex(static_cast<int>(covariateLike(chosen(X).name)));
    m_kind->setCurrentIndex(curves ? TrainingCurves : EscapeTimes);
    m_choices->setCurrentIndex(m_kind->currentIndex());
}

void DataPage::setKind(Kind kind)
{
    m_kind->setCurrentIndex(kind);
    m_choices->setCurrentIndex(kind);
    answer();
}

ColumnChoice DataPage::chosen(Choice choice) const
{
    const int index = m_columns[choice]->currentIndex();
    return {wordsOf(choice).label.toStdString(),
            index > 0 ? m_table.names()[static_cast<std::size_t>(index - 1)] : std::string()};
}

/// All times together, and each group alone.
void DataPage::listGroups(const MeasuredWaits& waits)
{
    const QString before = m_groupValue->currentText();
    m_groupValue->clear();
    m_groupValue->addItem(tr("all groups together"));
    for (const auto& [value, group] : waits.groups)
        m_groupValue->addItem(tr("%1 = %2").arg(QString::fromStdString(chosen(Group).name), readableNumber(value, 6)));
    m_groupValue->setCurrentIndex(std::max(0, m_groupValue->findText(before)));
    m_groupValue->setVisible(!waits.groups.empty());
}

void DataPage::answer()
{
    if (m_file.isEmpty())
        return;
    if (m_kind->currentIndex() == TrainingCurves) {
        const Result<MeasuredCurves> curves =
            readCurves(m_table, m_file.toStdString(), {chosen(Step), chosen(Train), chosen(Test)});
        if (!curves)
            return showErrors(curves.errors());
        keepProvenance();
        return showAnswer(answerCurves(*curves));
    }
    const auto covariate = static_cast<Covariate>(m_covariate->currentIndex());
    const Result<MeasuredWaits> waits =
        readWaits(m_table, m_file.toStdString(), {chosen(Time), chosen(X), covariate, chosen(Censored), chosen(Group)});
    if (!waits)
        return showErrors(waits.errors());
    keepProvenance();
    listGroups(*waits);
    const int group = m_groupValue->currentIndex();
    if (group <= 0)
        return showAnswer(answerWaits(waits->all, covariate));
    showAnswer(
        answerWaits(std::next(waits->groups.begin(), group - 1)->second, covariate, m_groupValue->currentText()));
}

/// Figures say which file, columns and options they come from.
void DataPage::keepProvenance()
{
    study::FitRequest request{.file = m_path, .curves = m_kind->currentIndex() == TrainingCurves};
    if (request.curves) {
        request.step = chosen(Step).name;
        request.train = chosen(Train).name;
        request.test = chosen(Test).name;
    } else {
        request.time = chosen(Time).name;
        request.x = chosen(X).name;
        request.covariate = static_cast<Covariate>(m_covariate->currentIndex());
        request.censored = chosen(Censored).name;
        request.group = chosen(Group).name;
    }
    const auto fit = study::makeFit(request, m_table, m_hash);
    fit->advance({}, {});
    m_panels->setProvenance(toText(fit->record().provenance));
}

void DataPage::showAnswer(const DataAnswer& answer)
{
    messages()->dismiss();
    m_views->setCurrentIndex(1);
    m_panels->setFigure(answer.figure);
    m_story->setStory(answer.headline, answer.body, answer.alarming);
    m_laws->setVisible(!answer.rows.empty());
    m_laws->setRowCount(static_cast<int>(answer.rows.size()));
    for (int row = 0; row < m_laws->rowCount(); ++row) {
        const DataAnswer::Row& law = answer.rows[static_cast<std::size_t>(row)];
        int column = 0;
        for (const QString& text :
             {law.law, law.parameters.isEmpty() ? law.note : law.parameters, law.r2, law.weight}) {
            auto* item = new QTableWidgetItem(text);
            item->setFont(fontFor(law.best ? TextRole::LabelStrong : TextRole::Label));
            item->setToolTip(law.note);
            m_laws->setItem(row, column++, item);
        }
    }
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

bool DataPage::hasFront() const
{
    return m_panels->isEnlarged();
}

bool DataPage::closeFront()
{
    return m_panels->shrink();
}

} // namespace hysteron::ui
