// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dynamics/replica_block.h"
#include "core/model/order_parameters.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;

namespace {

Task taskOf(int inputs, int outputs, int samples = 96)
{
    TaskOptions options;
    options.inputs = inputs;
    options.outputs = outputs;
    options.samples = samples;
    options.eta.assign(static_cast<std::size_t>(std::min(inputs, outputs)), 0.0);
    for (std::size_t i = 0; i < options.eta.size(); ++i)
        options.eta[i] = 0.9 - 0.05 * static_cast<double>(i);
    return makeTask(options).value();
}

Network startOf(const NetworkShape& shape, std::uint64_t seed = 7)
{
    Network network(shape);
    RandomStream random(seed, StreamId::InitialWeights);
    network.initialise(0.7 / std::sqrt(std::max(2, shape.width)), random);
    return network;
}

StepParameters parametersOf(NoiseKind noise, Batching batching, int batch = 12)
{
    StepParameters parameters;
    parameters.beta = 0.1;
    parameters.learningRate = 0.03;
    parameters.temperature = 1e-3;
    parameters.batch = batch;
    parameters.batching = batching;
    parameters.noise = noise;
    return parameters;
}

/// Largest deviation relative to the largest weight.
double deviation(const Eigen::VectorXd& a, const Eigen::VectorXd& b)
{
    return (a - b).cwiseAbs().maxCoeff() / b.cwiseAbs().maxCoeff();
}

/// A block and the reference, the same replica, after the same epochs.
template<class T>
double disagreement(const Task& task, const NetworkShape& shape, const StepParameters& parameters, int steps, int lane)
{
    constexpr std::uint64_t kSeed = 42;
    const Network start = startOf(shape);
    const KernelTask<T> kernelTask(task, shape.activation);
    ReplicaBlock<T> block(kernelTask, shape);
    for (int i = 0; i < ReplicaBlock<T>::kSize; ++i) {
        block.setReplica(i, kSeed, static_cast<std::uint32_t>(i));
        block.setWeights(i, start.weights());
    }
    Network network = start;
    const auto reference = makeReferenceDynamics(task, shape, kSeed, static_cast<std::uint32_t>(lane));
    const int epochs = (steps + stepsPerEpoch(task.trainingSize(), parameters.batch) - 1) /
                       stepsPerEpoch(task.trainingSize(), parameters.batch);
    for (int epoch = 0; epoch < epochs; ++epoch) {
        block.advanceEpoch(static_cast<std::uint64_t>(epoch), parameters);
        if (reference->advanceEpoch(network, static_cast<std::uint64_t>(epoch), parameters).outcome != StepOutcome::Ok)
            return INFINITY;
    }
    return deviation(block.weights(lane), network.weights());
}

} // namespace

class TestEngines : public QObject
{
    Q_OBJECT
private slots:
    void cleanup() { kernels::useInstructionSet(""); }

    void everyShapeAgreesWithTheReference_data()
    {
        QTest::addColumn<QString>("instructions");
        QTest::addColumn<NetworkShape>("shape");
        const NetworkShape shapes[] = {
            {2, 2, 10, 2}, {2, 2, 10, 3}, {2, 2, 10, 4},  {5, 2, 10, 3}, {1, 1, 1, 2}, {1, 1, 1, 12},
            {1, 1, 7, 3},  {2, 5, 3, 3},  {8, 8, 16, 3},  {8, 1, 9, 2},  {1, 8, 5, 4}, {3, 4, 64, 2},
            {4, 4, 11, 5}, {6, 7, 8, 12}, {2, 2, 20, 12}, {7, 3, 2, 6},  {8, 8, 1, 2},
        };
        for (const std::string& instructions : kernels::instructionSets()) {
            for (const NetworkShape& shape : shapes)
                QTest::addRow("%s in %d out %d w %d L %d", instructions.c_str(), shape.inputs, shape.outputs,
                              shape.width, shape.depth)
                    << QString::fromStdString(instructions) << shape;
        }
    }
    void everyShapeAgreesWithTheReference()
    {
        QFETCH(QString, instructions);
        QFETCH(NetworkShape, shape);
        kernels::useInstructionSet(instructions.toStdString());
        QCOMPARE(QString::fromStdString(kernels::instructionSet()), instructions);
        const Task task = taskOf(shape.inputs, shape.outputs);
        const StepParameters parameters = parametersOf(NoiseKind::MinibatchLangevin, Batching::Shuffled);
        const double in64 = disagreement<double>(task, shape, parameters, 1000, 3);
        QVERIFY2(in64 <= 1e-12, qPrintable(QString::number(in64)));
        const double in32 = disagreement<float>(task, shape, parameters, 1000, 13);
        QVERIFY2(in32 <= 1e-4, qPrintable(QString::number(in32)));
    }

