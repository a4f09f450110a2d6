// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every visible word is asked for in the language of the window. A language that puts brackets around whatever it is
// asked for shows those that are not: they stand outside of the brackets.
#include "core/data/csv_table.h"
#include "core/experiment/presets.h"
#include "core/io/specification_json.h"
#include "core/paper/evidence.h"
#include "core/paper/measurement.h"
#include "core/study/provenance.h"
#include "tests/support/test.h"
#include "tests/ui/words/bracket_translator.h"
#include "tests/ui/words/visible_words.h"
#include "ui/actions/actions.h"
#include "ui/escape/escape_story.h"
#include "ui/main_window.h"
#include "ui/pages/live_page.h"
#include "ui/pages/paper_page.h"
#include "ui/panels/story.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/story_box.h"
#include "ui/words/words.h"

#include <QApplication>
#include <QDialog>
#include <QFile>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>

using namespace hysteron;
using namespace hysteron::ui;
using tests::untranslated;
using tests::untranslatedIn;

namespace {

constexpr int kPreparing = 60'000; ///< milliseconds

/// The rank-1 trap under Langevin noise, mid-run.
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
    return s;
}

Snapshot changed(void (*change)(Snapshot&))
{
    Snapshot s = trapped();
    change(s);
    return s;
}

std::vector<Snapshot> allStories()
{
    std::vector<Snapshot> all = {trapped()};
    const auto add = [&](void (*change)(Snapshot&)) { all.push_back(changed(change)); };
    add([](Snapshot& s) { s.state = RunState::Preparing; });
    add([](Snapshot& s) {
        s.state = RunState::Preparing;
        s.specification.protocol.kind = ProtocolKind::Random;
    });
    add([](Snapshot& s) { s.state = RunState::Stopped; });
    add([](Snapshot& s) {
        s.state = RunState::Stopped;
        s.notes = {Text("%1: %2: %3", "task.csv", "data.csv", Text("must be a file that exists"))};
    });
    add([](Snapshot& s) {
        s.state = RunState::Diverged;
        s.divergence = Divergence{};
    });
    add([](Snapshot& s) { s.state = RunState::Finished; });
    add([](Snapshot& s) {
        s.state = RunState::Paused;
        s.epoch = 0;
    });
    add([](Snapshot& s) {
        s.state = RunState::Paused;
        s.epoch = 0;
        s.specification.protocol.kind = ProtocolKind::Random;
    });
    add([](Snapshot& s) { s.eta.clear(); });
    add([](Snapshot& s) { s.parameters.beta = 0.0; });
    add([](Snapshot& s) {
        s.parameters.beta = 0.0;
        s.rank = 2;
    });
    add([](Snapshot& s) { s.parameters.beta = 0.38; });
    add([](Snapshot& s) {
        s.parameters.beta = 0.38;
        s.rank = 2;
    });
    for (const double beta : {0.5, 0.95}) {
        all.push_back(trapped());
        all.back().parameters.beta = beta;
        all.back().specification.network.depth = 2;
        all.push_back(all.back());
        all.back().rank = 2;
    }
    for (const NoiseKind noise : {NoiseKind::Minibatch, NoiseKind::None}) {
        for (const double sigma : {1e-5, 0.01, 0.2}) {
            all.push_back(trapped());
            all.back().parameters.noise = noise;
            all.back().singularValues[1] = sigma;
        }
    }
    for (const std::int64_t epoch : {3200, 9000}) {
        for (const int rank : {1, 2}) {
            all.push_back(trapped());
            all.back().epoch = epoch;
            all.back().rank = rank;
            all.back().transitions = {{3160, 3 - rank, rank}};
            all.push_back(all.back());
            all.back().specification.protocol.kind = ProtocolKind::Schedule;
        }
    }
    add([](Snapshot& s) {
        s.epoch = 5;
        s.specification.protocol.kind = ProtocolKind::Random;
    });
    add([](Snapshot& s) {
        s.epoch = 5;
        s.parameters.beta = 0.38;
        s.specification.protocol.kind = ProtocolKind::Random;
    });
    return all;
}

std::vector<EscapeProgress> allEscapes()
{
    const theory::EscapePath path = *theory::escapePath({{0.9, 0.8}, 3, 10, 2, 2, 0.32}, 1, 2);
    std::vector<EscapeProgress> all(1);
    const auto add = [&](std::size_t escaped) -> EscapeProgress& {
        EscapeProgress progress;
        progress.passages.resize(37);
        progress.epoch = 3000;
        progress.temperature = 1.3e-3;
        progress.estimate = analysis::estimateEscapeTime(37, escaped, 1e5);
        progress.theory = path;
        all.push_back(progress);
        return all.back();
    };
    add(0);
    add(0).onlyMinibatchNoise = true;
    add(20);
    add(20).diverged = 2;
    add(20).exponential.p = 0.5;
    add(20).exponential.p = 1e-4;
    add(20).temperature = 0.2;
    all.emplace_back().errors = {{"task.inputs", "9", Text("ensembles need at most %1 inputs and outputs", 8)}};
    all.emplace_back().passages.resize(8);
    return all;
}

