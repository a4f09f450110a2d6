// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "tests/support/test.h"
#include "ui/panels/gradient_noise_view.h"
#include "ui/panels/noise_section.h"
#include "ui/panels/parameter_panel.h"
#include "ui/panels/schedule_editor.h"
#include "ui/panels/schedule_model.h"
#include "ui/panels/seed_section.h"
#include "ui/panels/task_section.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/reading_label.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/slider_track.h"
#include "ui/widgets/story_box.h"
#include "ui/widgets/value_slider.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>

#include <memory>

using namespace hysteron;
using namespace hysteron::ui;

namespace {

Specification trap()
{
    return findPreset("fig1a-rank1")->specification;
}

Snapshot running(const Specification& specification)
{
    Snapshot s;
    s.state = RunState::Running;
    s.specification = specification;
    s.eta = specification.task.eta;
    s.epoch = 1200;
    s.singularValues = {0.51, 0.004};
    s.rank = s.startRank = 1;
    s.parameters.beta = specification.training.beta;
    s.parameters.noise = specification.noise.kind;
    s.parameters.temperature = 1.06e-3;
    s.gradientTrace = 1.1393;
    s.weightCount = 140;
    return s;
}

void type(QLineEdit* edit, const QString& text)
{
    edit->setFocus();
    edit->selectAll();
    if (text.isEmpty())
        QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
}

} // namespace

class TestParameterPanel : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { Theme::instance().install(); }
    void init();
    void cleanup() { m_panel.reset(); }

    void settersAreSilent();
    void liveControls();
    void temperatureFollowsTheConstant();
    void temperatureReadings();
    void temperatureFromTraceIsReadOnly();
    void noiseKinds();
    void gradientNoise();
    void badNumbersKeepTheLastValidValue_data();
    void badNumbersKeepTheLastValidValue();
    void startButtons();
    void startKeepsLiveChanges();
    void rankTrapsNeedDepthThree();
    void ownSchedule();
    void badScheduleKeepsTheLegs();
    void seeds();
    void badSeeds_data();
    void badSeeds();
    void resetParameters();
    void taskForm();
    void applyFollowsTheStart();
    void aNetworkWithoutTrapsOffersARandomStart();
    void anotherExperimentTakesTheDraftAway();
    void badTask_data();
    void badTask();
    void smallerTrainingSetTakesTheBatchAlong();
    void scheduleMovesTheSliderUntilItIsTouched();
    void snapshotsNeverMoveWhatTheUserSet();
    void recoveryIsShown();
    void ownRestartKeepsWhatResetGoesBackTo();
    void rangeFollowsTheTask();
    void errorsOfTheRunnerAppearBesideTheirControl();
    void fitsTheSmallestWindow();
    void controlsKeepTheirWidthWhenScrolling();
    void everyControlIsNamed();

private:
    QAbstractButton* button(const QString& accessibleName)
    {
        for (auto* candidate : m_panel->findChildren<QAbstractButton*>())
            if (candidate->accessibleName() == accessibleName)
                return candidate;
        qFatal("no button %s", qPrintable(accessibleName));
    }
    void choose(const QString& accessibleName) { QTest::mouseClick(button(accessibleName), Qt::LeftButton); }
    ControlChange lastChange() { return m_changes->last()[0].value<ControlChange>(); }
    Specification lastRestart() { return m_restarts->last()[0].value<Specification>(); }

    std::unique_ptr<ParameterPanel> m_panel;
    std::unique_ptr<QSignalSpy> m_changes, m_restarts;
};

void TestParameterPanel::init()
{
    m_panel = std::make_unique<ParameterPanel>();
    m_panel->setSpecification(trap());
    m_panel->resize(252, 648);
    m_panel->show();
    m_panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    m_changes = std::make_unique<QSignalSpy>(m_panel.get(), &ParameterPanel::controlChanged);
    m_restarts = std::make_unique<QSignalSpy>(m_panel.get(), &ParameterPanel::restartRequested);
}

void TestParameterPanel::settersAreSilent()
{
    for (const Preset& preset : presets()) {
        m_panel->setSpecification(preset.specification);
        m_panel->showSnapshot(running(preset.specification));
        QVERIFY2(m_panel->specification() == preset.specification, preset.name.c_str());
    }
    QCOMPARE(m_changes->count() + m_restarts->count(), 0);
}