    void everyActivationAgreesWithTheReference_data()
    {
        QTest::addColumn<QString>("instructions");
        QTest::addColumn<NetworkShape>("shape");
        QTest::addColumn<int>("batch");
        const NetworkShape shapes[] = {{2, 2, 10, 3}, {1, 1, 1, 2}, {5, 2, 7, 4}, {2, 3, 12, 2}, {8, 8, 5, 3}};
        const int batches[] = {12, 1, 7, 96, 50};
        for (const std::string& instructions : kernels::instructionSets()) {
            for (const Activation activation : {Activation::Tanh, Activation::Sigmoid, Activation::Relu}) {
                for (int i = 0; i < 5; ++i) {
                    NetworkShape shape = shapes[i];
                    shape.activation = activation;
                    QTest::addRow("%s activation %d w %d L %d B %d", instructions.c_str(), int(activation), shape.width,
                                  shape.depth, batches[i])
                        << QString::fromStdString(instructions) << shape << batches[i];
                }
            }
        }
    }
    void everyActivationAgreesWithTheReference()
    {
        QFETCH(QString, instructions);
        QFETCH(NetworkShape, shape);
        QFETCH(int, batch);
        kernels::useInstructionSet(instructions.toStdString());
        const Task task = taskOf(shape.inputs, shape.outputs);
        const StepParameters parameters = parametersOf(NoiseKind::MinibatchLangevin, Batching::Shuffled, batch);
        const double in64 = disagreement<double>(task, shape, parameters, 1000, 3);
        QVERIFY2(in64 <= 1e-12, qPrintable(QString::number(in64)));
        const double in32 = disagreement<float>(task, shape, parameters, 1000, 13);
        QVERIFY2(in32 <= 1e-4, qPrintable(QString::number(in32)));
    }

    void theNearestLinearMapIsThatOfTheReference()
    {
        for (const Activation activation : {Activation::Tanh, Activation::Sigmoid, Activation::Relu}) {
            const Task task = taskOf(5, 3, 97);
            NetworkShape shape{5, 3, 7, 3};
            shape.activation = activation;
            const KernelTask<double> kernelTask(task, activation);
            for (const std::string& instructions : kernels::instructionSets()) {
                kernels::useInstructionSet(instructions);
                ReplicaBlock<double> block(kernelTask, shape);
                for (int lane = 0; lane < 8; ++lane)
                    block.setWeights(lane, startOf(shape, static_cast<std::uint64_t>(lane)).weights());
                block.observe();
                for (int lane = 0; lane < 8; ++lane) {
                    const auto expected =
                        orderParameters(startOf(shape, static_cast<std::uint64_t>(lane)), task).singularValues;
                    for (int i = 0; i < 3; ++i)
                        QVERIFY(std::abs(block.singularValue(lane, i) - expected[static_cast<std::size_t>(i)]) <=
                                1e-13);
                    QVERIFY(block.isWithinLimit(lane));
                }
            }
        }
    }

    void everyKindOfNoiseAgreesWithTheReference_data()
    {
        QTest::addColumn<NoiseKind>("noise");
        QTest::addColumn<Batching>("batching");
        QTest::addColumn<int>("batch");
        QTest::newRow("gradient descent") << NoiseKind::None << Batching::Full << 96;
        QTest::newRow("Langevin") << NoiseKind::Langevin << Batching::Full << 12;
        for (const int batch : {1, 5, 12, 33, 48, 95, 96, 500}) {
            QTest::addRow("shuffled, B = %d", batch) << NoiseKind::Minibatch << Batching::Shuffled << batch;
            QTest::addRow("replacement, B = %d", batch) << NoiseKind::Minibatch << Batching::Replacement << batch;
        }
        QTest::newRow("both") << NoiseKind::MinibatchLangevin << Batching::Replacement << 12;
        for (const int batch : {1, 2, 12, 18, 96})
            QTest::addRow("fresh data, B = %d", batch) << NoiseKind::MinibatchLangevin << Batching::Fresh << batch;
    }
    void everyKindOfNoiseAgreesWithTheReference()
    {
        QFETCH(NoiseKind, noise);
        QFETCH(Batching, batching);
        QFETCH(int, batch);
        const double found =
            disagreement<double>(taskOf(2, 2), {2, 2, 10, 3}, parametersOf(noise, batching, batch), 500, 5);
        QVERIFY2(found <= 1e-12, qPrintable(QString::number(found)));
    }

    void wideAndNarrowRegistersGiveTheSameBits()
    {
        const Task task = taskOf(2, 2);
        const KernelTask<double> kernelTask(task, Activation::Linear);
        const NetworkShape shape{2, 2, 10, 3};
        std::vector<Eigen::VectorXd> ends;
        for (const std::string& instructions : kernels::instructionSets()) {
            if (instructions != "AVX3" && instructions != "AVX2")
                continue;
            kernels::useInstructionSet(instructions);
            ReplicaBlock<double> block(kernelTask, shape);
            for (int lane = 0; lane < 8; ++lane) {
                block.setReplica(lane, 1, static_cast<std::uint32_t>(lane));
                block.setWeights(lane, startOf(shape).weights());
            }
            for (std::uint64_t epoch = 0; epoch < 50; ++epoch)
                block.advanceEpoch(epoch, parametersOf(NoiseKind::MinibatchLangevin, Batching::Shuffled));
            ends.push_back(block.weights(6));
        }
        for (const Eigen::VectorXd& end : ends)
            QCOMPARE(end, ends.front());
    }

