// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/block.h"
#include "tests/core/kernels/activation_values.h"
#include "tests/support/test.h"

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

using namespace hysteron;

namespace {

/// The whole range, dense where hidden units are, and powers of two down to where x is lost beside 1.
template<class T> std::vector<T> points(T range)
{
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> everywhere(-static_cast<double>(range), static_cast<double>(range));
    std::normal_distribution<double> near;
    std::vector<T> x = {range, -range, T(0)};
    for (int i = 0; i < 20'000; ++i) {
        x.push_back(static_cast<T>(everywhere(random)));
        x.push_back(static_cast<T>(near(random)));
    }
    for (int exponent = -60; exponent < 6; ++exponent)
        for (const double sign : {1.0, -1.0})
            x.push_back(static_cast<T>(sign * std::ldexp(1.0, exponent)));
    return x;
}

/// In units in the last place of the exact value.
template<class T> long double unitsOff(T value, long double exact)
{
    const auto near = static_cast<T>(std::fabs(exact));
    const long double unit = static_cast<long double>(std::nextafter(near, std::numeric_limits<T>::infinity())) - near;
    return std::fabs(value - exact) / unit;
}

/// Largest error over the points: of e^x in units in the last place; of functions in units of epsilon, as they are
/// bounded by 1.
template<class T> struct Errors {
    long double exponential = 0, tanh = 0, tanhSlope = 0, sigmoid = 0, sigmoidSlope = 0;

    explicit Errors(T range)
    {
        const std::vector<T> x = points(range);
        const std::span<const T> all(x);
        const auto e = kernels::exponentials(all);
        const auto t = kernels::activations(Activation::Tanh, all), s = kernels::activations(Activation::Sigmoid, all);
        const auto dt = kernels::slopes(Activation::Tanh, all), ds = kernels::slopes(Activation::Sigmoid, all);
        const long double epsilon = std::numeric_limits<T>::epsilon();
        const auto grow = [](long double& most, long double error) { most = std::fmax(most, error); };
        for (std::size_t i = 0; i < x.size(); ++i) {
            const long double z = x[i];
            const long double hyperbolic = 1.0L / (std::cosh(z) * std::cosh(z));
            const long double logistic = 1.0L / (1.0L + std::exp(-z));
            grow(exponential, unitsOff(e[i], std::exp(z)));
            grow(tanh, std::fabs(t[i] - std::tanh(z)) / epsilon);
            grow(tanhSlope, std::fabs(dt[i] - hyperbolic) / epsilon);
            grow(sigmoid, std::fabs(s[i] - logistic) / epsilon);
            grow(sigmoidSlope, std::fabs(ds[i] - logistic / (1.0L + std::exp(z))) / epsilon);
        }
    }
    /// As core/kernels/activation-inl.h states them.
    [[nodiscard]] bool areAsStated() const
    {
        return exponential < 3.5 && tanh < 2.0 && tanhSlope < 4.0 && sigmoid < 1.0 && sigmoidSlope < 1.0;
    }
    [[nodiscard]] std::string text() const
    {
        std::string all;
        for (const long double error : {exponential, tanh, tanhSlope, sigmoid, sigmoidSlope})
            all += std::to_string(static_cast<double>(error)) + " ";
        return all;
    }
};

} // namespace

class TestActivation : public QObject
{
    Q_OBJECT
private slots:
    void errorsAreAsStatedOnEveryInstructionSet()
    {
        for (const std::string& instructions : kernels::instructionSets()) {
            kernels::useInstructionSet(instructions);
            const Errors<float> single(80.0F);
            QVERIFY2(single.areAsStated(), (instructions + " single: " + single.text()).c_str());
            const Errors<double> twice(700.0);
            QVERIFY2(twice.areAsStated(), (instructions + " double: " + twice.text()).c_str());
        }
        kernels::useInstructionSet("");
    }

    void unitsFarFromZeroAreAtTheirLimits()
    {
        const std::vector<double> x = {-1e300, -80.0, 80.0, 1e300};
        const std::span<const double> all(x);
        QCOMPARE(kernels::activations(Activation::Tanh, all), (std::vector<double>{-1.0, -1.0, 1.0, 1.0}));
        QCOMPARE(kernels::slopes(Activation::Tanh, all), (std::vector<double>(4, 0.0)));
        const std::vector<double> sigmoid = kernels::activations(Activation::Sigmoid, all);
        QVERIFY(sigmoid[0] >= 0.0 && sigmoid[0] < 1e-34 && sigmoid[3] == 1.0);
        QCOMPARE(kernels::activations(Activation::Relu, all), (std::vector<double>{0.0, 0.0, 80.0, 1e300}));
        QCOMPARE(kernels::slopes(Activation::Relu, all), (std::vector<double>{0.0, 0.0, 1.0, 1.0}));
    }
};

HYSTERON_TEST(TestActivation)
#include "test_activation.moc"
