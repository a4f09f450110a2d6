// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "ui/panels/run_status.h"
#include "ui/panels/story.h"
#include "ui/theme/theme.h"

using namespace hysteron;
using namespace hysteron::ui;

namespace {

/// The rank-1 trap of the paper under Langevin noise at T = 1.06e-3, mid-run. Barrier 0.0284535 = 26.8 T.
Snapshot trapped()
{
    Snapshot s;
    s.state = RunState::Running;
    s.eta = {0.9, 0.8};
    s.epoch = 1200;
    s.singularValues = {0.51, 0.004};
    s.rank = s.startRank = 1;
    s.parameters.beta = 0.32;
    s.parameters.noise = NoiseKind::Langevin;
    s.parameters.temperature = 1.06e-3;
    s.specification.protocol.kind = ProtocolKind::RankTrap;
    s.stepsPerSecond = 2240;
    s.loss = 0.83114;
    return s;
}

Snapshot escaped()
{
    Snapshot s = trapped();
    s.epoch = 4200;
    s.rank = 2;
    s.singularValues = {0.51, 0.35};
    s.transitions = {{3160, 1, 2}};
    return s;
}

Snapshot withCurve(Snapshot s, const std::vector<double>& sigmaTwo)
{
    auto curves = std::make_shared<Snapshot::Curves>();
    curves->singularValues.resize(2);
    for (std::size_t i = 0; i < sigmaTwo.size(); ++i)
        curves->singularValues[1].append(std::int64_t(i), sigmaTwo[i]);
    s.curves = curves;
    return s;
}

bool says(const Story& story, const QString& words)
{
    const QString text = QString(story.headline + " " + story.body).replace(QChar(0x00A0), ' ');
    const bool found = text.contains(words);
    if (!found)
        qWarning() << "story:" << text << "lacks" << words;
    return found;
}

} // namespace

class TestStory : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { Theme::instance().install(); }
    void preparing();
    void trappedUnderLangevin();
    void trappedUnderMinibatch();
    void minibatchAboveTheDeadZone();
    void trappedWithoutNoise();
    void pastTheSaddle();
    void escapedFromTheTrap();
    void escapedAfterLiveChanges();
    void escapedWithAnotherModeWaiting();
    void fallingBack();
    void fellBack();
    void aboveTheFold();
    void fullRank();
    void randomStart();
    void zeroBeta();
    void depthTwo();
    void divergence();
    void finished();
    void whatRestsDoesNotMove();
    void pausedAtTheStart();
    void couldNotStart();
    void neverExpectsAWaitingTime();
    void shortEnough();
    void statusLine();
};

void TestStory::preparing()
{
    Snapshot s;
    s.state = RunState::Preparing;
    s.specification.protocol.rank = 1;
    QVERIFY(says(tellStory(s), "Preparing. Annealing random weights into rank 1"));
    s.specification.protocol.kind = ProtocolKind::Random;
    QCOMPARE(tellStory(s).body, QString("Making the data and the first weights."));
}

void TestStory::trappedUnderLangevin()
{
    const Story story = tellStory(trapped());
    QCOMPARE(story.headline, QString("Trapped at rank 1."));
    QVERIFY(says(story, "ΔE = 0.0285 = 26.8 T"));
    QVERIFY(says(story, "σ₂ over the saddle at 0.0925"));
    QVERIFY(!story.alarming);
}

void TestStory::trappedUnderMinibatch()
{
    Snapshot s = trapped();
    s.parameters.noise = NoiseKind::Minibatch;
    s.singularValues[1] = 1e-30;
    QVERIFY(says(tellStory(s), "σ₂ = 1.0×10⁻³⁰. It will not leave by itself."));
    QVERIFY(says(tellStory(withCurve(s, {1e-27, 1e-28, 1e-29, 1e-30})), "σ₂ = 1.0×10⁻³⁰ and falling."));
    QVERIFY(!tellStory(withCurve(s, {1e-30, 1e-30, 1e-30, 1e-30})).body.contains("falling"));
    QVERIFY(!tellStory(withCurve(s, {1e-28, 1e-30, 1e-29, 1e-30})).body.contains("falling"));
}

void TestStory::minibatchAboveTheDeadZone()
{
    Snapshot s = trapped();
    s.parameters.noise = NoiseKind::Minibatch;
    s.singularValues[1] = 0.05;
    QVERIFY(says(tellStory(s), "σ₂ = 0.050 is below the saddle at 0.0925"));
    QVERIFY(!tellStory(s).body.contains("by itself"));
    QVERIFY(!tellStory(s).body.contains(" T"));
}

void TestStory::trappedWithoutNoise()
{
    Snapshot s = trapped();
    s.parameters.noise = NoiseKind::None;
    QVERIFY(says(tellStory(s), "Without noise nothing climbs it"));
    s.parameters.noise = NoiseKind::Langevin;
    s.parameters.temperature = 0.0;
    QVERIFY(says(tellStory(s), "Without noise nothing climbs it"));
}