void TestParameterPanel::liveControls()
{
    QTest::keyClick(m_panel->beta()->track(), Qt::Key_Right);
    QCOMPARE(lastChange().beta.value_or(0), 0.345);
    QVERIFY(!lastChange().learningRate && !lastChange().batch && !lastChange().noise);
    type(m_panel->learningRate()->box(), "0.04");
    QCOMPARE(lastChange().learningRate.value_or(0), 0.04);
    type(m_panel->batch()->box(), "32");
    QCOMPARE(lastChange().batch.value_or(0), 32);
    QCOMPARE(m_changes->count(), 3);
    QCOMPARE(m_restarts->count(), 0);
    QCOMPARE(m_panel->specification().training.beta, 0.345);
}

void TestParameterPanel::temperatureFollowsTheConstant()
{
    ValueSlider* temperature = m_panel->noise()->temperature();
    QCOMPARE(temperature->value(), 0.08 / (64 * 1.179));
    type(m_panel->learningRate()->box(), "0.04");
    QCOMPARE(temperature->value(), 0.04 / (64 * 1.179));
    // Moving T at a fixed learning rate and batch is choosing C.
    type(temperature->box(), "0.002");
    QVERIFY(lastChange().noise && !lastChange().noise->temperature);
    QCOMPARE(lastChange().noise->c, 0.04 / (64 * 0.002));
    QCOMPARE(temperature->value(), 0.002);
    type(temperature->box(), "0");
    QVERIFY(!temperature->box()->problem().isEmpty());
    QCOMPARE(temperature->value(), 0.002);
}

void TestParameterPanel::temperatureReadings()
{
    m_panel->noise()->setDetailsVisible(true);
    const double before = m_panel->noise()->temperature()->value();
    choose("T set directly");
    QCOMPARE(lastChange().noise->temperature.value_or(-1), before);
    type(m_panel->noise()->temperature()->box(), "0");
    QCOMPARE(lastChange().noise->temperature.value_or(-1), 0.0);
    choose("T η tr / (2 B D)");
    QVERIFY(!lastChange().noise->temperature);
    QCOMPARE(lastChange().noise->reading, TemperatureReading::TracePerWeight);
    choose("T η tr / (2 B)");
    QCOMPARE(lastChange().noise->reading, TemperatureReading::Trace);
    choose("T η / (B C),  C =");
    QCOMPARE(lastChange().noise->reading, TemperatureReading::Constant);
    for (auto* edit : m_panel->findChildren<NumberEdit*>())
        if (edit->accessibleName() == "Constant C")
            type(edit, "2");
    QCOMPARE(lastChange().noise->c, 2.0);
    QCOMPARE(m_panel->noise()->temperature()->value(), 0.08 / 128);
}

void TestParameterPanel::temperatureFromTraceIsReadOnly()
{
    m_panel->noise()->setDetailsVisible(true);
    choose("T η tr / (2 B)");
    ValueSlider* temperature = m_panel->noise()->temperature();
    QVERIFY(temperature->box()->isReadOnly() && !temperature->track()->isEnabled());
    Snapshot snapshot = running(m_panel->specification());
    snapshot.parameters.temperature = 7.12e-4;
    m_panel->showSnapshot(snapshot);
    QCOMPARE(temperature->value(), 7.12e-4);
    QStringList readings;
    for (const auto* label : m_panel->noise()->findChildren<ReadingLabel*>())
        readings << label->text();
    QCOMPARE(readings, QStringList({"5.09×10⁻⁶", "7.12×10⁻⁴"})); // 0.08 * 1.1393 / (2 * 64 [* 140])
}

void TestParameterPanel::noiseKinds()
{
    choose("Noise: mini-batch");
    QCOMPARE(lastChange().noise->kind, NoiseKind::Minibatch);
    QVERIFY(!m_panel->noise()->temperature()->isEnabled());
    choose("Noise: both");
    QCOMPARE(lastChange().noise->kind, NoiseKind::MinibatchLangevin);
    QVERIFY(m_panel->noise()->temperature()->isEnabled());
    choose("Noise: none");
    QCOMPARE(lastChange().noise->kind, NoiseKind::None);

    Specification population = trap();
    population.task.sampling = Sampling::Population;
    m_panel->setSpecification(population);
    m_changes->clear();
    choose("Noise: mini-batch");
    QCOMPARE(m_changes->count(), 0);
    QCOMPARE(m_panel->noise()->kind()->currentIndex(), 1);
    QCOMPARE(m_panel->specification().noise.kind, NoiseKind::Langevin);
    bool said = false;
    for (const auto* label : m_panel->noise()->findChildren<QLabel*>())
        said = said || (label->isVisible() && label->text().contains("mini-batches are drawn from samples"));
    QVERIFY(said);
}

