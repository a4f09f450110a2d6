// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/fields.h"

#include "core/base/number_format.h"
#include "core/data/limits.h"
#include "core/experiment/enum_words.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace hysteron {

namespace {

constexpr FieldRange kBeta{0.0, 10.0};
constexpr FieldRange kDwell{1.0, 1e8};

/// How a C++ type stands in a FieldValue.
template<class T> struct ValueOf;
template<> struct ValueOf<double> {
    static constexpr FieldKind kind = FieldKind::Real;
    static FieldValue get(double value) { return value; }
    static bool set(double& field, const FieldValue& value) { return field = std::get<double>(value), true; }
};
template<> struct ValueOf<bool> {
    static constexpr FieldKind kind = FieldKind::Switch;
    static FieldValue get(bool value) { return value; }
    static bool set(bool& field, const FieldValue& value) { return field = std::get<bool>(value), true; }
};
template<> struct ValueOf<std::uint64_t> {
    static constexpr FieldKind kind = FieldKind::Seed;
    static FieldValue get(std::uint64_t value) { return value; }
    static bool set(std::uint64_t& field, const FieldValue& value)
    {
        return field = std::get<std::uint64_t>(value), true;
    }
};
template<class T>
requires(std::is_same_v<T, int> || std::is_same_v<T, std::int64_t>) struct ValueOf<T> {
    static constexpr FieldKind kind = FieldKind::Whole;
    static FieldValue get(T value) { return std::int64_t{value}; }
    static bool set(T& field, const FieldValue& value)
    {
        const std::int64_t number = std::get<std::int64_t>(value);
        if (number < std::numeric_limits<T>::min() || number > std::numeric_limits<T>::max())
            return false;
        field = static_cast<T>(number);
        return true;
    }
};
template<class T, FieldKind Kind> struct Whole {
    static constexpr FieldKind kind = Kind;
    static FieldValue get(const T& value) { return value; }
    static bool set(T& field, const FieldValue& value) { return field = std::get<T>(value), true; }
};
template<> struct ValueOf<std::string> : Whole<std::string, FieldKind::Text> {
};
template<> struct ValueOf<std::vector<double>> : Whole<std::vector<double>, FieldKind::Reals> {
};
template<> struct ValueOf<std::vector<std::string>> : Whole<std::vector<std::string>, FieldKind::Texts> {
};
template<> struct ValueOf<std::vector<ScheduleLeg>> : Whole<std::vector<ScheduleLeg>, FieldKind::Legs> {
};
template<class E>
requires std::is_enum_v<E>
struct ValueOf<E> {
    static constexpr FieldKind kind = FieldKind::Choice;
    static FieldValue get(E value) { return wordOf(value); }
    static bool set(E& field, const FieldValue& value)
    {
        const std::vector<std::string> words = wordsOf<E>();
        const auto found = std::ranges::find(words, std::get<std::string>(value));
        if (found == words.end())
            return false;
        field = static_cast<E>(found - words.begin());
        return true;
    }
};
template<class T> struct ValueOf<std::optional<T>> {
    static constexpr FieldKind kind = ValueOf<T>::kind;
    static FieldValue get(const std::optional<T>& value) { return value ? ValueOf<T>::get(*value) : FieldValue(); }
    static bool set(std::optional<T>& field, const FieldValue& value)
    {
        if (std::holds_alternative<std::monostate>(value)) {
            field.reset();
            return true;
        }
        T read{};
        if (!ValueOf<T>::set(read, value))
            return false;
        field = std::move(read);
        return true;
    }
};

template<class T> struct IsOptional : std::false_type {
};
template<class T> struct IsOptional<std::optional<T>> : std::true_type {
};

/// What most fields do without.
struct Extra {
    const char* symbol = "";
    std::optional<FieldRange> range = {};
    FieldUnit unit = FieldUnit::None;
    bool live = false;
};

/// `access` returns the member of a specification by reference, const or not.
template<class Access>
Field field(const char* section, const char* name, Access access, Text meaning, const Extra& extra = {})
{
    using T = std::remove_cvref_t<decltype(access(std::declval<Specification&>()))>;
    Field result;
    result.section = section;
    result.name = name;
    result.kind = ValueOf<T>::kind;
    result.symbol = extra.symbol;
    result.unit = extra.unit;
    result.range = extra.range;
    if constexpr (std::is_enum_v<T>)
        result.words = wordsOf<T>();
    result.optional = IsOptional<T>::value;
    result.live = extra.live;
    result.meaning = std::move(meaning);
    result.get = [access](const Specification& s) { return ValueOf<T>::get(access(s)); };
    result.set = [access](Specification& s, const FieldValue& value) { return ValueOf<T>::set(access(s), value); };
    return result;
}

FieldRange from(double low, double high)
{
    return {low, high};
}
FieldRange above(double low, double high)
{
    return {low, high, true};
}
FieldRange between(double low, double high)
{
    return {low, high, true, true};
}

std::string textOf(double value, bool whole)
{
    return whole ? std::to_string(static_cast<std::int64_t>(value)) : shortestExact(value);
}

/// The numbers of a field, each with the name that an error gives it.
struct Number {
    std::string key;
    double value;
    FieldRange range;
    bool whole;
};

std::vector<Number> numbersOf(const Field& field, const Specification& specification)
{
    const FieldValue value = field.get(specification);
    std::vector<Number> numbers;
    if (const auto* legs = std::get_if<std::vector<ScheduleLeg>>(&value)) {
        for (std::size_t i = 0; i < legs->size(); ++i) {
            const std::string leg = field.key() + "[" + std::to_string(i) + "].";
            numbers.push_back({leg + "beta", (*legs)[i].beta, legBetaRange(), false});
            numbers.push_back({leg + "epochs", static_cast<double>((*legs)[i].epochs), legEpochsRange(), true});
        }
    } else if (field.range) {
        if (const auto* number = std::get_if<double>(&value))
            numbers.push_back({field.key(), *number, *field.range, false});
        else if (const auto* count = std::get_if<std::int64_t>(&value))
            numbers.push_back({field.key(), static_cast<double>(*count), *field.range, true});
        else if (const auto* list = std::get_if<std::vector<double>>(&value))
            for (const double item : *list)
                numbers.push_back({field.key(), item, *field.range, false});
    }
    return numbers;
}

} // namespace