/// Specifications, each with one value that breaks a rule.
QStringList brokenSettings()
{
    return {"task.eta=[2]",
            "task.eta=[0.8,0.9]",
            "task.inputs=0",
            "task.samples=1",
            "task.subsample=-1",
            "task.csv_test_fraction=2",
            "network.depth=1",
            "network.width=0",
            "training.beta=-1",
            "training.learning_rate=0",
            "training.batch=0",
            "training.epochs=0",
            "noise.temperature=-1",
            "noise.c=0",
            "noise.kind=\"loud\"",
            "protocol.rank=9",
            "protocol.init_std=0",
            "escape.threshold=-1",
            "seed=-1",
            "task.sampling=\"some\"",
            "training.betta=1",
            "training=3",
            "protocol.anneal=[1]",
            "training.beta",
            "training.batching=\"some\"",
            "network.depth=2"};
}

} // namespace

class TestPseudoLanguage : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    tests::BracketTranslator m_brackets;

    QString fileWith(const QString& name, const QByteArray& text)
    {
        const QString path = m_directory.filePath(name);
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path : QString();
    }
    static QString told(const QStringList& lines) { return lines.mid(0, 40).join(QLatin1Char('\n')); }
    static void look(QWidget& at, const QStringList& user = {})
    {
        QCoreApplication::processEvents();
        const QStringList lines = untranslatedIn(at, user);
        QVERIFY2(lines.isEmpty(), qPrintable(told(lines)));
    }
    static bool isPrepared(const MainWindow& window)
    {
        const QString story = window.findChild<LivePage*>()->findChild<StoryBox*>()->text();
        return !story.trimmed().isEmpty() && !story.startsWith("[Preparing.]");
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("test_pseudo_language"));
        QCoreApplication::installTranslator(&m_brackets);
        Theme::instance().install();
    }
    void cleanupTestCase() { QCoreApplication::removeTranslator(&m_brackets); }

    void wordsOutsideOfBracketsAreFound()
    {
        QCOMPARE(untranslated("[Rank 2 [of] 3] left over = 0.3 β"), QStringList({"left", "over"}));
        QCOMPARE(untranslated("<b>[bold]</b> 1.2×10⁻³ T, σ"), QStringList());
        QCOMPARE(untranslated("ends [open"), QStringList({"ends"}));
        QWidget window;
        auto* button = new QPushButton("bare", &window);
        button->setToolTip("[asked for]");
        QVERIFY(!untranslatedIn(window).isEmpty());
        button->setText("[bare]");
        button->setAccessibleName("name");
        QCOMPARE(untranslatedIn(window), QStringList("QPushButton: name"));
    }

    void everyStory()
    {
        for (const Snapshot& snapshot : allStories()) {
            const Story story = tellStory(snapshot);
            const QStringList found = untranslated(story.headline) + untranslated(story.body);
            QVERIFY2(found.isEmpty(), qPrintable(story.headline + ' ' + story.body));
        }
        for (const EscapeProgress& progress : allEscapes()) {
            const EscapeStory story = tellEscape(progress);
            const PaperNote note = tellPaper(progress);
            for (const QString& text : {story.headline, story.body, note.text, note.meaning})
                QVERIFY2(untranslated(text).isEmpty(), qPrintable(text));
        }
    }

    void everyErrorOfASpecification()
    {
        for (const QString& setting : brokenSettings()) {
            const auto specification = withSettings(defaultPreset().specification, {setting.toStdString()});
            QVERIFY2(!specification, qPrintable(setting));
            for (const Error& error : specification.errors())
                QVERIFY2(untranslated(words(error.rule)).isEmpty(), qPrintable(words(error)));
        }
    }

    void everyErrorOfAFile()
    {
        const QList<QByteArray> tables = {"",      "1,2\n3,4\n", "a,a\n1,2\n",       "a,b\n1\n",
                                          "a,b\n", "# only\n",   "a,b\n1,2\n\n3,4\n"};
        for (const QByteArray& table : tables) {
            const auto read = readCsv(fileWith("table.csv", table).toStdString(), "task.csv");
            QVERIFY2(!read, table.constData());
            for (const Error& error : read.errors())
                QVERIFY2(untranslated(words(error.rule)).isEmpty(), qPrintable(words(error)));
        }
        for (const QByteArray& text :
             {QByteArray("no JSON"), QByteArray("[]"), QByteArray("{\"task\": 3}"), QByteArray("<svg></svg>"),
              QByteArray("\x89PNG\r\n\x1a\n", 8), QByteArray("{\"command\": \"reproduce\"}")}) {
            const auto read = study::readProvenance(fileWith("experiment.json", text).toStdString());
            QVERIFY2(!read, text.constData());
            for (const Error& error : read.errors())
                QVERIFY2(untranslated(words(error.rule)).isEmpty(), qPrintable(words(error)));
        }
    }

    void everyPage()
    {
        MainWindow window;
        window.resize(1280, 800);
        window.show();
        QVERIFY(window.open(defaultPreset().specification));
        QTRY_VERIFY_WITH_TIMEOUT(isPrepared(window), kPreparing);
        for (int page = 0; page < window.pages().size(); ++page) {
            window.showPage(page);
            look(window);
        }
        auto* paper = window.findChild<PaperPage*>();
        for (const char* id : {"fig2a", "fig2b", "appf"}) { // closed forms, and what is missing without data
            paper->openFigure(id);
            look(*paper, {id});
        }
    }

    void everyStart()
    {
        MainWindow window;
        window.resize(1280, 800);
        window.show();
        for (const char* name : {"fig1a-random", "hysteresis-loop", "four-features", "tanh-sweep"}) {
            QVERIFY(window.open(findPreset(name)->specification));
            QTRY_VERIFY_WITH_TIMEOUT(isPrepared(window), kPreparing);
            look(window);
        }
        // Wrong values say under their box what they need.
        for (NumberEdit* edit : window.findChildren<NumberEdit*>()) {
            edit->setText("abc");
            edit->setModified(true);
            emit edit->editingFinished();
        }
        look(window);
    }

    void everyFileThatIsOpened()
    {
        MainWindow window;
        window.resize(1280, 800);
        window.show();
        QVERIFY(window.open(defaultPreset().specification, true));
        for (const QString& path :
             {fileWith("words.json", "no JSON"), fileWith("wrong.json", "{\"training\": {\"beta\": -1}}"),
              fileWith("bare.svg", "<svg></svg>"), m_directory.filePath("missing.json")}) {
            QVERIFY(!window.openFile(path));
            look(window, {"words", "wrong", "bare", "missing", "json", "svg"});
        }
    }

    void everyAnswerAboutData()
    {
        QByteArray waits = "inv_t,tau\n", curves = "epoch,train_mse,test_mse\n";
        for (const int x : {800, 1000, 1250, 1600, 2000})
            for (int i = 1; i <= 20; ++i)
                waits += QByteArray::number(x) + ',' + QByteArray::number(i * x) + '\n';
        for (int step = 1; step < 2000; step += 10)
            curves += QByteArray::number(step) + ',' + QByteArray::number(step < 100 ? 1.0 : 0.01) + ',' +
                      QByteArray::number(step < 400 ? 1.0 : 0.02) + '\n';
        MainWindow window;
        window.resize(1280, 800);
        window.show();
        for (const QString& path : {fileWith("waits.csv", waits), fileWith("few.csv", "inv_t,tau\n1,2\n3,4\n"),
                                    fileWith("curves.csv", curves), fileWith("broken.csv", "a,b\n1\n")}) {
            window.openFile(path);
            QTest::qWait(300); // it is read on another thread
            look(window, {"waits", "few", "curves", "broken", "csv", "inv_t", "tau", "epoch", "train_mse", "test_mse"});
        }
    }

    void everyFigureOfThePaper()
    {
        for (const paper::FigureEntry& entry : paper::figureEntries())
            for (const Text& text : {entry.title, entry.what})
                QVERIFY2(untranslated(words(text)).isEmpty(), entry.id.c_str());
        for (const paper::Measurement& measurement : paper::measurements())
            QVERIFY2(untranslated(words(measurement.what)).isEmpty(), measurement.id.c_str());
        for (const paper::Claim& claim : paper::claimsFrom({}))
            for (const Text& text : {claim.what, claim.where, claim.stated, claim.computed, claim.measured, claim.test})
                QVERIFY2(untranslated(words(text)).isEmpty(), claim.id.c_str());
        for (const Preset& preset : presets())
            for (const Text& text : {preset.title, preset.why})
                QVERIFY2(untranslated(words(text)).isEmpty(), preset.name.c_str());
    }

    void everyActionAndDialog()
    {
        MainWindow window;
        window.resize(1280, 800);
        window.show();
        QVERIFY(window.open(defaultPreset().specification));
        QTRY_VERIFY_WITH_TIMEOUT(isPrepared(window), kPreparing);
        for (const ActionEntry& entry : window.actions().table())
            for (const QString& text : {entry.text, entry.meaning})
                QVERIFY2(untranslated(text).isEmpty(), qPrintable(text));
        for (const ActionId id : {ActionId::Export, ActionId::Help, ActionId::About}) {
            QStringList lines = {QStringLiteral("no dialog")};
            QTimer::singleShot(300, &window, [&] {
                for (QWidget* widget : QApplication::topLevelWidgets()) {
                    if (auto* dialog = qobject_cast<QDialog*>(widget); dialog && dialog->isVisible()) {
                        lines = untranslatedIn(*dialog);
                        dialog->reject();
                    }
                }
            });
            window.actions().action(id)->trigger();
            QTRY_VERIFY2(lines.isEmpty(), qPrintable(told(lines))); // some dialogs do not block
        }
    }
};

HYSTERON_TEST(TestPseudoLanguage)
#include "test_pseudo_language.moc"
