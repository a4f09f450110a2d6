// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"
#include "tests/support/test.h"

#include <memory>

using namespace hysteron;

class TestResult : public QObject
{
    Q_OBJECT
private slots:
    void aValue()
    {
        Result<std::string> result = std::string("data");
        QVERIFY(result.ok());
        QVERIFY(static_cast<bool>(result));
        QCOMPARE(result.value(), std::string("data"));
        QCOMPARE(*result, std::string("data"));
        QCOMPARE(result->size(), 4u);
        QVERIFY(result.errors().empty());
        result.value() += "!";
        QCOMPARE(*result, std::string("data!"));
    }

    void aValueThatCanOnlyMove()
    {
        Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
        const std::unique_ptr<int> taken = std::move(result).value();
        QCOMPARE(*taken, 7);
    }

    void oneError()
    {
        const Result<int> result = Error{"task.eta", "1.5", "must be below 1"};
        QVERIFY(!result.ok());
        QVERIFY(!result);
        QCOMPARE(result.errors().size(), 1u);
        QCOMPARE(result.errors()[0].message(), std::string("task.eta: 1.5: must be below 1"));
    }

    void manyErrorsInTheirOrder()
    {
        const Errors errors = {{"a", "1", "is wrong"}, {"b", "2", "is wrong too"}};
        const Result<int> result = errors;
        QVERIFY(!result.ok());
        QCOMPARE(result.errors(), errors);
    }

    void askingAFailedResultForItsValueIsAProgrammerError()
    {
        const Result<int> result = Error{"a", "1", "is wrong"};
        QVERIFY_EXCEPTION_THROWN((void)result.value(), std::logic_error);
        QVERIFY_EXCEPTION_THROWN((void)*result, std::logic_error);
    }

    void failingWithoutAnErrorIsAProgrammerError()
    {
        QVERIFY_EXCEPTION_THROWN(Result<int>(Errors{}), std::logic_error);
    }
};

HYSTERON_TEST(TestResult)
#include "test_result.moc"
