// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data_columns.h"

#include "ui/pages/column_guess.h"
#include "ui/panels/section_label.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/segmented_control.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hysteron::ui {

namespace {

struct ChoiceWords {
    QString label;
    QString meaning;
    std::vector<std::string> names; ///< a column like this is taken first
    bool optional = false;
};

ChoiceWords wordsOf(DataColumns::Choice choice)
{
    switch (choice) {
    case DataColumns::Time:
        return {DataColumns::tr("Times"),
                DataColumns::tr("How long each waited, any unit; one for each x is taken for a mean"),
                {"tau", "time", "escape_time", "epoch", "epochs", "t", "wait"}};
    case DataColumns::X:
        return {DataColumns::tr("Covariate"),
                DataColumns::tr("What the waiting depends on"),
                {"inv_t", "inverse_t", "1/t", "beta_eff", "x", "temperature", "temp", "eta_lr", "eta", "lr",
                 "learning_rate"}};
    case DataColumns::Censored:
        return {DataColumns::tr("Censored"),
                DataColumns::tr("1 where nothing had happened by the time, else 0"),
                {"censored", "cens"},
                true};
    case DataColumns::Group:
        return {DataColumns::tr("Group"),
                DataColumns::tr("A number; one more answer for each of its values"),
                {"group", "batch", "protocol"},
                true};
    case DataColumns::Step:
        return {
            DataColumns::tr("Step"), DataColumns::tr("Steps or epochs, ascending"), {"step", "epoch", "steps", "iter"}};
    case DataColumns::Train:
        return {DataColumns::tr("Train"), DataColumns::tr("Train loss or error"), {"train_mse", "train_loss", "train"}};
    default:
        return {DataColumns::tr("Test"),
                DataColumns::tr("Test loss or error"),
                {"test_mse", "test_loss", "val_loss", "test", "val"}};
    }
}

} // namespace

DataColumns::DataColumns(QWidget* parent) : QWidget(parent)
{
    m_kind = new SegmentedControl(tr("data are"),
                                  {{tr("Times"), tr("Escape times: which law do they follow?")},
                                   {tr("Curves"), tr("Training curves: how long does the test error wait?")}});
    m_choices = new QStackedWidget;
    m_choices->addWidget(makeChoices({Time, X, Censored, Group}));
    m_choices->addWidget(makeChoices({Step, Train, Test}));
    setKind(EscapeTimes);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeSectionLabel(tr("Data are")));
    column->addWidget(m_kind);
    column->addWidget(m_choices);

    connect(m_kind, &SegmentedControl::chosen, this, [this](int kind) {
        setKind(kind);
        emit changed();
    });
    connect(m_columns[X], &QComboBox::activated, this, &DataColumns::guessCovariate); // before changed()
    for (ComboBox* box : m_columns)
        connect(box, &QComboBox::activated, this, &DataColumns::changed);
    connect(m_covariate, &QComboBox::activated, this, &DataColumns::changed);
    connect(m_groupValue, &QComboBox::activated, this, &DataColumns::groupChanged);
}

QWidget* DataColumns::makeChoices(const std::vector<Choice>& choices)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (const Choice choice : choices) {
        const ChoiceWords words = wordsOf(choice);
        m_columns[choice] = addBox(page, words.label, words.meaning);
        if (choice == X) {
            m_covariate = addBox(page, tr("Covariate is"), tr("The laws take 1/T or 1/η"));
            m_covariate->addItems({tr("1/T"), tr("T"), tr("learning rate η")});
        }
        if (choice == Group) {
            m_groupValue = new ComboBox;
            m_groupValue->setAccessibleName(tr("Shown group"));
            m_groupValue->hide();
            column->addWidget(m_groupValue);
        }
    }
    column->addStretch(1);
    return page;
}

ComboBox* DataColumns::addBox(QWidget* page, const QString& label, const QString& meaning)
{
    auto* box = new ComboBox;
    box->setAccessibleName(label);
    box->setToolTip(meaning);
    page->layout()->addWidget(makeSectionLabel(label));
    page->layout()->addWidget(box);
    return box;
}

void DataColumns::setKind(int kind)
{
    m_kind->setCurrentIndex(kind);
    m_choices->setCurrentIndex(kind);
}

/// A table with steps, train and test is one of curves.
void DataColumns::setNames(const std::vector<std::string>& names)
{
    m_names = names;
    QStringList items;
    for (const std::string& name : names)
        items += QString::fromStdString(name);
    bool curves = true;
    for (int k = 0; k < Choices; ++k) {
        const auto choice = static_cast<Choice>(k);
        const ChoiceWords words = wordsOf(choice);
        const int guess = guessColumn(names, words.names);
        ComboBox* box = m_columns[k];
        box->clear();
        box->addItem(words.optional ? tr("(none)") : tr("(choose a column)"));
        box->addItems(items);
        box->setCurrentIndex(guess + 1);
        curves = curves && (choice < Step || guess >= 0);
    }
    guessCovariate();
    setKind(curves ? TrainingCurves : EscapeTimes);
}

void DataColumns::guessCovariate()
{
    m_covariate->setCurrentIndex(static_cast<int>(covariateLike(chosen(X))));
}

std::string DataColumns::chosen(Choice choice) const
{
    const int index = m_columns[choice]->currentIndex();
    return index > 0 ? m_names[static_cast<std::size_t>(index - 1)] : std::string();
}

study::FitRequest DataColumns::request() const
{
    if (m_kind->currentIndex() == TrainingCurves)
        return {.curves = true, .step = chosen(Step), .train = chosen(Train), .test = chosen(Test)};
    return {.time = chosen(Time),
            .x = chosen(X),
            .censored = chosen(Censored),
            .group = chosen(Group),
            .covariate = static_cast<Covariate>(m_covariate->currentIndex())};
}

study::FitFields DataColumns::fields()
{
    const auto label = [](Choice choice) { return wordsOf(choice).label.toStdString(); };
    return {.time = label(Time),
            .x = label(X),
            .censored = label(Censored),
            .group = label(Group),
            .step = label(Step),
            .train = label(Train),
            .test = label(Test)};
}

void DataColumns::setGroups(const study::FitRequest& request, const study::FitRecord& record)
{
    const QString before = m_groupValue->currentText();
    m_groupValue->clear();
    m_groupValue->addItem(tr("all groups together"));
    for (const auto& [value, comparison] : record.groups)
        m_groupValue->addItem(tr("%1 = %2").arg(QString::fromStdString(request.group), readableNumber(value, 6)));
    m_groupValue->setCurrentIndex(std::max(0, m_groupValue->findText(before)));
    m_groupValue->setVisible(!record.groups.empty());
}

int DataColumns::shownGroup() const
{
    return m_groupValue->currentIndex() - 1;
}

QString DataColumns::shownGroupText() const
{
    return shownGroup() < 0 ? QString() : m_groupValue->currentText();
}

} // namespace hysteron::ui