    void aLaneDoesNotKnowItsNeighbours()
    {
        const Task task = taskOf(2, 2);
        const KernelTask<double> kernelTask(task, Activation::Linear);
        const NetworkShape shape{2, 2, 10, 3};
        const StepParameters parameters = parametersOf(NoiseKind::MinibatchLangevin, Batching::Shuffled);
        ReplicaBlock<double> first(kernelTask, shape), second(kernelTask, shape);
        for (int lane = 0; lane < 8; ++lane) {
            first.setReplica(lane, 1, static_cast<std::uint32_t>(lane));
            first.setWeights(lane, startOf(shape).weights());
            second.setReplica(lane, 9, static_cast<std::uint32_t>(100 + lane));
            second.setWeights(lane, startOf(shape, 3).weights());
        }
        second.copyFrom(first, 5, 2);
        for (std::uint64_t epoch = 0; epoch < 10; ++epoch) {
            first.advanceEpoch(epoch, parameters);
            second.advanceEpoch(epoch, parameters);
        }
        QCOMPARE(second.weights(2), first.weights(5));
        QVERIFY(second.weights(3) != first.weights(5));
    }

    void observesWhatTheReferenceObserves_data()
    {
        QTest::addColumn<NetworkShape>("shape");
        for (int p = 1; p <= 8; ++p)
            QTest::addRow("p = %d", p) << NetworkShape{p, p, 10, 3};
        QTest::newRow("tall") << NetworkShape{2, 7, 10, 3};
        QTest::newRow("wide") << NetworkShape{7, 2, 10, 3};
        QTest::newRow("rank 1") << NetworkShape{4, 4, 1, 3};
    }
    void observesWhatTheReferenceObserves()
    {
        QFETCH(NetworkShape, shape);
        const Task task = taskOf(shape.inputs, shape.outputs);
        const KernelTask<double> kernelTask(task, Activation::Linear);
        for (const std::string& instructions : kernels::instructionSets()) {
            kernels::useInstructionSet(instructions);
            ReplicaBlock<double> block(kernelTask, shape);
            for (int lane = 0; lane < 8; ++lane)
                block.setWeights(lane, startOf(shape, static_cast<std::uint64_t>(lane)).weights());
            block.observe();
            for (int lane = 0; lane < 8; ++lane) {
                const auto expected =
                    Eigen::JacobiSVD<Eigen::MatrixXd>(startOf(shape, static_cast<std::uint64_t>(lane)).endToEnd())
                        .singularValues();
                for (Eigen::Index i = 0; i < expected.size(); ++i) {
                    const double found = block.singularValue(lane, static_cast<int>(i));
                    QVERIFY2(std::abs(found - expected[i]) <= 1e-14 * expected[0],
                             qPrintable(QString("%1 %2: %3, not %4").arg(lane).arg(i).arg(found).arg(expected[i])));
                }
                QVERIFY(block.isWithinLimit(lane));
            }
        }
    }

    void brokenWeightsAreSeen()
    {
        const Task task = taskOf(2, 2);
        const KernelTask<double> kernelTask(task, Activation::Linear);
        const NetworkShape shape{2, 2, 10, 3};
        ReplicaBlock<double> block(kernelTask, shape);
        Eigen::VectorXd weights = startOf(shape).weights();
        for (int lane = 0; lane < 8; ++lane)
            block.setWeights(lane, weights);
        for (const auto& [lane, value] : {std::pair{1, NAN}, {2, INFINITY}, {3, -2e3F}}) {
            Eigen::VectorXd broken = weights;
            broken[77] = value;
            block.setWeights(lane, broken);
        }
        for (const std::string& instructions : kernels::instructionSets()) {
            kernels::useInstructionSet(instructions);
            block.observe();
            for (int lane = 0; lane < 8; ++lane)
                QCOMPARE(block.isWithinLimit(lane), lane == 0 || lane > 3);
        }
    }

    void theFastEngineTellsTheStepThatBroke()
    {
        const Task task = taskOf(2, 2);
        const NetworkShape shape{2, 2, 10, 3};
        StepParameters parameters = parametersOf(NoiseKind::Minibatch, Batching::Shuffled);
        parameters.learningRate = 20.0;
        Network fast = startOf(shape), slow = startOf(shape);
        fast.weights() *= 4.0;
        slow.weights() *= 4.0;
        const EpochResult expected = makeDynamics(Engine::Reference, task, shape, 1)->advanceEpoch(slow, 0, parameters);
        const EpochResult found = makeDynamics(Engine::Fast, task, shape, 1)->advanceEpoch(fast, 0, parameters);
        QCOMPARE(expected.outcome, StepOutcome::Diverged);
        QCOMPARE(found.outcome, StepOutcome::Diverged);
        QCOMPARE(found.steps, expected.steps);
    }
};

HYSTERON_TEST(TestEngines)
#include "test_engines.moc"