void TestStory::pastTheSaddle()
{
    Snapshot s = trapped();
    s.parameters.noise = NoiseKind::None;
    s.singularValues[1] = 0.15;
    QVERIFY(
        says(tellStory(s), "Learning mode 2. σ₂ = 0.150 is past the saddle at 0.0925: downhill from here, to 0.343."));
}

void TestStory::escapedFromTheTrap()
{
    const Story story = tellStory(escaped());
    QCOMPARE(story.headline, QString("Escaped to rank 2."));
    QVERIFY(says(story, QString("Mode 2 waited 3\u202F160 epochs behind a barrier of ΔE = 0.0285 = 26.8 T.")));
    QVERIFY(says(story, "Both modes are learnt."));
}

void TestStory::escapedAfterLiveChanges()
{
    Snapshot s = escaped();
    s.changes = {{2000, {.beta = 0.32, .learningRate = {}, .batch = {}, .batching = {}, .noise = {}}}};
    const Story story = tellStory(s);
    QVERIFY(says(story, QString("Mode 2 was learnt at epoch 3\u202F160.")));
    QVERIFY(!story.body.contains("ΔE"));
}

void TestStory::escapedWithAnotherModeWaiting()
{
    Snapshot s = trapped();
    s.startRank = 0;
    s.transitions = {{1100, 0, 1}};
    QVERIFY(says(tellStory(s), "Escaped to rank 1."));
    QVERIFY(says(tellStory(s), QString("Mode 1 waited 1\u202F100 epochs behind a barrier")));
    QVERIFY(says(tellStory(s), "Mode 2 waits behind ΔE = 0.0285 = 26.8 T."));
    s.epoch = 2000;
    QCOMPARE(tellStory(s).headline, QString("Trapped at rank 1."));
}

void TestStory::fallingBack()
{
    Snapshot s = escaped();
    s.parameters.beta = 0.40;
    s.singularValues[1] = 0.12;
    QVERIFY(says(tellStory(s), "Falling back. β = 0.400 is above β_c = 0.351 of mode 2"));
    QVERIFY(says(tellStory(s), "σ₂ = 0.120 slides towards 0"));
}

void TestStory::fellBack()
{
    Snapshot s = escaped();
    s.rank = 1;
    s.transitions.push_back({4100, 2, 1});
    s.parameters.beta = 0.40;
    QVERIFY(says(tellStory(s), QString("Fell back to rank 1. Mode 2 was forgotten at epoch 4\u202F100")));
    QVERIFY(says(tellStory(s), "above its β_c = 0.351"));
    s.parameters.beta = 0.32;
    QVERIFY(says(tellStory(s), "Learning it again costs ΔE = 0.0285"));
    s.epoch = 6000;
    QCOMPARE(tellStory(s).headline, QString("Trapped at rank 1."));
}

void TestStory::aboveTheFold()
{
    Snapshot s = trapped();
    s.parameters.beta = 0.36;
    QVERIFY(says(tellStory(s), "β = 0.360 is above β_c = 0.351: no learnt state of mode 2 exists"));
    QVERIFY(says(tellStory(s), "lowering β does not bring it back, noise of T > 0 can")); // hysteresis
    QVERIFY(tellStory(s).headline.size() + tellStory(s).body.size() < 200);
}

void TestStory::fullRank()
{
    Snapshot s = escaped();
    s.transitions.clear();
    s.startRank = 2;
    QVERIFY(
        says(tellStory(s), "Full rank. Both modes are learnt. Forgetting mode 2 again costs ΔE = 8.83×10⁻³ = 8.33 T."));
}

void TestStory::randomStart()
{
    Snapshot s = trapped();
    s.specification.protocol.kind = ProtocolKind::Random;
    s.epoch = 12;
    s.singularValues[1] = 0.2;
    QVERIFY(says(tellStory(s), "Random start. Random weights, rank 1 so far. σ₂ = 0.200 is on its way"));
    s.parameters.beta = 0.36;
    QVERIFY(says(tellStory(s), "Mode 2 has no learnt state above β_c = 0.351."));
    s.parameters.beta = 0.32;
    s.epoch = 5000;
    QCOMPARE(tellStory(s).headline, QString("Trapped at rank 1."));
    s.rank = 2;
    s.transitions = {{14, 1, 2}};
    QVERIFY(says(tellStory(s), "Learnt mode 2. Mode 2 was learnt at epoch 14. Both modes are learnt."));
}

void TestStory::zeroBeta()
{
    Snapshot s = trapped();
    s.parameters.beta = 0.0;
    QVERIFY(says(tellStory(s), "No weight decay. At β = 0 no barrier holds mode 2 back"));
    s.rank = 2;
    QVERIFY(says(tellStory(s), "Full rank. Both modes are learnt. At β = 0 nothing pulls"));
}