void TestParameterPanel::gradientNoise()
{
    GradientNoiseView* view = m_panel->noise()->gradientNoise();
    Snapshot snapshot = running(trap());
    m_panel->showSnapshot(snapshot);
    QCOMPARE(view->text(), QString("gradient noise  –"));
    const QImage empty = view->grab().toImage();

    GradientNoise noise{.trace = 1.1393, .leading = {0.59, 0.44, 0.1, 1e-33}, .mode = 1, .alongMode = 4e-32};
    snapshot.gradientNoise = std::make_shared<const GradientNoise>(noise);
    m_panel->showSnapshot(snapshot);
    QCOMPARE(view->text(), QString("gradient noise  tr = 1.14, along mode 2 = 0"));
    QCOMPARE(view->accessibleDescription(), view->text());
    const QImage trapped = view->grab().toImage();
    QVERIFY(trapped != empty);

    noise.leading[3] = noise.alongMode.emplace(1.17e-3);
    snapshot.gradientNoise = std::make_shared<const GradientNoise>(noise);
    m_panel->showSnapshot(snapshot);
    QCOMPARE(view->text(), QString("gradient noise  tr = 1.14, along mode 2 = 1.17×10⁻³"));
    QVERIFY(view->grab().toImage() != trapped);
    const int stemEnd = 76, width = QFontMetrics(fontFor(TextRole::Tick)).horizontalAdvance("along mode 2 = 1.17×10⁻³");
    QVERIFY2(stemEnd + width <= view->width(), qPrintable(QString::number(view->width() - stemEnd - width)));

    noise.alongMode.reset();
    snapshot.gradientNoise = std::make_shared<const GradientNoise>(noise);
    m_panel->showSnapshot(snapshot);
    QCOMPARE(view->text(), QString("gradient noise  tr = 1.14"));
}

void TestParameterPanel::badNumbersKeepTheLastValidValue_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"nan", "inf", "-inf", "-1", "1e6", "abc", ""})
        QTest::newRow(*text ? text : "empty") << text;
}

void TestParameterPanel::badNumbersKeepTheLastValidValue()
{
    QFETCH(QString, text);
    for (ValueSlider* slider :
         {m_panel->beta(), m_panel->learningRate(), m_panel->batch(), m_panel->noise()->temperature()}) {
        const double before = slider->value();
        type(slider->box(), text);
        QCOMPARE(slider->value(), before);
        QVERIFY(!slider->box()->problem().isEmpty());
    }
    QCOMPARE(m_changes->count(), 0);
    QVERIFY(m_panel->specification() == trap());
}

void TestParameterPanel::startButtons()
{
    choose("Start from: random");
    QCOMPARE(lastRestart().protocol.kind, ProtocolKind::Random);
    choose("Start from: rank 0");
    QCOMPARE(lastRestart().protocol.kind, ProtocolKind::RankTrap);
    QCOMPARE(lastRestart().protocol.rank, 0);
    QVERIFY(lastRestart().protocol.anneal.empty());
    choose("Start from: rank 1");
    QVERIFY(lastRestart() == trap());
    QCOMPARE(m_restarts->count(), 3);
    choose("Start from: rank 1");
    QCOMPARE(m_restarts->count(), 3);
    QCOMPARE(m_changes->count(), 0);
}

void TestParameterPanel::startKeepsLiveChanges()
{
    type(m_panel->beta()->box(), "0.3");
    choose("Start from: random");
    QCOMPARE(lastRestart().training.beta, 0.3);
}

void TestParameterPanel::rankTrapsNeedDepthThree()
{
    Specification shallow = trap();
    shallow.network.depth = 2;
    shallow.protocol = {.kind = ProtocolKind::Random, .rank = 1, .anneal = {}, .initStd = {}};
    m_panel->setSpecification(shallow);
    QVERIFY(!button("Start from: rank 1")->isEnabled());
    QVERIFY(button("Start from: random")->isEnabled());
    m_panel->setSpecification(trap());
    QVERIFY(button("Start from: rank 1")->isEnabled());
}

