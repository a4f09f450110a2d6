// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_format.h"
#include "core/base/random.h"
#include "tests/support/test.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

using namespace hysteron;

namespace {

double readBack(const std::string& text)
{
    double value = 0.0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    return result.ec == std::errc() && result.ptr == text.data() + text.size()
               ? value
               : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

class TestNumberFormat : public QObject
{
    Q_OBJECT
private slots:
    void asPeopleWriteThem()
    {
        QCOMPARE(shortestExact(0.1), std::string("0.1"));
        QCOMPARE(shortestExact(0.32), std::string("0.32"));
        QCOMPARE(shortestExact(-2.5), std::string("-2.5"));
        QCOMPARE(shortestExact(512.0), std::string("512"));
        QCOMPARE(shortestExact(0.0), std::string("0"));
        QCOMPARE(shortestExact(-0.0), std::string("-0"));
        QCOMPARE(shortestExact(1.0 / 3.0), std::string("0.3333333333333333"));
        QCOMPARE(shortestExact(5e-324), std::string("5e-324"));
        QCOMPARE(shortestExact(1.7976931348623157e308), std::string("1.7976931348623157e+308"));
    }

    void whatIsNoNumber()
    {
        constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
        constexpr double kInfinity = std::numeric_limits<double>::infinity();
        QCOMPARE(shortestExact(kNan), std::string("nan"));
        QCOMPARE(shortestExact(std::copysign(kNan, -1.0)), std::string("nan"));
        QCOMPARE(shortestExact(kInfinity), std::string("inf"));
        QCOMPARE(shortestExact(-kInfinity), std::string("-inf"));
    }

    void anyDoubleReadsBackExactly()
    {
        RandomStream random(1, StreamId::TrainingData);
        int finite = 0;
        for (int i = 0; i < 200000; ++i) {
            const auto value = std::bit_cast<double>(random.bits());
            if (!std::isfinite(value))
                continue;
            ++finite;
            QCOMPARE(std::bit_cast<std::uint64_t>(readBack(shortestExact(value))), std::bit_cast<std::uint64_t>(value));
        }
        QVERIFY(finite > 199000);
    }
};

HYSTERON_TEST(TestNumberFormat)
#include "test_number_format.moc"
