// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/slider_track.h"
#include "ui/widgets/value_slider.h"

#include <QAccessible>
#include <QLabel>
#include <QSignalSpy>
#include <QWheelEvent>

using namespace hysteron::ui;

class TestValueSlider : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { Theme::instance().install(); }
    void init();
    void cleanup() { m_slider.reset(); }

    void keys();
    void typedValue();
    void typedBeyondTheSlider();
    void badInput_data();
    void badInput();
    void escapeRestores();
    void enterTwiceKeepsEveryDigit();
    void programDoesNotDisturbTyping();
    void programIsSilent();
    void dragIsLive();
    void takingTheKnobMovesNothing();
    void wheelOnlyWhenFocused();
    void wholeNumbers();
    void marksOutsideAreDropped();
    void accessible();
    void problemFromElsewhere();

private:
    void type(const QString& text)
    {
        m_slider->box()->setFocus();
        m_slider->box()->selectAll();
        QTest::keyClicks(m_slider->box(), text);
        QTest::keyClick(m_slider->box(), Qt::Key_Return);
    }
    std::unique_ptr<ValueSlider> m_slider;
};

void TestValueSlider::init()
{
    m_slider =
        std::make_unique<ValueSlider>(Quantity{"β", "weight decay", "Pull of every weight to zero.", "dimensionless"},
                                      SliderScale{.maximum = 0.5}, NumberLimits{.maximum = 10.0});
    m_slider->resize(224, 64);
    m_slider->setValue(0.32);
    m_slider->show();
    m_slider->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_slider.get()));
}

void TestValueSlider::keys()
{
    QSignalSpy changed(m_slider.get(), &ValueSlider::valueChanged);
    QSignalSpy finished(m_slider.get(), &ValueSlider::editingFinished);
    SliderTrack* track = m_slider->track();
    track->setFocus();
    QTest::keyClick(track, Qt::Key_Right);
    QCOMPARE(m_slider->value(), 0.345);
    QTest::keyClick(track, Qt::Key_Down);
    QCOMPARE(m_slider->value(), 0.32);
    QTest::keyClick(track, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(m_slider->value(), 0.315);
    QTest::keyClick(track, Qt::Key_PageUp);
    QCOMPARE(m_slider->value(), 0.365);
    QTest::keyClick(track, Qt::Key_Home);
    QCOMPARE(m_slider->value(), 0.0);
    QTest::keyClick(track, Qt::Key_End);
    QCOMPARE(m_slider->value(), 0.5);
    QCOMPARE(changed.count(), 6);
    QCOMPARE(finished.count(), 6);
    QCOMPARE(m_slider->box()->text(), QString("0.5000"));
}

void TestValueSlider::typedValue()
{
    QSignalSpy changed(m_slider.get(), &ValueSlider::valueChanged);
    type("0.25");
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].toDouble(), 0.25);
    QCOMPARE(m_slider->track()->value(), 0.25);
    QCOMPARE(m_slider->box()->text(), QString("0.2500"));
    type("0.25");
    QCOMPARE(changed.count(), 1);
}

void TestValueSlider::typedBeyondTheSlider()
{
    type("2");
    QCOMPARE(m_slider->value(), 2.0);
    QCOMPARE(m_slider->track()->pixelOf(2.0), m_slider->track()->pixelOf(0.5));
    QVERIFY(m_slider->box()->problem().isEmpty());
}

void TestValueSlider::badInput_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"nan", "inf", "abc", "-1", "1000000", "10.5", "1e999", ""})
        QTest::newRow(*text ? text : "empty") << text;
}

void TestValueSlider::badInput()
{
    QFETCH(QString, text);
    QSignalSpy changed(m_slider.get(), &ValueSlider::valueChanged);
    if (text.isEmpty()) {
        m_slider->box()->selectAll();
        QTest::keyClick(m_slider->box(), Qt::Key_Delete);
        QTest::keyClick(m_slider->box(), Qt::Key_Return);
    } else {
        type(text);
    }
    QCOMPARE(changed.count(), 0);
    QCOMPARE(m_slider->value(), 0.32);
    QVERIFY(m_slider->box()->problem().endsWith("still 0.3200"));
    QVERIFY(m_slider->box()->toolTip().contains("from 0 to 10"));
    QVERIFY(m_slider->box()->property("invalid").toBool());
    const auto labels = m_slider->findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(labels, [](QLabel* label) {
        return label->isVisible() && label->property("kind") == "problem" && !label->text().isEmpty();
    }));
    type("0.4");
    QVERIFY(m_slider->box()->problem().isEmpty());
    QVERIFY(!m_slider->box()->property("invalid").toBool());
    QCOMPARE(m_slider->value(), 0.4);
}

void TestValueSlider::escapeRestores()
{
    const QString help = m_slider->box()->toolTip();
    type("abc");
    QTest::keyClick(m_slider->box(), Qt::Key_Escape);
    QCOMPARE(m_slider->box()->text(), QString("0.3200"));
    QVERIFY(m_slider->box()->problem().isEmpty());
    QCOMPARE(m_slider->box()->toolTip(), help);
}

void TestValueSlider::enterTwiceKeepsEveryDigit()
{
    const double exact = 0.08 / (64 * 1.179);
    m_slider->setValue(exact);
    QSignalSpy changed(m_slider.get(), &ValueSlider::valueChanged);
    m_slider->box()->setFocus();
    QTest::keyClick(m_slider->box(), Qt::Key_Return);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(m_slider->value(), exact);
}

