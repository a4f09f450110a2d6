// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/noise_section.h"

#include "core/theory/temperature.h"
#include "ui/panels/field_limits.h"
#include "ui/panels/gradient_noise_view.h"
#include "ui/panels/section_label.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/reading_label.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/value_slider.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QLabel>
#include <QRadioButton>

namespace hysteron::ui {

namespace {

constexpr NoiseKind kKinds[] = {NoiseKind::Minibatch, NoiseKind::Langevin, NoiseKind::MinibatchLangevin,
                                NoiseKind::None};

const SliderScale kScale{.kind = SliderScale::Kind::Logarithmic, .minimum = 1e-5, .maximum = 1e-2};

Quantity quantity(const QString& name)
{
    return {
        "T", name,
        NoiseSection::tr("Temperature of the Langevin noise: a barrier ΔE is climbed at a rate of about exp(−ΔE/T)."),
        unitText("noise.temperature")};
}

} // namespace

NoiseSection::NoiseSection(QWidget* parent)
    : QWidget(parent),
      m_kind(new SegmentedControl(
          tr("Noise"),
          {{tr("mini-batch"), tr("Stochastic gradient descent: the only noise is the choice of the batch")},
           {tr("Langevin"), tr("Full gradient and Gaussian noise of temperature T on every weight")},
           {tr("both"), tr("Mini-batches and Langevin noise")},
           {tr("none"), tr("Gradient descent on the whole training set")}})),
      m_problem(makeProblemLabel()),
      m_temperature(new ValueSlider(quantity(QStringLiteral("= η / (B C)")), kScale, limitsOf("noise.temperature"))),
      m_more(new IconButton("down", IconButton::Kind::Link))
{
    m_more->setFixedSize(20, 20);
    m_more->setIconSize({12, 12});
    m_more->setCheckable(true);
    m_more->setToolTip(tr("Where T comes from: the constant C, the measured gradient noise, or set directly"));
    m_more->setAccessibleName(tr("Where the temperature comes from"));
    m_temperature->setExtra(m_more);
    m_details = makeDetails();
    m_details->hide();
    m_gradientNoise = new GradientNoiseView;

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(5);
    column->addWidget(makeSectionLabel(tr("Noise")));
    column->addWidget(m_kind);
    column->addWidget(m_problem);
    column->addSpacing(3);
    column->addWidget(m_temperature);
    column->addWidget(m_details);
    column->addWidget(m_gradientNoise);

    connect(m_kind, &SegmentedControl::chosen, this, [this](int index) {
        m_noise.kind = kKinds[index];
        arrange();
        emit changed(m_noise);
    });
    connect(m_temperature, &ValueSlider::valueChanged, this, &NoiseSection::takeTemperature);
    connect(m_more, &QPushButton::toggled, this, &NoiseSection::setDetailsVisible);
    arrange();
}

QWidget* NoiseSection::makeDetails()
{
    auto* details = new QWidget;
    auto* grid = new QGridLayout(details);
    grid->setContentsMargins(0, 0, 0, 2);
    grid->setVerticalSpacing(4);
    m_readings = new QButtonGroup(this);
    const auto addRow = [&](Reading id, const QString& text, const QString& meaning) {
        auto* radio = new QRadioButton(text);
        radio->setFont(fontFor(TextRole::Label));
        radio->setToolTip(meaning);
        radio->setAccessibleName(tr("T %1").arg(text));
        radio->setAccessibleDescription(meaning);
        m_readings->addButton(radio, id);
        grid->addWidget(radio, id, 0);
    };
    addRow(FromConstant, QStringLiteral("η / (B C),  C ="), tr("Eq. (4) of the paper, with a constant C"));
    addRow(FromTracePerWeight, QStringLiteral("η tr / (2 B D)"),
           tr("From tr, the measured trace of the per-sample gradient covariance, and D weights: matches the total "
              "diffusion"));
    addRow(FromTrace, QStringLiteral("η tr / (2 B)"),
           tr("From tr, the measured trace of the per-sample gradient covariance"));
    addRow(Direct, tr("set directly"), tr("T does not follow η and B"));

    m_constant = new NumberEdit(limitsOf("noise.c"));
    m_constant->setProperty("compact", true);
    m_constant->setFixedWidth(84);
    m_constant->setFont(fontFor(TextRole::Label));
    m_constant->setAccessibleName(tr("Constant C"));
    m_constant->setToolTip(tr("<b>C</b>, constant of T = η / (B C). Dimensionless, above 0, at most 10⁶."));
    m_perWeight = new ReadingLabel({});
    m_total = new ReadingLabel({});
    for (auto* label : {m_perWeight, m_total})
        label->setToolTip(tr("T in this reading at the present state"));
    grid->addWidget(m_constant, FromConstant, 1, Qt::AlignRight);
    grid->addWidget(m_perWeight, FromTracePerWeight, 1, Qt::AlignRight);
    grid->addWidget(m_total, FromTrace, 1, Qt::AlignRight);

    connect(m_readings, &QButtonGroup::idClicked, this, &NoiseSection::chooseReading);
    connect(m_constant, &NumberEdit::valueEntered, this, [this](double c) {
        m_noise.c = c;
        m_noise.temperature.reset();
        m_noise.reading = TemperatureReading::Constant;
        arrange();
        emit changed(m_noise);
    });
    return details;
}

NoiseSection::Reading NoiseSection::reading() const
{
    if (m_noise.temperature)
        return Direct;
    switch (m_noise.reading) {
    case TemperatureReading::TracePerWeight:
        return FromTracePerWeight;
    case TemperatureReading::Trace:
        return FromTrace;
    case TemperatureReading::Constant:
        break;
    }
    return FromConstant;
}

double NoiseSection::shownTemperature() const
{
    switch (reading()) {
    case Direct:
        return *m_noise.temperature;
    case FromConstant:
        return theory::temperatureFromConstant(m_learningRate, m_batch, m_noise.c);
    case FromTracePerWeight:
    case FromTrace:
        break;
    }
    return m_inForce;
}

void NoiseSection::chooseReading(int reading)
{
    const double before = shownTemperature();
    m_noise.temperature.reset();
    if (reading == Direct)
        m_noise.temperature = before;
    else
        m_noise.reading = reading == FromTracePerWeight ? TemperatureReading::TracePerWeight
                          : reading == FromTrace        ? TemperatureReading::Trace
                                                        : TemperatureReading::Constant;
    arrange();
    emit changed(m_noise);
}

/// The slider moves T itself; in the reading from C it is C that gives way.
void NoiseSection::takeTemperature(double temperature)
{
    if (reading() == FromConstant)
        m_noise.c = m_learningRate / (m_batch * temperature);
    else
        m_noise.temperature = temperature;
    arrange();
    emit changed(m_noise);
}

void NoiseSection::showSpecification(const Specification& specification)
{
    m_noise = specification.noise;
    m_learningRate = specification.training.learningRate;
    m_batch = specification.training.batch;
    showProblem({});
    arrange();
}

void NoiseSection::showMeasured(const Snapshot& snapshot)
{
    m_trace = snapshot.gradientTrace;
    m_weights = snapshot.weightCount;
    m_inForce = snapshot.parameters.temperature;
    m_gradientNoise->showNoise(snapshot.gradientNoise);
    if (reading() == FromTracePerWeight || reading() == FromTrace)
        m_temperature->setValue(shownTemperature());
    if (m_details->isVisible())
        updateReadings();
}

void NoiseSection::showProblem(const QString& problem)
{
    ui::showProblem(m_problem, problem);
}

void NoiseSection::setDetailsVisible(bool visible)
{
    m_more->setChecked(visible);
    m_details->setVisible(visible);
    updateReadings();
}

void NoiseSection::arrange()
{
    const QString names[] = {QStringLiteral("= η / (B C)"), QStringLiteral("= η tr / (2 B D)"),
                             QStringLiteral("= η tr / (2 B)"), tr("temperature")};
    const Reading now = reading();
    const bool warm = usesTemperature(m_noise.kind);
    m_kind->setCurrentIndex(int(std::ranges::find(kKinds, m_noise.kind) - std::begin(kKinds)));
    m_readings->button(now)->setChecked(true);
    m_constant->setValue(m_noise.c);

    SliderScale scale = kScale;
    scale.zeroAtStart = now == Direct; // no constant C gives T = 0
    NumberLimits limits = limitsOf("noise.temperature");
    if (now != Direct)
        limits.minimum = m_learningRate / (m_batch * rangeOf("noise.c").high);
    m_temperature->setScale(scale);
    m_temperature->setHardLimits(limits);
    m_temperature->setQuantity(quantity(names[now]));
    m_temperature->setEditable(now == FromConstant || now == Direct);
    m_temperature->setCaption(now == FromConstant ? QStringLiteral("C = ") + readableNumber(m_noise.c, 4)
                              : now == Direct     ? tr("log")
                                                  : tr("as measured"));
    m_temperature->setValue(shownTemperature());
    m_temperature->setEnabled(warm);
    m_more->setEnabled(true);
    updateReadings();
}

void NoiseSection::updateReadings()
{
    const auto show = [](ReadingLabel* label, double temperature) {
        label->setPieces({{readableNumber(temperature), TextRole::Label, true}});
    };
    show(m_perWeight,
         m_weights > 0 ? theory::temperatureFromTracePerWeight(m_learningRate, m_batch, m_trace, m_weights) : 0.0);
    show(m_total, theory::temperatureFromTrace(m_learningRate, m_batch, m_trace));
}

} // namespace hysteron::ui
