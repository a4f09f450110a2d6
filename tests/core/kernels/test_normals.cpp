// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/epoch_stream.h"
#include "core/base/normal_pair.h"
#include "core/kernels/block.h"
#include "tests/support/test.h"

#include <boost/math/distributions/normal.hpp>

#include <cmath>
#include <vector>

using namespace hysteron;

namespace {

/// The noise of `steps` steps on a network whose weights it alone moves: no data, no decay. [step][weight][lane]
template<class T> std::vector<float> kernelNoise(int steps, const std::vector<StreamKey>& keys, std::uint64_t epoch)
{
    constexpr int kLanes = kernels::kLanes<T>;
    const NetworkShape shape{1, 1, 62, 2}; // 124 weights: whole fours
    const NormalScale scale = normalScale(1.0);
    kernels::AlignedArray<T> weights(static_cast<std::size_t>(shape.weightCount()) * kLanes);
    kernels::AlignedArray<T> moments(2 * kLanes); // all zero: the data term vanishes
    kernels::AlignedArray<std::uint64_t> state(4 * kLanes);
    kernels::Workspace<T> workspace(shape);
    for (int lane = 0; lane < kLanes; ++lane) {
        const auto start = epochState(keys[static_cast<std::size_t>(lane)], epoch);
        for (int word = 0; word < 4; ++word)
            state[static_cast<std::size_t>(word * kLanes + lane)] = start[static_cast<std::size_t>(word)];
    }
    kernels::LinearSteps<T> args;
    args.shape = shape;
    args.weights = weights.data();
    args.moments = moments.data();
    args.steps = 1;
    args.learningRate = 1.0;
    args.beta = 1.0; // 1 - eta_lr beta = 0: each step forgets the last one
    args.noise = &scale;
    args.noiseState = state.data();
    std::vector<float> all;
    for (int step = 0; step < steps; ++step) {
        kernels::advanceLinear(args, workspace);
        for (std::size_t i = 0; i < weights.size(); ++i)
            all.push_back(static_cast<float>(weights[i]));
    }
    return all;
}

std::vector<StreamKey> keysOf(std::uint64_t seed, int count)
{
    std::vector<StreamKey> keys;
    for (int replica = 0; replica < count; ++replica)
        keys.push_back(streamKey(seed, StreamId::LangevinNoise, static_cast<std::uint32_t>(replica)));
    return keys;
}

double correlation(const std::vector<float>& a, const std::vector<float>& b)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += static_cast<double>(a[i]) * b[i];
    return sum / static_cast<double>(a.size());
}

/// One replica's noise by the definition.
std::vector<float> definedNoise(const StreamKey& key, std::uint64_t epoch, std::size_t count)
{
    const NormalScale scale = normalScale(1.0);
    EpochStream stream(key);
    stream.beginEpoch(epoch);
    std::vector<float> all((count + 3) / 4 * 4);
    for (std::size_t i = 0; i < all.size(); i += 4)
        fourNormals(stream, scale, all.data() + i);
    all.resize(count);
    return all;
}

template<class T> bool kernelsGiveTheDefinition()
{
    constexpr int kLanes = kernels::kLanes<T>;
    constexpr int kSteps = 200;
    const std::vector<StreamKey> keys = keysOf(5, kLanes);
    const std::vector<float> found = kernelNoise<T>(kSteps, keys, 17);
    for (int lane = 0; lane < kLanes; ++lane) {
        const std::vector<float> expected = definedNoise(keys[static_cast<std::size_t>(lane)], 17, 124 * kSteps);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            if (found[i * kLanes + static_cast<std::size_t>(lane)] != expected[i])
                return false;
        }
    }
    return true;
}

} // namespace

class TestNormals : public QObject
{
    Q_OBJECT
private slots:
    void cleanup() { kernels::useInstructionSet(""); }

    void everyInstructionSetGivesTheDefinedBits_data()
    {
        QTest::addColumn<QString>("instructions");
        for (const std::string& name : kernels::instructionSets())
            QTest::addRow("%s", name.c_str()) << QString::fromStdString(name);
    }
    void everyInstructionSetGivesTheDefinedBits()
    {
        QFETCH(QString, instructions);
        kernels::useInstructionSet(instructions.toStdString());
        QVERIFY(kernelsGiveTheDefinition<double>());
        QVERIFY(kernelsGiveTheDefinition<float>());
    }

    void theRadiusIsNeverImaginary()
    {
        // Walks through all mantissas next to u = 1, where R^2 vanishes, and through a spread of all others.
        const NormalScale scale = normalScale(1.0);
        for (std::uint64_t upper = 0x7f000000; upper <= 0x7fffffff; ++upper) {
            const NormalPair pair = normalPair(upper << 32 | 0x400000, scale);
            QVERIFY2(pair.first == pair.first, qPrintable(QString::number(upper, 16)));
        }
        for (std::uint64_t upper = 0; upper <= 0xffffffff; upper += 0x3fff) {
            const NormalPair pair = normalPair(upper << 32 | 0x123456, scale);
            QVERIFY(std::isfinite(pair.first) && std::isfinite(pair.second));
        }
    }

