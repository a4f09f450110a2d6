// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "ui/theme/theme.h"
#include "ui/widgets/segmented_control.h"

#include <QAbstractButton>
#include <QSignalSpy>

using namespace hysteron::ui;

class TestSegmentedControl : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { Theme::instance().install(); }
    void init();
    void cleanup() { m_control.reset(); }
    void clicking();
    void arrowKeys();
    void programIsSilent();
    void noneChosen();
    void disabledSegment();
    void choosingMovesNothing();
    void accessible();

private:
    [[nodiscard]] QAbstractButton* segment(int i) const { return m_control->findChildren<QAbstractButton*>()[i]; }
    std::unique_ptr<SegmentedControl> m_control;
};

void TestSegmentedControl::init()
{
    m_control = std::make_unique<SegmentedControl>(
        "Start from",
        QList<SegmentedControl::Segment>{
            {"random", "Random weights"}, {"rank 1", "Trap"}, {"rank 0", "Trap"}, {"custom", "Own schedule"}});
    m_control->resize(224, 30);
    m_control->setCurrentIndex(1);
    m_control->show();
    m_control->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_control.get()));
}

void TestSegmentedControl::clicking()
{
    QSignalSpy chosen(m_control.get(), &SegmentedControl::chosen);
    QTest::mouseClick(segment(3), Qt::LeftButton);
    QCOMPARE(m_control->currentIndex(), 3);
    QTest::mouseClick(segment(3), Qt::LeftButton);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toInt(), 3);
}

void TestSegmentedControl::arrowKeys()
{
    QSignalSpy chosen(m_control.get(), &SegmentedControl::chosen);
    segment(1)->setFocus();
    QTest::keyClick(segment(1), Qt::Key_Right);
    QCOMPARE(m_control->currentIndex(), 2);
    QVERIFY(segment(2)->hasFocus());
    QTest::keyClick(segment(2), Qt::Key_Left);
    QCOMPARE(m_control->currentIndex(), 1);
    QCOMPARE(chosen.count(), 2);
}

void TestSegmentedControl::programIsSilent()
{
    QSignalSpy chosen(m_control.get(), &SegmentedControl::chosen);
    m_control->setCurrentIndex(2);
    QVERIFY(segment(2)->isChecked());
    QCOMPARE(chosen.count(), 0);
}

void TestSegmentedControl::noneChosen()
{
    m_control->setCurrentIndex(-1);
    for (int i = 0; i < 4; ++i)
        QVERIFY(!segment(i)->isChecked());
    QSignalSpy chosen(m_control.get(), &SegmentedControl::chosen);
    QTest::mouseClick(segment(0), Qt::LeftButton);
    QCOMPARE(chosen.count(), 1);
}

void TestSegmentedControl::disabledSegment()
{
    m_control->setSegmentEnabled(2, false);
    QSignalSpy chosen(m_control.get(), &SegmentedControl::chosen);
    QTest::mouseClick(segment(2), Qt::LeftButton);
    QCOMPARE(chosen.count(), 0);
}

void TestSegmentedControl::choosingMovesNothing()
{
    const QRect before = segment(2)->geometry();
    QTest::mouseClick(segment(3), Qt::LeftButton);
    QCoreApplication::processEvents();
    QCOMPARE(segment(2)->geometry(), before);
}

void TestSegmentedControl::accessible()
{
    QCOMPARE(m_control->accessibleName(), QString("Start from"));
    QCOMPARE(segment(1)->accessibleName(), QString("Start from: rank 1"));
    QCOMPARE(segment(1)->toolTip(), QString("Trap"));
}

HYSTERON_TEST(TestSegmentedControl)
#include "test_segmented_control.moc"