void TestStory::depthTwo()
{
    Snapshot s = trapped();
    s.specification.network.depth = 2;
    QVERIFY(says(tellStory(s), "Learning mode 2. At depth 2 there is no barrier: below β_c = η = 0.800"));
    s.parameters.beta = 0.85;
    QVERIFY(says(tellStory(s), "Mode 2 cannot be learnt. β = 0.850 is not below β_c = η = 0.800."));
    s.rank = 2;
    s.parameters.beta = 0.5;
    QVERIFY(says(tellStory(s), "Full rank. Both modes are learnt. At depth 2 there is no barrier"));
}

void TestStory::divergence()
{
    Snapshot s = trapped();
    s.state = RunState::Diverged;
    s.divergence = Divergence{5, 41, 5.0, "the step overshoots", 2.5, 3};
    const Story story = tellStory(s);
    QVERIFY(story.alarming);
    QVERIFY(says(
        story, "Diverged at step 41. η = 5.00 was too much for this state; the curves are kept. Half of it, 2.50, can "
               "go on from epoch 3."));
    s.divergence->suggestedLearningRate = 0.9;
    QVERIFY(says(tellStory(s), "A rate of 0.900 is below the stability limit and can go on from epoch 3."));
}

void TestStory::finished()
{
    Snapshot s = trapped();
    s.state = RunState::Finished;
    s.epoch = 20000;
    QVERIFY(says(tellStory(s), QString("At rest at epoch 20\u202F000. Rank 1 of 2, σ₂ = 4.00×10⁻³. Learning mode 2 "
                                       "costs ΔE = 0.0285 = 26.8 T. Space goes on.")));
}

void TestStory::whatRestsDoesNotMove()
{
    Snapshot s = escaped();
    s.state = RunState::Paused;
    QVERIFY(
        says(tellStory(s), QString("At rest at epoch 4\u202F200. Rank 2 of 2, σ₂ = 0.350. Mode 2 was learnt at epoch "
                                   "3\u202F160. Forgetting mode 2 costs")));
    s.parameters.beta = 0.36; // dragged beyond the fold: nothing slides
    QVERIFY(says(tellStory(s), "β = 0.360 is above β_c = 0.351: mode 2 has no learnt state there."));
    for (const Snapshot& at : {trapped(), escaped(), s}) {
        Snapshot rest = at;
        rest.state = RunState::Paused;
        for (const double beta : {0.0, 0.1, 0.32, 0.36, 0.5}) {
            rest.parameters.beta = beta;
            const QString body = tellStory(rest).body;
            for (const char* motion : {"slides", "falling", "grows", "is on its way", "downhill", "fades", "lift"})
                QVERIFY2(!body.contains(motion), qPrintable(body));
        }
    }
}

void TestStory::pausedAtTheStart()
{
    Snapshot s = trapped();
    s.state = RunState::Paused;
    s.epoch = 0;
    QVERIFY(says(tellStory(s), "Ready. Trapped at rank 1. Barrier ΔE"));
    QVERIFY(says(tellStory(s), "Press Run, or the space bar."));
    s.specification.protocol.kind = ProtocolKind::Random;
    QVERIFY(says(tellStory(s), "Ready. The first weights are random."));
}

void TestStory::couldNotStart()
{
    Snapshot s;
    s.state = RunState::Stopped;
    s.notes = {Text("task.csv: data.csv: the file does not exist")};
    QVERIFY(tellStory(s).alarming);
    QVERIFY(says(tellStory(s), "Could not start. CSV file: data.csv: the file does not exist"));
    s.state = RunState::Running;
    QVERIFY(says(tellStory(s), "No modes."));
}

void TestStory::neverExpectsAWaitingTime()
{
    for (const Snapshot& s : {trapped(), escaped()})
        QVERIFY(!tellStory(s).body.contains("expect"));
}

/// The box at the smallest window has room for about 200 characters.
void TestStory::shortEnough()
{
    for (const Snapshot& s : {trapped(), escaped()}) {
        const Story story = tellStory(s);
        QVERIFY(story.headline.size() + story.body.size() < 200);
    }
}

void TestStory::statusLine()
{
    RunStatus status;
    status.showSnapshot(trapped());
    QCOMPARE(status.value(0), QString("1"));
    QCOMPARE(status.value(1), QString("1.06×10⁻³"));
    QCOMPARE(status.value(2), QString("26.8"));
    QCOMPARE(status.value(3), QString("0.8311"));
    QCOMPARE(status.value(4), QString("2.2\u202Fk steps/s"));
    Snapshot s = trapped();
    s.parameters.noise = NoiseKind::Minibatch;
    s.state = RunState::Paused;
    status.showSnapshot(s);
    QCOMPARE(status.value(1), QString("–"));
    QCOMPARE(status.value(2), QString("–"));
    QCOMPARE(status.value(4), QString("at rest"));
    s.state = RunState::Preparing;
    status.showSnapshot(s);
    QCOMPARE(status.value(0), QString());
    status.showFrames(60.2, 8.4);
    QCOMPARE(status.value(5), QString("60 fps"));
}

HYSTERON_TEST(TestStory)
#include "test_story.moc"