void TestParameterPanel::ownSchedule()
{
    QVERIFY(m_panel->schedule()->isHidden());
    choose("Start from: custom");
    QVERIFY(m_panel->schedule()->isVisible());
    QCOMPARE(m_restarts->count(), 0);
    ScheduleModel* model = m_panel->schedule()->model();
    QCOMPARE(model->rowCount(), 2); // the legs in force
    QVERIFY(model->setData(model->index(1, 0), "0.37", Qt::EditRole));
    choose("Add a leg below the selected one");
    QVERIFY(model->setData(model->index(2, 0), "0.33", Qt::EditRole));
    QVERIFY(model->setData(model->index(2, 1), "50", Qt::EditRole));
    choose("Start from this schedule");
    QCOMPARE(lastRestart().protocol.kind, ProtocolKind::RankTrap);
    QVERIFY((lastRestart().protocol.anneal == std::vector<ScheduleLeg>{{0.0, 400}, {0.37, 800}, {0.33, 50}}));
    QCOMPARE(m_panel->start()->currentIndex(), 3);

    choose("The legs are: part of the run");
    choose("Start from this schedule");
    QCOMPARE(lastRestart().protocol.kind, ProtocolKind::Schedule);
    m_panel->setSpecification(lastRestart());
    QCOMPARE(m_panel->start()->currentIndex(), 3);

    choose("Start from: random");
    QVERIFY(m_panel->schedule()->isHidden());
}

void TestParameterPanel::badScheduleKeepsTheLegs()
{
    choose("Start from: custom");
    ScheduleModel* model = m_panel->schedule()->model();
    QSignalSpy problem(model, &ScheduleModel::problem);
    for (const char* text : {"nan", "abc", "-1", "11", ""})
        QVERIFY(!model->setData(model->index(1, 0), text, Qt::EditRole));
    for (const char* text : {"0", "2.5", "1e9", "inf"})
        QVERIFY(!model->setData(model->index(1, 1), text, Qt::EditRole));
    QCOMPARE(problem.count(), 9);
    QVERIFY(problem.last()[0].toString().startsWith("Leg 2, epochs: “inf” is not a whole number from 1 to"));
    QVERIFY(model->legs() == trap().protocol.anneal);

    // A start that breaks a rule says so in the editor and keeps the legs as they were typed.
    model->addLegBelow(-1);
    for (auto* edit : m_panel->schedule()->findChildren<NumberEdit*>())
        type(edit, "3");
    choose("Start from this schedule");
    QCOMPARE(m_restarts->count(), 0);
    QCOMPARE(model->rowCount(), 3);
    bool said = false;
    for (const auto* label : m_panel->schedule()->findChildren<QLabel*>())
        said = said || (label->isVisible() && label->text().contains("number of modes"));
    QVERIFY(said);

    model->removeLeg(0);
    model->removeLeg(0);
    model->removeLeg(0);
    QCOMPARE(model->rowCount(), 1);
}

void TestParameterPanel::seeds()
{
    auto* edit = m_panel->seed()->findChild<QLineEdit*>();
    QCOMPARE(edit->text(), QString::number(trap().seed));
    type(edit, "20");
    QCOMPARE(lastRestart().seed, std::uint64_t{20});
    choose("Same seed");
    QCOMPARE(lastRestart().seed, std::uint64_t{20});
    choose("New seed");
    QVERIFY(lastRestart().seed != 20);
    QCOMPARE(edit->text(), QString::number(lastRestart().seed));
    type(edit, "18446744073709551615");
    QCOMPARE(lastRestart().seed, ~std::uint64_t{0});
    QCOMPARE(m_restarts->count(), 4);
}

void TestParameterPanel::badSeeds_data()
{
    badNumbersKeepTheLastValidValue_data();
    QTest::newRow("fraction") << "1.5";
    QTest::newRow("too large") << "18446744073709551616";
}

void TestParameterPanel::badSeeds()
{
    QFETCH(QString, text);
    auto* edit = m_panel->seed()->findChild<QLineEdit*>();
    type(edit, text);
    QCOMPARE(m_restarts->count(), 0);
    QVERIFY(m_panel->seed()->problem().endsWith("still " + QString::number(trap().seed)));
    QTest::keyClick(edit, Qt::Key_Escape);
    QCOMPARE(edit->text(), QString::number(trap().seed));
    QVERIFY(m_panel->seed()->problem().isEmpty());
}

