// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/fingerprint.h"
#include "tests/support/test.h"

#include <array>
#include <cmath>
#include <functional>

using namespace hysteron;

namespace {

std::string hexOf(const std::function<void(Fingerprint&)>& fill)
{
    Fingerprint fingerprint;
    fill(fingerprint);
    return fingerprint.hex();
}

} // namespace

class TestFingerprint : public QObject
{
    Q_OBJECT
private slots:
    void knownAnswers()
    {
        // FNV-1a, 64 bits, over little-endian bytes.
        QCOMPARE(hexOf([](Fingerprint&) {}), std::string("cbf29ce484222325"));
        // The text "fnv-1a!!" as one number.
        QCOMPARE(hexOf([](Fingerprint& f) { f.add(std::uint64_t{2387296141327101542}); }),
                 std::string("dc72503e2508eaa8"));
        QCOMPARE(hexOf([](Fingerprint& f) { f.add(0.32); }), std::string("f32d3a153a0fd9d3"));
        QCOMPARE(hexOf([](Fingerprint& f) {
                     f.add(std::uint64_t{7});
                     f.add(std::array{0.9, 0.8});
                 }),
                 std::string("eab7565f6c76a89b"));
    }

    void aListIsItsNumbersInOrder()
    {
        const std::array values = {0.9, 0.8, 0.7};
        const std::array swapped = {0.8, 0.9, 0.7};
        const auto list = [](const std::array<double, 3>& numbers) {
            return hexOf([&](Fingerprint& f) { f.add(std::span<const double>(numbers)); });
        };
        QCOMPARE(list(values), hexOf([&](Fingerprint& f) {
                     for (const double value : values)
                         f.add(value);
                 }));
        QVERIFY(list(values) != list(swapped));
    }

    void everyBitCounts()
    {
        const auto of = [](double value) { return hexOf([value](Fingerprint& f) { f.add(value); }); };
        QVERIFY(of(1.0) != of(std::nextafter(1.0, 2.0)));
        QVERIFY(of(0.0) != of(-0.0));
        QVERIFY(of(0.0) != hexOf([](Fingerprint&) {}));
    }

    void smallNumbersKeepTheirLeadingZeros()
    {
        for (std::uint64_t i = 0; i < 1000; ++i)
            QCOMPARE(hexOf([i](Fingerprint& f) { f.add(i); }).size(), 16u);
    }
};

HYSTERON_TEST(TestFingerprint)
#include "test_fingerprint.moc"
