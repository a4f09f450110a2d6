// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/checkpoint_json.h"

#include "core/experiment/enum_words.h"
#include "core/io/changes_json.h"
#include "core/io/specification_json.h"
#include "core/io/text_json.h"
#include "core/model/network.h"

#include <cmath>
#include <vector>

namespace hysteron {

namespace {

using Json = nlohmann::ordered_json;

Json numbers(const Eigen::VectorXd& values)
{
    return std::vector<double>(values.begin(), values.end());
}

Json pointJson(const RunPoint& point)
{
    return {{"epoch", point.epoch},
            {"steps", point.steps},
            {"time", point.time},
            {"rank", point.rank},
            {"measured_trace", point.measuredTrace},
            {"schedule_ended", point.scheduleEnded},
            {"singular_values", point.order.singularValues},
            {"train_mse", point.order.trainMse},
            {"test_mse", point.order.testMse},
            {"weights", numbers(point.weights)}};
}

/// A bucket of one sample is [epoch, value], any other [first, last, low, high, newest].
Json historyJson(const History& history)
{
    const HistoryContent content = history.content();
    Json buckets = Json::array();
    for (const HistoryBucket& bucket : content.buckets) {
        if (bucket.firstEpoch == bucket.lastEpoch)
            buckets.push_back({bucket.firstEpoch, bucket.last});
        else
            buckets.push_back({bucket.firstEpoch, bucket.lastEpoch, bucket.low, bucket.high, bucket.last});
    }
    return {{"exact", content.exact},   {"capacity", content.capacity}, {"stride", content.stride},
            {"lowest", content.lowest}, {"highest", content.highest},   {"buckets", std::move(buckets)}};
}

Json historiesJson(const std::vector<History>& histories)
{
    Json json = Json::array();
    for (const History& history : histories)
        json.push_back(historyJson(history));
    return json;
}

Json curvesJson(const Snapshot::Curves& curves)
{
    Json siblings = Json::array();
    for (const std::vector<History>& sibling : curves.siblings)
        siblings.push_back(historiesJson(sibling));
    return {{"singular_values", historiesJson(curves.singularValues)},
            {"train_mse", historyJson(curves.trainMse)},
            {"test_mse", historyJson(curves.testMse)},
            {"siblings", std::move(siblings)}};
}

Json trailJson(const std::vector<TrailPoint>& trail)
{
    Json points = Json::array();
    for (const TrailPoint& point : trail)
        points.push_back({{"epoch", point.epoch}, {"beta", point.beta}, {"singular_values", point.singularValues}});
    return points;
}

Json transitionsJson(const std::vector<Transition>& transitions)
{
    Json json = Json::array();
    for (const Transition& transition : transitions)
        json.push_back({transition.epoch, transition.from, transition.to});
    return json;
}

Json divergenceJson(const Divergence& divergence)
{
    return {{"epoch", divergence.epoch},
            {"step", divergence.step},
            {"learning_rate", divergence.learningRate},
            {"cause", toJson(divergence.cause)},
            {"suggested_learning_rate", divergence.suggestedLearningRate},
            {"last_good_epoch", divergence.lastGoodEpoch}};
}

template<class T> Json orNull(const std::optional<T>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

/// Layers as rows of numbers; false when they are not those of this network.
bool readLayers(const Json& layers, Network& network)
{
    const NetworkShape& shape = network.shape();
    if (!layers.is_array() || layers.size() != static_cast<std::size_t>(shape.depth))
        return false;
    for (int l = 0; l < shape.depth; ++l) {
        const Json& rows = layers[static_cast<std::size_t>(l)];
        if (!rows.is_array() || rows.size() != static_cast<std::size_t>(shape.rows(l)))
            return false;
        for (int i = 0; i < shape.rows(l); ++i) {
            const Json& row = rows[static_cast<std::size_t>(i)];
            if (!row.is_array() || row.size() != static_cast<std::size_t>(shape.cols(l)))
                return false;
            for (int j = 0; j < shape.cols(l); ++j) {
                const Json& value = row[static_cast<std::size_t>(j)];
                if (!value.is_number())
                    return false;
                network.layer(l)(i, j) = value.get<double>();
            }
        }
    }
    return true;
}

} // namespace

Json toJson(const Checkpoint& checkpoint)
{
    Json siblings = Json::array();
    for (const Eigen::VectorXd& weights : checkpoint.siblings)
        siblings.push_back(numbers(weights)); // a sibling that broke holds what is no number, and null is written
    Json notes = Json::array();
    for (const Text& note : checkpoint.notes)
        notes.push_back(toJson(note));
    return {{"version", kCheckpointVersion},
            {"specification", toJson(checkpoint.specification)},
            {"at", pointJson(checkpoint.at)},
            {"beta", checkpoint.beta},
            {"start_rank", checkpoint.startRank},
            {"end", orNull(checkpoint.end)},
            {"changes", toJson(checkpoint.changes)},
            {"to_come", toJson(checkpoint.toCome)},
            {"transitions", transitionsJson(checkpoint.transitions)},
            {"escape_epoch", orNull(checkpoint.escapeEpoch)},
            {"divergence", checkpoint.divergence ? divergenceJson(*checkpoint.divergence) : Json(nullptr)},
            {"notes", notes},
            {"siblings", std::move(siblings)},
            {"curves", curvesJson(*checkpoint.curves)},
            {"trail", trailJson(*checkpoint.trail)},
            {"visits", *checkpoint.visits},
            {"last_good", pointJson(*checkpoint.lastGood)},
            {"candidate", checkpoint.candidate ? pointJson(*checkpoint.candidate) : Json(nullptr)}};
}

Result<Eigen::VectorXd> weightsFromJson(const Json& json, const NetworkShape& shape, const std::string& field,
                                        const std::string& name)
{
    Network network(shape);
    bool found = false;
    if (json.is_object() && json.contains("layers")) {
        found = readLayers(json["layers"], network);
    } else if (const Result<Checkpoint> checkpoint = checkpointFromJson(json)) {
        found = checkpoint->at.weights.size() == network.weights().size() &&
                checkpoint->specification.network.depth == shape.depth &&
                checkpoint->specification.network.width == shape.width;
        if (found)
            network.weights() = checkpoint->at.weights;
    }
    if (!found || !isWithinLimit(network.weights()))
        return Error{field, name,
                     Text("must be a state.json of run --out with %1 layers, %2 inputs, width %3 and %4 outputs, as in "
                          "the experiment",
                          shape.depth, shape.inputs, shape.width, shape.outputs)};
    return network.weights();
}

} // namespace hysteron