void TestParameterPanel::resetParameters()
{
    type(m_panel->beta()->box(), "0.4");
    type(m_panel->batch()->box(), "8");
    choose("Noise: none");
    choose("Reset parameters");
    QVERIFY(m_panel->specification() == trap());
    QCOMPARE(m_panel->beta()->value(), 0.32);
    QCOMPARE(m_panel->batch()->value(), 64.0);
    QCOMPARE(lastChange().beta.value_or(0), 0.32);
    QCOMPARE(lastChange().noise->kind, NoiseKind::Langevin);
    QCOMPARE(m_restarts->count(), 0);
}

void TestParameterPanel::taskForm()
{
    choose("Task and network");
    TaskSection* task = m_panel->task();
    QVERIFY(task->isVisible());
    QVERIFY(!task->applyButton()->isEnabled());
    type(static_cast<QLineEdit*>(task->editor("task.eta")), "0.9, 0.75; 0.6 0.45");
    QCOMPARE(task->problem("task.eta").isEmpty(), false); // four modes need four inputs and outputs
    QVERIFY(!task->applyButton()->isEnabled());
    type(static_cast<QLineEdit*>(task->editor("task.inputs")), "4");
    type(static_cast<QLineEdit*>(task->editor("task.outputs")), "5");
    QVERIFY2(task->problem("task.eta").isEmpty(), qPrintable(task->problem("task.eta")));
    QVERIFY(task->applyButton()->isEnabled());
    QCOMPARE(m_restarts->count(), 0);
    QTest::mouseClick(task->applyButton(), Qt::LeftButton);
    QCOMPARE(m_restarts->count(), 1);
    QVERIFY((lastRestart().task.eta == std::vector<double>{0.9, 0.75, 0.6, 0.45}));
    QCOMPARE(lastRestart().task.outputs, 5);
    QCOMPARE(lastRestart().seed, trap().seed);
    QVERIFY(!task->applyButton()->isEnabled());
}

/// Depth 2 knows no trap: what is wrong in the form hangs on the start that is chosen above it.
void TestParameterPanel::applyFollowsTheStart()
{
    choose("Task and network");
    TaskSection* task = m_panel->task();
    type(static_cast<QLineEdit*>(task->editor("network.depth")), "2");
    QVERIFY(!task->applyButton()->isEnabled());
    QVERIFY(!task->problem({}).isEmpty());
    m_panel->start()->setCurrentIndex(0); // random
    emit m_panel->start()->chosen(0);
    QVERIFY2(task->problem({}).isEmpty(), qPrintable(task->problem({})));
    QVERIFY(task->applyButton()->isEnabled());
    QTest::mouseClick(task->applyButton(), Qt::LeftButton);
    QCOMPARE(lastRestart().network.depth, 2);
}

void TestParameterPanel::aNetworkWithoutTrapsOffersARandomStart()
{
    choose("Task and network");
    TaskSection* task = m_panel->task();
    QVERIFY(!task->randomStartButton()->isVisible());
    type(static_cast<QLineEdit*>(task->editor("network.depth")), "2");
    QVERIFY(task->randomStartButton()->isVisible());
    task->randomStartButton()->click();
    QVERIFY(!task->randomStartButton()->isVisible());
    QVERIFY(task->applyButton()->isEnabled());
    task->applyButton()->click();
    QCOMPARE(lastRestart().network.depth, 2);
    QCOMPARE(lastRestart().protocol.kind, ProtocolKind::Random);
    QCOMPARE(m_panel->start()->currentIndex(), 0);
}

void TestParameterPanel::anotherExperimentTakesTheDraftAway()
{
    choose("Task and network");
    TaskSection* task = m_panel->task();
    auto* depth = static_cast<QLineEdit*>(task->editor("network.depth"));
    type(depth, "2"); // which knows no trap
    m_panel->setSpecification(m_panel->specification());
    QCOMPARE(depth->text(), QString("2")); // the same experiment again keeps it
    Specification other = trap();
    other.noise.temperature = 1.4e-3;
    m_panel->setSpecification(other);
    QCOMPARE(depth->text(), QString("3"));
    QVERIFY(!task->randomStartButton()->isVisible());
    QVERIFY(!task->applyButton()->isEnabled());
}

