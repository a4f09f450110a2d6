// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label_placement.h"
#include "ui/widgets/math_text.h"
#include "ui/widgets/slider_scale.h"

#include <cmath>
#include <limits>

using namespace hysteron::ui;

namespace {

constexpr SliderScale kBeta{.maximum = 0.5};
constexpr SliderScale kRate{.kind = SliderScale::Kind::Logarithmic, .minimum = 1e-4, .maximum = 1.0};
constexpr SliderScale kBatch{.kind = SliderScale::Kind::Logarithmic, .minimum = 1.0, .maximum = 512.0, .integer = true};
constexpr SliderScale kWithZero{
    .kind = SliderScale::Kind::Logarithmic, .minimum = 1e-5, .maximum = 1e-2, .zeroAtStart = true};
constexpr SliderScale kSpeed{
    .kind = SliderScale::Kind::Logarithmic, .minimum = 1.0, .maximum = 1e5, .infinityAtEnd = true};
constexpr double kInfinity = std::numeric_limits<double>::infinity();

} // namespace

class TestSliderParts : public QObject
{
    Q_OBJECT
private slots:
    void linearScale();
    void logarithmicScale();
    void draggedValuesAreShort();
    void wholeNumbers();
    void trueZero();
    void infinity();
    void stepsComeBackFromBeyond();
    void labelsStayWhereTheyCan();
    void labelsGiveWayEqually();
    void labelsKeepInside();
    void labelsWithoutRoomAreLeftOut();
    void mathText();
};

void TestSliderParts::linearScale()
{
    QCOMPARE(kBeta.position(0.0), 0.0);
    QCOMPARE(kBeta.position(0.25), 0.5);
    QCOMPARE(kBeta.position(7.0), 1.0);
    QCOMPARE(kBeta.position(-1.0), 0.0);
    QCOMPARE(kBeta.value(0.64), 0.32);
    QCOMPARE(kBeta.stepped(0.32, 1.0 / 20.0), 0.345);
    QCOMPARE(kBeta.stepped(0.32, -1.0 / 100.0), 0.315);
    QCOMPARE(kBeta.stepped(0.01, -1.0 / 10.0), 0.0);
}

void TestSliderParts::logarithmicScale()
{
    QCOMPARE(kRate.position(1e-2), 0.5);
    QCOMPARE(kRate.value(0.0), 1e-4);
    QCOMPARE(kRate.value(1.0), 1.0);
    QCOMPARE(kRate.stepped(0.01, 0.25), 0.1);
}

void TestSliderParts::draggedValuesAreShort()
{
    for (int i = 0; i <= 200; ++i) {
        const double p = i / 200.0;
        const double linear = kBeta.value(p) / 0.0005;
        QVERIFY(std::abs(linear - std::round(linear)) < 1e-9);
        QCOMPARE(QString::number(kRate.value(p), 'g', 3).toDouble(), kRate.value(p));
    }
}

void TestSliderParts::wholeNumbers()
{
    QCOMPARE(kBatch.stepped(1.0, 0.01), 2.0);
    QCOMPARE(kBatch.stepped(2.0, -0.01), 1.0);
    QCOMPARE(kBatch.stepped(1.0, -0.05), 1.0);
    for (int i = 0; i <= 100; ++i)
        QCOMPARE(kBatch.value(i / 100.0), std::round(kBatch.value(i / 100.0)));
}

void TestSliderParts::trueZero()
{
    QCOMPARE(kWithZero.value(0.0), 0.0);
    QCOMPARE(kWithZero.position(0.0), 0.0);
    QVERIFY(kWithZero.position(1e-5) > 0.03);
    QCOMPARE(kWithZero.stepped(0.0, 0.05), 1e-5);
    QCOMPARE(kWithZero.stepped(1.2e-5, -0.05), 1e-5);
    QCOMPARE(kWithZero.stepped(1e-5, -0.05), 0.0);
    QCOMPARE(kWithZero.stepped(0.0, -0.05), 0.0);
}

void TestSliderParts::infinity()
{
    QCOMPARE(kSpeed.value(1.0), kInfinity);
    QCOMPARE(kSpeed.position(kInfinity), 1.0);
    QCOMPARE(kSpeed.stepped(9e4, 0.05), 1e5);
    QCOMPARE(kSpeed.stepped(1e5, 0.05), kInfinity);
    QCOMPARE(kSpeed.stepped(kInfinity, -0.05), 1e5);
}

void TestSliderParts::stepsComeBackFromBeyond()
{
    QCOMPARE(kBeta.stepped(2.0, 0.05), 2.0);
    QCOMPARE(kBeta.stepped(2.0, -0.05), 0.475);
    QCOMPARE(kRate.stepped(1e-6, -0.05), 1e-6);
    QVERIFY(kRate.stepped(1e-6, 0.05) > 1e-4);
}

void TestSliderParts::labelsStayWhereTheyCan()
{
    const auto places = placeLabels({{20, 10}, {60, 10}, {90, 10}}, 0, 100, 5);
    QCOMPARE(*places[0], 20.0);
    QCOMPARE(*places[1], 60.0);
    QCOMPARE(*places[2], 90.0);
}

void TestSliderParts::labelsGiveWayEqually()
{
    const auto places = placeLabels({{50, 10}, {52, 10}}, 0, 100, 4);
    QCOMPARE(*places[1] - *places[0], 14.0);
    QCOMPARE(*places[0] + *places[1], 102.0);
}

void TestSliderParts::labelsKeepInside()
{
    const auto places = placeLabels({{-5, 10}, {1, 10}, {120, 10}}, 0, 100, 2);
    QCOMPARE(*places[0], 5.0);
    QCOMPARE(*places[1], 17.0);
    QCOMPARE(*places[2], 95.0);
}

void TestSliderParts::labelsWithoutRoomAreLeftOut()
{
    const auto places = placeLabels({{10, 30, 0}, {20, 30, 1}, {30, 30, 0}, {40, 30, 1}}, 0, 100, 5);
    QVERIFY(places[0] && places[1] && !places[2] && places[3]);
    QVERIFY(!placeLabels({{10, 300}}, 0, 100, 5)[0]);
}

void TestSliderParts::mathText()
{
    QCOMPARE(mathTextToPlain("β_c"), QString("β c"));
    QCOMPARE(mathTextToHtml("λ_{sad} < 1"), QString("λ<sub>sad</sub> &lt; 1"));
    QCOMPARE(mathTextToPlain("a_{broken"), QString("a_{broken"));
    const QFont font = fontFor(TextRole::Tick);
    QVERIFY(mathTextWidth("β_c", font) > mathTextWidth("β", font));
    QVERIFY(mathTextWidth("β_c", font) < mathTextWidth("βc", font));
}

HYSTERON_TEST(TestSliderParts)
#include "test_slider_parts.moc"
