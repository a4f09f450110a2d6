// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/value_slider.h"

#include "ui/theme/theme.h"
#include "ui/widgets/math_text.h"
#include "ui/widgets/number_edit.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <cmath>

namespace hysteron::ui {

namespace {

constexpr int kBoxWidth = 84;

QString endLabel(double value)
{
    const double exponent = value > 0.0 ? std::log10(value) : 0.0;
    if (exponent <= -2.0 && exponent == std::round(exponent))
        return powerOfTen(int(exponent));
    return QString::number(value);
}

} // namespace

ValueSlider::ValueSlider(const Quantity& quantity, const SliderScale& scale, const NumberLimits& limits,
                         QWidget* parent)
    : QWidget(parent), m_quantity(quantity), m_name(new QLabel), m_box(new NumberEdit(limits)),
      m_track(new SliderTrack(scale)), m_problem(new QLabel(this))
{
    m_name->setFont(fontFor(TextRole::Body));
    m_name->setTextFormat(Qt::RichText);
    m_name->setBuddy(m_box);
    m_box->setFont(fontFor(TextRole::Body));
    m_box->setProperty("compact", true);
    m_box->setFixedWidth(kBoxWidth);
    m_problem->setFont(fontFor(TextRole::Tick));
    m_problem->setProperty("kind", "problem");
    m_problem->hide();

    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(6);
    head->addWidget(m_name);
    head->addStretch();
    head->addWidget(m_box);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(m_track);
    setFocusProxy(m_track);
    QWidget::setTabOrder(m_track, m_box);

    connect(m_track, &SliderTrack::moved, this, &ValueSlider::take);
    connect(m_track, &SliderTrack::released, this, [this] { emit editingFinished(m_value); });
    connect(m_box, &NumberEdit::valueEntered, this, [this](double value) {
        take(value);
        emit editingFinished(value);
    });
    connect(m_box, &NumberEdit::problemChanged, this, &ValueSlider::placeProblem);
    updateTexts();
}

void ValueSlider::setValue(double value)
{
    m_value = value;
    m_box->setValue(value);
    m_track->setValue(value);
}

/// The user chose this value with any of the parts: the others follow.
void ValueSlider::take(double value)
{
    m_box->restore();
    setValue(value);
    emit valueChanged(value);
}

void ValueSlider::setRange(double minimum, double maximum)
{
    SliderScale scale = m_track->scale();
    scale.minimum = minimum;
    scale.maximum = maximum;
    setScale(scale);
}

void ValueSlider::setScale(const SliderScale& scale)
{
    m_track->setScale(scale);
    updateTexts();
}

void ValueSlider::setHardLimits(const NumberLimits& limits)
{
    m_box->setLimits(limits);
    updateTexts();
}

void ValueSlider::setMarks(std::vector<SliderMark> marks)
{
    m_track->setMarks(std::move(marks));
}

void ValueSlider::setCaption(const QString& caption)
{
    m_track->setCaption(caption);
}

void ValueSlider::setQuantity(const Quantity& quantity)
{
    m_quantity = quantity;
    updateTexts();
}

void ValueSlider::setEditable(bool editable)
{
    m_box->setReadOnly(!editable);
    m_track->setEnabled(editable);
}

void ValueSlider::showProblem(const QString& problem)
{
    m_box->showProblem(problem);
}

void ValueSlider::setExtra(QWidget* extra)
{
    auto* head = static_cast<QHBoxLayout*>(layout()->itemAt(0)->layout());
    head->insertWidget(1, extra);
}

void ValueSlider::updateTexts()
{
    m_name->setText(QString("<span style='font-weight:600'>%1</span>&nbsp; %2")
                        .arg(mathTextToHtml(m_quantity.symbol), m_quantity.name.toHtmlEscaped()));
    const SliderScale& scale = m_track->scale();
    m_track->setEndLabels(scale.zeroAtStart ? "0" : endLabel(scale.minimum),
                          scale.infinityAtEnd ? "∞" : endLabel(scale.maximum));

    const QString symbol = mathTextToPlain(m_quantity.symbol);
    const QString title = tr("%1, %2").arg(symbol, m_quantity.name);
    const QString tip =
        tr("<b>%1</b>, %2. %3<br>Unit: %4. Slider %5 to %6; the box takes %7.")
            .arg(mathTextToHtml(m_quantity.symbol), m_quantity.name.toHtmlEscaped(), m_quantity.meaning.toHtmlEscaped(),
                 m_quantity.unit.toHtmlEscaped(), readableNumber(scale.value(0.0)), readableNumber(scale.value(1.0)),
                 m_box->limits().rule());
    for (QWidget* part : std::initializer_list<QWidget*>{m_name, m_box, m_track})
        part->setToolTip(tip);
    m_box->setAccessibleName(tr("%1, value").arg(title));
    m_track->setAccessibleName(title);
    m_track->setAccessibleDescription(m_quantity.meaning);
}

void ValueSlider::placeProblem(const QString& problem)
{
    m_track->setLabelsHidden(!problem.isEmpty());
    m_problem->setVisible(!problem.isEmpty());
    if (problem.isEmpty())
        return;
    const QRect row(0, m_track->y() + SliderTrack::labelRowTop(), width(),
                    m_track->height() - SliderTrack::labelRowTop());
    m_problem->setGeometry(row);
    m_problem->setText(m_problem->fontMetrics().elidedText(problem, Qt::ElideRight, width()));
    m_problem->setToolTip(m_box->toolTip());
    m_problem->raise();
}

void ValueSlider::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeProblem(m_box->problem());
}

} // namespace hysteron::ui