void TestParameterPanel::badTask_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    for (const char* key :
         {"task.eta", "network.depth", "network.width", "task.inputs", "task.outputs", "task.samples",
          "task.test_samples", "task.subsample", "training.epochs", "protocol.init_std", "task.csv_test_fraction"})
        for (const char* text : {"nan", "inf", "-1", "abc", "1e30"})
            QTest::addRow("%s %s", key, text) << key << text;
    QTest::newRow("no eta") << "task.eta"
                            << "";
    QTest::newRow("zero eta") << "task.eta"
                              << "0.9, 0";
    QTest::newRow("ascending eta") << "task.eta"
                                   << "0.8, 0.9";
    QTest::newRow("depth 1") << "network.depth"
                             << "1";
    QTest::newRow("a million") << "network.width"
                               << "1000000";
    QTest::newRow("no samples") << "task.samples"
                                << "0";
    QTest::newRow("negative data seed") << "task.seed"
                                        << "-1";
}

void TestParameterPanel::badTask()
{
    QFETCH(QString, key);
    QFETCH(QString, text);
    choose("Task and network");
    TaskSection* task = m_panel->task();
    type(static_cast<QLineEdit*>(task->editor(key)), text);
    QVERIFY2(!task->problem(key).isEmpty(), qPrintable(task->problem("")));
    QVERIFY(!task->applyButton()->isEnabled());
    choose("Undo changes of task and network");
    QVERIFY(task->problem(key).isEmpty());
    QVERIFY(m_panel->specification() == trap());
    QCOMPARE(m_restarts->count(), 0);
}

void TestParameterPanel::smallerTrainingSetTakesTheBatchAlong()
{
    choose("Task and network");
    TaskSection* task = m_panel->task();
    type(static_cast<QLineEdit*>(task->editor("task.samples")), "32");
    QVERIFY(task->applyButton()->isEnabled());
    QTest::mouseClick(task->applyButton(), Qt::LeftButton);
    QCOMPARE(lastRestart().training.batch, 32);
    QCOMPARE(m_panel->batch()->value(), 32.0);
    type(m_panel->batch()->box(), "33");
    QCOMPARE(m_panel->batch()->value(), 32.0);
}

void TestParameterPanel::scheduleMovesTheSliderUntilItIsTouched()
{
    Specification swept = trap();
    swept.protocol.kind = ProtocolKind::Schedule;
    swept.protocol.anneal = {{0.1, 1000}, {0.2, 1000}};
    m_panel->setSpecification(swept);
    Snapshot snapshot = running(swept);
    snapshot.parameters.beta = 0.2;
    m_panel->showSnapshot(snapshot);
    QCOMPARE(m_panel->beta()->value(), 0.2);
    QCOMPARE(m_changes->count(), 0);
    type(m_panel->beta()->box(), "0.25");
    m_panel->showSnapshot(snapshot);
    QCOMPARE(m_panel->beta()->value(), 0.25);
}

void TestParameterPanel::snapshotsNeverMoveWhatTheUserSet()
{
    type(m_panel->beta()->box(), "0.3");
    m_panel->showSnapshot(running(trap())); // still from before the change
    QCOMPARE(m_panel->beta()->value(), 0.3);
    QVERIFY(m_panel->story()->text().startsWith("Trapped at rank 1."));
    QCOMPARE(m_changes->count(), 1);
}

void TestParameterPanel::recoveryIsShown()
{
    type(m_panel->learningRate()->box(), "5");
    Snapshot snapshot = running(m_panel->specification());
    snapshot.state = RunState::Diverged;
    snapshot.divergence = Divergence{5, 41, 5.0, "too large a step", 2.5, 3};
    m_panel->showSnapshot(snapshot);
    QCOMPARE(m_panel->learningRate()->value(), 5.0);
    snapshot.divergence.reset();
    snapshot.state = RunState::Running;
    snapshot.specification.training.learningRate = 2.5;
    m_panel->showSnapshot(snapshot);
    QCOMPARE(m_panel->learningRate()->value(), 2.5);
    QCOMPARE(m_panel->specification().training.learningRate, 2.5);
    type(m_panel->learningRate()->box(), "0.1");
    m_panel->showSnapshot(snapshot);
    QCOMPARE(m_panel->learningRate()->value(), 0.1);
    QCOMPARE(m_changes->count(), 2);
}

