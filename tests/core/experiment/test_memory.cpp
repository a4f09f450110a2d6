// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/experiment/simulation.h"
#include "tests/support/simulate.h"
#include "tests/support/test.h"

#include <fstream>
#include <string>

using namespace hysteron;

namespace {

/// Memory that this process asked for and wrote to, kB; 0 where the system does not tell. Pages of files do not count:
/// the system takes them back and brings them in again as it likes.
long anonymousMemory()
{
    std::ifstream file("/proc/self/smaps_rollup");
    std::string word;
    long total = 0, value = 0;
    while (file >> word) {
        if (word == "Anonymous:" && file >> value)
            total += value;
    }
    return total;
}

} // namespace

class TestMemory : public QObject
{
    Q_OBJECT
private slots:
    void aLongRunDoesNotGrow()
    {
        Specification specification = findPreset("fig1a-rank1")->specification;
        specification.noise.temperature = 1.5e-3; // many jumps to and fro
        specification.training.epochs = 1'000'000;
        const auto run = simulate(specification);
        (*run)->advance(50'000);
        std::shared_ptr<const Snapshot> snapshot = (*run)->snapshot();
        const long before = anonymousMemory();
        for (int i = 0; i < 30; ++i) {
            (*run)->advance(10'000);
            snapshot = (*run)->snapshot(); // as the screen does
        }
        const long after = anonymousMemory();
        if (before == 0)
            QSKIP("this system does not tell"); // no /proc: the bound below would compare nothing
        QVERIFY2(after - before < 2000, qPrintable(QString("%1 kB, then %2 kB").arg(before).arg(after)));
        QVERIFY(snapshot->curves->trainMse.stride() > 1); // and says that it was thinned
    }
};

HYSTERON_TEST(TestMemory)
#include "test_memory.moc"
