// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/kind_json.h"

#include "core/io/changes_json.h"
#include "core/io/specification_json.h"

#include <span>

namespace hysteron::study {

void write(Json& json, const Experiment& experiment)
{
    json["specification"] = toJson(experiment.specification);
    json["changes"] = toJson(experiment.changes);
    json["weights"] = experiment.weights.empty() ? Json(nullptr) : Json(experiment.weights);
    json["engine"] = experiment.engine == Engine::Fast ? "fast" : "reference";
}

void read(Reader& reader, Experiment& experiment)
{
    const Json* specification = reader.find("specification");
    if (Result<Specification> read = specificationFromJson(specification ? *specification : Json())) {
        experiment.specification = std::move(read).value();
        if (const Json* changes = reader.find("changes")) {
            if (auto log = changesFromJson(*changes, experiment.specification))
                experiment.changes = std::move(log).value();
            else
                reader.add(log.errors());
        }
    } else {
        reader.add(read.errors());
    }
    reader.read("weights", experiment.weights);
    reader.readWord("engine", experiment.engine, {"fast", "reference"});
}

void write(Json& json, sampling::Precision precision)
{
    json["precision"] = precision == sampling::Precision::F64 ? "f64" : "f32";
}

void read(Reader& reader, sampling::Precision& precision)
{
    reader.readWord("precision", precision, {"f64", "f32"});
}

Eigen::VectorXd weightsOf(const Experiment& experiment)
{
    const std::vector<double>& weights = experiment.weights;
    return Eigen::Map<const Eigen::VectorXd>(weights.data(), static_cast<Eigen::Index>(weights.size()));
}

Json weightsJson(const std::vector<Eigen::VectorXd>& weights)
{
    Json list = Json::array();
    for (const Eigen::VectorXd& one : weights)
        list.push_back(std::span<const double>(one.data(), static_cast<std::size_t>(one.size())));
    return list;
}

std::vector<Eigen::VectorXd> weightsOf(const Json& json)
{
    std::vector<Eigen::VectorXd> list;
    for (const Json& one : json) {
        const auto numbers = one.get<std::vector<double>>();
        list.push_back(Eigen::Map<const Eigen::VectorXd>(numbers.data(), static_cast<Eigen::Index>(numbers.size())));
    }
    return list;
}

Errors readCheckpoint(const std::string& text, const Json& question, const std::function<Errors(const Json&)>& take)
{
    const std::string kind = question.at("kind").get<std::string>();
    const Error wrong{"checkpoint", kind, "must be what a study of this kind has written"};
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("question"))
        return {wrong};
    if (json["question"] != question)
        return {{"checkpoint", kind, "belongs to another question: experiment, number of replicas or walkers"}};
    try {
        return take(json);
    } catch (const Json::exception&) {
        return {wrong};
    }
}

} // namespace hysteron::study