const std::vector<Field>& fields()
{
    // NOLINTBEGIN: a table, one field an entry
    // clang-format off
    static const std::vector<Field> all = {
        field("task", "eta", [](auto& s) -> auto& { return s.task.eta; },
              "Singular values of Sigma_yx, descending, each above 0 and below 1; at most min(inputs, outputs). Dimensionless.",
              // At 1 the output would be a noiseless function of the input and Sigma singular.
              {.symbol = "η", .range = between(0.0, 1.0)}),
        field("task", "inputs", [](auto& s) -> auto& { return s.task.inputs; },
              "p_in: number of inputs.", {.range = from(1, kMostDimensions)}),
        field("task", "outputs", [](auto& s) -> auto& { return s.task.outputs; },
              "p_out: number of outputs.", {.range = from(1, kMostDimensions)}),
        field("task", "samples", [](auto& s) -> auto& { return s.task.samples; },
              "N: training samples, or size of the pool when subsample is set.",
              {.range = from(2, kMostSamples), .unit = FieldUnit::Samples}),
        field("task", "test_samples", [](auto& s) -> auto& { return s.task.testSamples; },
              "Samples of the fixed independent test set.",
              {.range = from(2, kMostSamples), .unit = FieldUnit::Samples}),
        field("task", "subsample", [](auto& s) -> auto& { return s.task.subsample; },
              "Train on this many samples drawn from the pool; null: on all.",
              {.range = from(1, kMostSamples), .unit = FieldUnit::Samples}),
        field("task", "sampling", [](auto& s) -> auto& { return s.task.sampling; },
              "raw: independent draws; moment_matched: sample covariance exactly Sigma; population: no samples, Sigma itself."),
        field("task", "csv", [](auto& s) -> auto& { return s.task.csv; },
              "Path of a file with your own data; null: the Gaussian task."),
        field("task", "csv_inputs", [](auto& s) -> auto& { return s.task.csvInputs; },
              "Names of the input columns; empty: all that are not outputs."),
        field("task", "csv_outputs", [](auto& s) -> auto& { return s.task.csvOutputs; },
              "Names of the output columns; empty: the last task.outputs columns."),
        field("task", "csv_test_fraction", [](auto& s) -> auto& { return s.task.csvTestFraction; },
              "Share of the rows held out as test set.", {.range = from(0.0, 0.9)}),
        field("task", "whiten", [](auto& s) -> auto& { return s.task.whiten; },
              "Whiten inputs and scale outputs of your own data to unit variance."),
        field("task", "seed", [](auto& s) -> auto& { return s.task.seed; }, "Seed of the data."),
        field("network", "depth", [](auto& s) -> auto& { return s.network.depth; },
              "L: number of weight matrices.", {.symbol = "L", .range = from(2, 12), .unit = FieldUnit::Layers}),
        field("network", "width", [](auto& s) -> auto& { return s.network.width; },
              "w: hidden units of each hidden layer.", {.symbol = "w", .range = from(1, 64), .unit = FieldUnit::Units}),
        field("network", "activation", [](auto& s) -> auto& { return s.network.activation; },
              "Activation of the hidden layers. Thresholds are those of the linear network in any case."),
        field("training", "beta", [](auto& s) -> auto& { return s.training.beta; },
              "Weight decay in (beta/2) sum |W_l|^2. Dimensionless.", {.symbol = "β", .range = kBeta, .live = true}),
        field("training", "learning_rate", [](auto& s) -> auto& { return s.training.learningRate; },
              "eta_lr: gradient-flow time per step.",
              {.symbol = "η_{lr}", .range = above(0.0, 10.0), .unit = FieldUnit::TimePerStep, .live = true}),
        field("training", "batch", [](auto& s) -> auto& { return s.training.batch; },
              "B: samples per step; an epoch is floor(N/B) steps.",
              {.symbol = "B", .range = from(1, kMostSamples), .unit = FieldUnit::Samples, .live = true}),
        field("training", "batching", [](auto& s) -> auto& { return s.training.batching; },
              "shuffled: random partition each epoch; replacement: independent draws; full: the whole set; fresh: new data at every step (linear networks).",
              {.live = true}),
        field("training", "epochs", [](auto& s) -> auto& { return s.training.epochs; },
              "Length of the run, epochs.", {.range = from(1, 1e9), .unit = FieldUnit::Epochs}),
        field("noise", "kind", [](auto& s) -> auto& { return s.noise.kind; },
              "minibatch: SGD; langevin: whole set and thermal noise; minibatch_langevin: both; none: gradient descent.",
              {.live = true}),
        field("noise", "temperature", [](auto& s) -> auto& { return s.noise.temperature; },
              "T, dimensionless; null: from noise.reading.", {.symbol = "T", .range = from(0.0, 10.0), .live = true}),
        field("noise", "c", [](auto& s) -> auto& { return s.noise.c; },
              "C of T = learning_rate/(batch C). Dimensionless.", {.symbol = "C", .range = above(0.0, 1e6), .live = true}),
        field("noise", "reading", [](auto& s) -> auto& { return s.noise.reading; },
              "How T is found: constant: from C; trace_per_weight: learning_rate tr/(2 batch D); trace: learning_rate tr/(2 batch), tr the trace of the per-sample gradient covariance when the run starts.",
              {.live = true}),
        field("protocol", "kind", [](auto& s) -> auto& { return s.protocol.kind; },
              "random: random weights; rank_trap: annealed into rank `rank` before epoch 0; schedule: the legs of `anneal` are the run."),
        field("protocol", "rank", [](auto& s) -> auto& { return s.protocol.rank; },
              "Rank of the trap.", {.range = from(0, kMostDimensions)}),
        field("protocol", "anneal", [](auto& s) -> auto& { return s.protocol.anneal; },
              "Legs {beta, epochs}, one after another; empty with rank_trap: derived from theory."),
        field("protocol", "init_std", [](auto& s) -> auto& { return s.protocol.initStd; },
              "Standard deviation of the first weights; null: 1/sqrt(width).", {.range = above(0.0, 10.0)}),
        field("escape", "observable", [](auto& s) -> auto& { return s.escape.observable; },
              "What tells an escape: the next singular value, or the test error."),
        field("escape", "threshold", [](auto& s) -> auto& { return s.escape.threshold; },
              "Threshold of the observable; null: (lambda_sad + lambda_**)/2 of the next mode, or the middle of the two plateaus of the test error.",
              {.range = above(0.0, 1e6)}),
        field("", "seed", [](auto& s) -> auto& { return s.seed; }, "Seed of weights, batches and thermal noise."),
    };
    // clang-format on
    // NOLINTEND
    return all;
}

