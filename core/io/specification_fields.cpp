#include "core/io/specification_fields.h"

#include "core/io/field_types.h"

namespace hysteron {

namespace {

/// `access` returns the field of a specification by reference, const or not.
template<class Access>
SpecificationField field(const char* section, const char* name, const char* meaning, Access access,
                         const FieldJson& limits = FieldJson::object())
{
    using T = std::remove_cvref_t<decltype(access(std::declval<Specification&>()))>;
    SpecificationField result;
    result.section = section;
    result.name = name;
    result.meaning = meaning;
    result.schema = FieldType<T>::schema();
    result.schema.update(limits);
    result.get = [access](const Specification& s) { return FieldType<T>::write(access(s)); };
    result.set = [access](Specification& s, const FieldJson& json) { return FieldType<T>::read(json, access(s)); };
    return result;
}

FieldJson range(double low, double high)
{
    return {{"minimum", low}, {"maximum", high}};
}

FieldJson above(double low, double high)
{
    return {{"exclusiveMinimum", low}, {"maximum", high}};
}

} // namespace

const std::vector<SpecificationField>& specificationFields()
{
    // NOLINTBEGIN: a table, one key a line
    static const std::vector<SpecificationField> fields = {
        field(
            "task", "eta",
            "Singular values of Sigma_yx, descending, each above 0 and below 1; at most min(inputs, outputs). "
            "Dimensionless.",
            [](auto& s) -> auto& { return s.task.eta; }),
        field(
            "task", "inputs", "p_in: number of inputs.", [](auto& s) -> auto& { return s.task.inputs; }, range(1, 64)),
        field(
            "task", "outputs", "p_out: number of outputs.", [](auto& s) -> auto& { return s.task.outputs; },
            range(1, 64)),
        field(
            "task", "samples", "N: training samples, or size of the pool when subsample is set.",
            [](auto& s) -> auto& { return s.task.samples; }, range(2, 1e6)),
        field(
            "task", "test_samples", "Samples of the fixed independent test set.",
            [](auto& s) -> auto& { return s.task.testSamples; }, range(2, 1e6)),
        field(
            "task", "subsample", "Train on this many samples drawn from the pool; null: on all.",
            [](auto& s) -> auto& { return s.task.subsample; }),
        field(
            "task", "sampling",
            "raw: independent draws; moment_matched: sample covariance exactly Sigma; population: no samples, Sigma "
            "itself.",
            [](auto& s) -> auto& { return s.task.sampling; }),
        field(
            "task", "csv", "Path of a file with your own data; null: the Gaussian task.",
            [](auto& s) -> auto& { return s.task.csv; }),
        field(
            "task", "csv_inputs", "Names of the input columns; empty: all that are not outputs.",
            [](auto& s) -> auto& { return s.task.csvInputs; }),
        field(
            "task", "csv_outputs", "Names of the output columns; empty: the last task.outputs columns.",
            [](auto& s) -> auto& { return s.task.csvOutputs; }),
        field(
            "task", "csv_test_fraction", "Share of the rows held out as test set.",
            [](auto& s) -> auto& { return s.task.csvTestFraction; }, range(0.0, 0.9)),
        field(
            "task", "whiten", "Whiten inputs and scale outputs of your own data to unit variance.",
            [](auto& s) -> auto& { return s.task.whiten; }),
        field(
            "task", "seed", "Seed of the data.", [](auto& s) -> auto& { return s.task.seed; }),
        field(
            "network", "depth", "L: number of weight matrices.", [](auto& s) -> auto& { return s.network.depth; },
            range(2, 12)),
        field(
            "network", "width", "w: hidden units of each hidden layer.",
            [](auto& s) -> auto& { return s.network.width; }, range(1, 64)),
        field(
            "network", "activation",
            "Activation of the hidden layers. Thresholds are those of the linear network in any case.",
            [](auto& s) -> auto& { return s.network.activation; }),
        field(
            "training", "beta", "Weight decay in (beta/2) sum |W_l|^2. Dimensionless.",
            [](auto& s) -> auto& { return s.training.beta; }, range(0.0, 10.0)),
        field(
            "training", "learning_rate", "eta_lr: gradient-flow time per step.",
            [](auto& s) -> auto& { return s.training.learningRate; }, above(0.0, 10.0)),
        field(
            "training", "batch", "B: samples per step; an epoch is floor(N/B) steps.",
            [](auto& s) -> auto& { return s.training.batch; }, range(1, 1e6)),
        field(
            "training", "batching",
            "shuffled: random partition each epoch; replacement: independent draws; full: the whole set; fresh: new "
            "data at every step (linear networks).",
            [](auto& s) -> auto& { return s.training.batching; }),
        field(
            "training", "epochs", "Length of the run, epochs.", [](auto& s) -> auto& { return s.training.epochs; },
            range(1, 1e9)),
        field(
            "noise", "kind",
            "minibatch: SGD; langevin: whole set and thermal noise; minibatch_langevin: both; none: gradient descent.",
            [](auto& s) -> auto& { return s.noise.kind; }),
        field(
            "noise", "temperature", "T, dimensionless; null: from noise.reading.",
            [](auto& s) -> auto& { return s.noise.temperature; }),
        field(
            "noise", "c", "C of T = learning_rate/(batch C). Dimensionless.",
            [](auto& s) -> auto& { return s.noise.c; }, above(0.0, 1e6)),
        field(
            "noise", "reading",
            "How T is found: constant: from C; trace_per_weight: learning_rate tr/(2 batch D); trace: learning_rate "
            "tr/(2 batch), tr the trace of the per-sample gradient covariance when the run starts.",
            [](auto& s) -> auto& { return s.noise.reading; }),
        field(
            "protocol", "kind",
            "random: random weights; rank_trap: annealed into rank `rank` before epoch 0; schedule: the legs of "
            "`anneal` are the run.",
            [](auto& s) -> auto& { return s.protocol.kind; }),
        field("protocol", "rank", "Rank of the trap.", [](auto& s) -> auto& { return s.protocol.rank; },
              {{"minimum", 0}}),
        field(
            "protocol", "anneal", "Legs {beta, epochs}, one after another; empty with rank_trap: derived from theory.",
            [](auto& s) -> auto& { return s.protocol.anneal; }),
        field(
            "protocol", "init_std", "Standard deviation of the first weights; null: 1/sqrt(width).",
            [](auto& s) -> auto& { return s.protocol.initStd; }),
        field(
            "escape", "observable", "What tells an escape: the next singular value, or the test error.",
            [](auto& s) -> auto& { return s.escape.observable; }),
        field(
            "escape", "threshold",
            "Threshold of the observable; null: (lambda_sad + lambda_**)/2 of the next mode, or the middle of the two "
            "plateaus of the test error.",
            [](auto& s) -> auto& { return s.escape.threshold; }),
        field(
            "", "seed", "Seed of weights, batches and thermal noise.", [](auto& s) -> auto& { return s.seed; }),
    };
    // NOLINTEND
    return fields;
}

} // namespace hysteron