void TestValueSlider::programDoesNotDisturbTyping()
{
    m_slider->box()->setFocus();
    m_slider->box()->selectAll();
    QTest::keyClicks(m_slider->box(), "0.4");
    m_slider->setValue(0.11);
    QCOMPARE(m_slider->box()->text(), QString("0.4"));
    QTest::keyClick(m_slider->box(), Qt::Key_Return);
    QCOMPARE(m_slider->value(), 0.4);
}

void TestValueSlider::programIsSilent()
{
    QSignalSpy changed(m_slider.get(), &ValueSlider::valueChanged);
    QSignalSpy finished(m_slider.get(), &ValueSlider::editingFinished);
    m_slider->setValue(0.1);
    m_slider->setRange(0.0, 0.05);
    m_slider->setHardLimits({.maximum = 1.0});
    m_slider->setMarks({{.value = 0.03, .label = "β_c", .meaning = "fold"}});
    QCOMPARE(changed.count() + finished.count(), 0);
    QCOMPARE(m_slider->value(), 0.1);
}

void TestValueSlider::dragIsLive()
{
    QSignalSpy changed(m_slider.get(), &ValueSlider::valueChanged);
    QSignalSpy finished(m_slider.get(), &ValueSlider::editingFinished);
    SliderTrack* track = m_slider->track();
    const auto at = [track](double value) { return QPoint(qRound(track->pixelOf(value)), 10); };
    QTest::mousePress(track, Qt::LeftButton, {}, at(0.1));
    QVERIFY(std::abs(m_slider->value() - 0.1) < 0.003);
    QTest::mouseMove(track, at(0.2));
    QTest::mouseMove(track, QPoint(10'000, 10));
    QCOMPARE(m_slider->value(), 0.5);
    QVERIFY(changed.count() >= 2);
    QCOMPARE(finished.count(), 0);
    QTest::mouseRelease(track, Qt::LeftButton, {}, at(0.5));
    QCOMPARE(finished.count(), 1);
}

void TestValueSlider::takingTheKnobMovesNothing()
{
    SliderTrack* track = m_slider->track();
    m_slider->setValue(0.3217);
    QTest::mouseClick(track, Qt::LeftButton, {}, QPoint(qRound(track->pixelOf(0.3217)) + 4, 10));
    QCOMPARE(m_slider->value(), 0.3217);
}

void TestValueSlider::wheelOnlyWhenFocused()
{
    SliderTrack* track = m_slider->track();
    const auto wheel = [track] {
        QWheelEvent event(QPointF(50, 10), track->mapToGlobal(QPointF(50, 10)), {}, {0, 120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(track, &event);
    };
    m_slider->box()->setFocus();
    wheel();
    QCOMPARE(m_slider->value(), 0.32);
    track->setFocus();
    wheel();
    QCOMPARE(m_slider->value(), 0.325);
}

void TestValueSlider::wholeNumbers()
{
    ValueSlider batch({"B", "batch size", "Samples in a step.", "samples"},
                      {.kind = SliderScale::Kind::Logarithmic, .minimum = 1, .maximum = 512, .integer = true},
                      {.minimum = 1, .maximum = 512, .integer = true});
    batch.setValue(64);
    QCOMPARE(batch.box()->text(), QString("64"));
    QTest::keyClick(batch.track(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(batch.value(), 68.0);
    batch.box()->selectAll();
    QTest::keyClicks(batch.box(), "12.5");
    QTest::keyClick(batch.box(), Qt::Key_Return);
    QCOMPARE(batch.value(), 68.0);
    QCOMPARE(batch.box()->problem(), QString("Needs a whole number; still 68"));
}

void TestValueSlider::marksOutsideAreDropped()
{
    const auto coloured = [this] {
        const QColor wanted = Theme::instance().palette().mode(1);
        const QImage image = m_slider->track()->grab().toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y) == wanted ? 1 : 0;
        return count;
    };
    m_slider->setMarks({{.value = 7.0, .label = "β_c", .meaning = "fold", .mode = 1}});
    QCOMPARE(coloured(), 0);
    m_slider->setMarks({{.value = 0.2, .label = "β_c", .meaning = "fold", .mode = 1}});
    QVERIFY(coloured() > 10);
}

void TestValueSlider::accessible()
{
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(m_slider->track());
    QVERIFY(interface);
    QCOMPARE(interface->role(), QAccessible::Slider);
    QCOMPARE(interface->text(QAccessible::Name), QString("β, weight decay"));
    QVERIFY(interface->valueInterface());
    QCOMPARE(interface->valueInterface()->currentValue().toDouble(), 0.32);
    QCOMPARE(interface->valueInterface()->maximumValue().toDouble(), 0.5);
    QSignalSpy changed(m_slider.get(), &ValueSlider::valueChanged);
    interface->valueInterface()->setCurrentValue(0.2);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_slider->value(), 0.2);
    for (const QWidget* part : {static_cast<QWidget*>(m_slider->box()), static_cast<QWidget*>(m_slider->track())}) {
        QVERIFY(part->accessibleName().contains("weight decay"));
        for (const char* word : {"β", "weight decay", "Pull of every weight", "dimensionless", "from 0 to 10"})
            QVERIFY2(part->toolTip().contains(QString::fromUtf8(word)), word);
    }
}

void TestValueSlider::problemFromElsewhere()
{
    m_slider->showProblem("at most 512 samples");
    QCOMPARE(m_slider->box()->problem(), QString("at most 512 samples"));
    m_slider->showProblem({});
    QVERIFY(m_slider->box()->problem().isEmpty());
}

HYSTERON_TEST(TestValueSlider)
#include "test_value_slider.moc"