    void agreesWithBoxAndMullerInDoublePrecision()
    {
        const NormalScale scale = normalScale(1.0);
        EpochStream stream(3, StreamId::LangevinNoise);
        double worst = 0.0;
        for (int i = 0; i < 2000000; ++i) {
            const std::uint64_t bits = stream.noiseBits();
            const NormalPair pair = normalPair(bits, scale);
            const double u = static_cast<double>((bits >> 32 & 0x7fffffff) | 1) * 0x1p-31;
            const double angle = M_PI / 2.0 * (static_cast<double>(bits & 0x7fffff) * 0x1p-22 - 1.0);
            const double radius = (bits >> 63 ? -1.0 : 1.0) * std::sqrt(-2.0 * std::log(u));
            worst = std::max({worst, std::abs(pair.first - radius * std::cos(angle)),
                              std::abs(pair.second - radius * std::sin(angle))});
        }
        // 3e-5 is what the header states; next to R = 0 a square root of the same error of R^2 is allowed.
        QVERIFY2(worst < 5e-3, qPrintable(QString::number(worst)));
    }

    void momentsAreThoseOfTheNormalLaw()
    {
        // 16 replicas, 4e7 numbers; 4.5 sigma of each estimate (ten of them: 7 in 10^5).
        const std::vector<float> values = kernelNoise<float>(20000, keysOf(11, 16), 0);
        const double n = static_cast<double>(values.size());
        double m[9] = {};
        for (const float value : values) {
            double power = 1.0;
            for (int k = 1; k <= 8; ++k)
                m[k] += power *= value;
        }
        for (double& moment : m)
            moment /= n;
        const auto within = [&](int k, double expected, double variance) {
            return std::abs(m[k] - expected) < 4.5 * std::sqrt(variance / n);
        };
        QVERIFY2(within(1, 0.0, 1.0), qPrintable(QString::number(m[1])));
        QVERIFY2(within(2, 1.0, 2.0), qPrintable(QString::number(m[2])));
        QVERIFY2(within(3, 0.0, 15.0), qPrintable(QString::number(m[3])));
        QVERIFY2(within(4, 3.0, 96.0), qPrintable(QString::number(m[4])));
        QVERIFY2(within(6, 15.0, 10170.0), qPrintable(QString::number(m[6])));
        QVERIFY2(within(8, 105.0, 2016000.0), qPrintable(QString::number(m[8])));
    }

    void tailsAreThoseOfTheNormalLaw()
    {
        const std::vector<float> values = kernelNoise<float>(20000, keysOf(12, 16), 3);
        const double n = static_cast<double>(values.size());
        const boost::math::normal law;
        for (const double threshold : {-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0}) {
            const double p = boost::math::cdf(law, threshold);
            double below = 0.0;
            for (const float value : values)
                below += value < threshold;
            const double sigma = std::sqrt(n * p * (1.0 - p));
            QVERIFY2(std::abs(below - n * p) < 4.5 * sigma, qPrintable(QString::number((below - n * p) / sigma)));
        }
    }

    void neighboursAreIndependent_data()
    {
        QTest::addColumn<StreamKey>("key");
        QTest::addColumn<quint64>("epoch");
        QTest::addColumn<int>("shift");
        const StreamKey key = streamKey(42, StreamId::LangevinNoise, 0);
        QTest::newRow("next replica") << streamKey(42, StreamId::LangevinNoise, 1) << quint64{0} << 0;
        QTest::newRow("next seed") << streamKey(43, StreamId::LangevinNoise, 0) << quint64{0} << 0;
        QTest::newRow("seed with one high bit")
            << streamKey(42 | (quint64{1} << 40), StreamId::LangevinNoise, 0) << quint64{0} << 0;
        QTest::newRow("another stream") << streamKey(42, StreamId::Batches, 0) << quint64{0} << 0;
        QTest::newRow("next epoch") << key << quint64{1} << 0;
        QTest::newRow("an epoch far away") << key << (quint64{1} << 32) << 0;
        for (const int shift : {1, 2, 3, 4, 8, 140})
            QTest::addRow("shifted by %d", shift) << key << quint64{0} << shift;
    }
    void neighboursAreIndependent()
    {
        QFETCH(StreamKey, key);
        QFETCH(quint64, epoch);
        QFETCH(int, shift);
        constexpr std::size_t kCount = 2000000;
        const std::vector<float> first = definedNoise(streamKey(42, StreamId::LangevinNoise, 0), 0, kCount);
        std::vector<float> second = definedNoise(key, epoch, kCount + static_cast<std::size_t>(shift));
        second.erase(second.begin(), second.begin() + shift);
        const double bound = 4.5 / std::sqrt(static_cast<double>(kCount));
        QVERIFY2(std::abs(correlation(first, second)) < bound, qPrintable(QString::number(correlation(first, second))));
        // Squares: radii that follow each other would show here.
        std::vector<float> a = first, b = second;
        for (float& value : a)
            value = (value * value - 1.0F) / std::sqrt(2.0F);
        for (float& value : b)
            value = (value * value - 1.0F) / std::sqrt(2.0F);
        QVERIFY2(std::abs(correlation(a, b)) < bound, qPrintable(QString::number(correlation(a, b))));
    }

    void scalesWithTheVariance()
    {
        const NormalScale one = normalScale(1.0), quarter = normalScale(0.25);
        EpochStream stream(3, StreamId::LangevinNoise);
        for (int i = 0; i < 1000; ++i) {
            const std::uint64_t bits = stream.noiseBits();
            QCOMPARE(normalPair(bits, quarter).first, 0.5F * normalPair(bits, one).first);
        }
        QCOMPARE(normalPair(stream.noiseBits(), normalScale(0.0)).first, 0.0F);
    }
};

HYSTERON_TEST(TestNormals)
#include "test_normals.moc"