const Field* findField(std::string_view key)
{
    const auto found = std::ranges::find_if(fields(), [key](const Field& field) { return field.key() == key; });
    return found == fields().end() ? nullptr : &*found;
}

const Field& fieldOf(std::string_view key)
{
    if (const Field* field = findField(key))
        return *field;
    throw std::logic_error("fieldOf: there is no field " + std::string(key));
}

const FieldRange& rangeOf(std::string_view key)
{
    return fieldOf(key).range.value();
}

FieldRange legBetaRange()
{
    return kBeta;
}

FieldRange legEpochsRange()
{
    return kDwell;
}

Text ruleOf(const FieldRange& range, bool whole)
{
    const std::string low = textOf(range.low, whole), high = textOf(range.high, whole);
    if (whole)
        return {"must be a whole number from %1 to %2", low, high};
    if (range.lowOpen && range.highOpen)
        return {"must be a number above %1 and below %2", low, high};
    if (range.lowOpen)
        return {"must be a finite number above %1 and at most %2", low, high};
    return {"must be a finite number from %1 to %2", low, high};
}

Text nameOf(FieldUnit unit)
{
    switch (unit) {
    case FieldUnit::Epochs:
        return "epochs";
    case FieldUnit::Samples:
        return "samples";
    case FieldUnit::TimePerStep:
        return "gradient-flow time per step";
    case FieldUnit::Layers:
        return "layers";
    case FieldUnit::Units:
        return "hidden units";
    case FieldUnit::None:
        break;
    }
    return {};
}

Errors checkRanges(const Specification& specification, bool liveOnly)
{
    Errors errors;
    for (const Field& field : fields()) {
        if (liveOnly && !field.live)
            continue;
        for (const Number& number : numbersOf(field, specification))
            if (!number.range.contains(number.value))
                errors.push_back({number.key, textOf(number.value, number.whole), ruleOf(number.range, number.whole)});
    }
    return errors;
}

} // namespace hysteron