void TestParameterPanel::ownRestartKeepsWhatResetGoesBackTo()
{
    type(m_panel->beta()->box(), "0.4");
    choose("Start from: rank 0");
    m_panel->setSpecification(lastRestart());
    choose("Reset parameters");
    QCOMPARE(m_panel->beta()->value(), 0.32);
}

void TestParameterPanel::rangeFollowsTheTask()
{
    QCOMPARE(m_panel->beta()->track()->scale().maximum, 0.5);
    Specification shallow = trap();
    shallow.network.depth = 2;
    shallow.protocol.kind = ProtocolKind::Random;
    m_panel->setSpecification(shallow);
    QCOMPARE(m_panel->beta()->track()->scale().maximum, 1.2); // beta_c = eta = 0.9
    Snapshot snapshot = running(trap());
    snapshot.eta = {0.5}; // as measured in somebody's own data
    m_panel->showSnapshot(snapshot);
    QVERIFY(m_panel->beta()->track()->scale().maximum < 0.3);
    m_panel->setSpecification(findPreset("fig1b")->specification);
    QCOMPARE(m_panel->batch()->track()->scale().maximum, 5000.0);
}

void TestParameterPanel::errorsOfTheRunnerAppearBesideTheirControl()
{
    m_panel->showErrors(
        {{"training.beta", "11", "must be at most 10"}, {"task.csv", "x.csv", "the file does not exist"}});
    QCOMPARE(m_panel->beta()->box()->problem(), QString("must be at most 10"));
    QCOMPARE(m_panel->task()->problem("task.csv"), QString("the file does not exist"));
    m_panel->showErrors({});
    QVERIFY(m_panel->beta()->box()->problem().isEmpty());
    QVERIFY(m_panel->task()->problem("task.csv").isEmpty());
}

/// At 1280x720 the panel is 648 pixels high: all controls and a story of seven lines stand without scrolling.
void TestParameterPanel::fitsTheSmallestWindow()
{
    m_panel->story()->setStory("Escaped to rank 1.",
                               "Mode 1 waited 1 100 epochs behind a barrier of ΔE = 0.0285 = 26.8 T. "
                               "Mode 2 waits behind ΔE = 0.0285 = 26.8 T.");
    QCoreApplication::processEvents();
    QCOMPARE(m_panel->width(), 252);
    QCOMPARE(m_panel->findChild<QScrollArea*>()->verticalScrollBar()->maximum(), 0);
    for (const QWidget* child : m_panel->findChildren<QWidget*>()) {
        if (!child->isVisible() || child->inherits("QScrollBar") || child->parentWidget()->inherits("QScrollBar"))
            continue;
        const QRect place(child->mapTo(m_panel.get(), QPoint()), child->size());
        QVERIFY2(m_panel->rect().contains(place), child->metaObject()->className());
        if (const auto* label = qobject_cast<const QLabel*>(child); label && !label->wordWrap())
            QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->text()));
    }
}

void TestParameterPanel::controlsKeepTheirWidthWhenScrolling()
{
    const int width = m_panel->beta()->width();
    choose("Task and network");
    QCoreApplication::processEvents();
    QVERIFY(m_panel->findChild<QScrollArea*>()->verticalScrollBar()->maximum() > 0);
    QCOMPARE(m_panel->beta()->width(), width);
}

void TestParameterPanel::everyControlIsNamed()
{
    choose("Task and network");
    choose("Start from: custom");
    m_panel->noise()->setDetailsVisible(true);
    int checked = 0;
    for (const QWidget* child : m_panel->findChildren<QWidget*>()) {
        const bool inside = child->parentWidget()->inherits("QAbstractScrollArea") ||
                            child->parentWidget()->inherits("QComboBox") ||
                            child->parentWidget()->inherits("QLineEdit") || child->isWindow();
        if (!child->isVisible() || child->focusPolicy() == Qt::NoFocus || inside || child->focusProxy())
            continue;
        ++checked;
        QVERIFY2(!child->accessibleName().isEmpty(), child->metaObject()->className());
        QVERIFY2(!child->toolTip().isEmpty() || child->inherits("QLabel"), qPrintable(child->accessibleName()));
    }
    QVERIFY2(checked > 40, qPrintable(QString::number(checked)));
}

HYSTERON_TEST(TestParameterPanel)
#include "test_parameter_panel.moc"
