// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "ui/run/settings_history.h"

using namespace hysteron;
using namespace hysteron::ui;
using namespace std::chrono_literals;

class TestSettingsHistory : public QObject
{
    Q_OBJECT

    static Settings at(double beta)
    {
        Settings settings;
        settings.current.training.beta = beta;
        return settings;
    }
    static double betaOf(const Settings* settings) { return settings ? settings->current.training.beta : -1.0; }

private slots:
    void walksBackAndForth()
    {
        SettingsHistory history;
        SettingsHistory::Clock::time_point now{};
        QVERIFY(!history.current());
        QVERIFY(!history.undo());
        for (const double beta : {0.1, 0.2, 0.3})
            history.record(at(beta), now += 1s);
        QCOMPARE(betaOf(history.undo()), 0.2);
        QCOMPARE(betaOf(history.undo()), 0.1);
        QVERIFY(!history.undo());
        QCOMPARE(betaOf(history.current()), 0.1);
        QCOMPARE(betaOf(history.redo()), 0.2);
        QCOMPARE(betaOf(history.redo()), 0.3);
        QVERIFY(!history.redo());
    }

    void dragIsOneChange()
    {
        SettingsHistory history;
        SettingsHistory::Clock::time_point now{};
        history.record(at(0.1), now);
        now += 1s;
        for (const double beta : {0.2, 0.25, 0.3})
            history.record(at(beta), now += 20ms);
        QCOMPARE(betaOf(history.undo()), 0.1);
        QCOMPARE(betaOf(history.redo()), 0.3);
        history.record(at(0.4), now += 20ms); // close in time, but after a redo: a change of its own
        QCOMPARE(betaOf(history.undo()), 0.3);
    }

    void newChangeForgetsWhatWasUndone()
    {
        SettingsHistory history;
        SettingsHistory::Clock::time_point now{};
        for (const double beta : {0.1, 0.2, 0.3})
            history.record(at(beta), now += 1s);
        history.undo();
        history.record(at(0.2), now += 1s); // nothing new: the redo stays
        QCOMPARE(betaOf(history.redo()), 0.3);
        history.undo();
        history.record(at(0.5), now += 1s);
        QVERIFY(!history.redo());
        QCOMPARE(betaOf(history.undo()), 0.2);
    }
};

HYSTERON_TEST(TestSettingsHistory)
#include "test_settings_history.moc"
