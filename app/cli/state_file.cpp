#include "app/cli/state_file.h"

#include "core/base/files.h"
#include "core/dynamics/dynamics.h"

#include <nlohmann/json.hpp>

namespace hysteron::cli {

using Json = nlohmann::ordered_json;

std::string stateText(const Network& network)
{
    Json layers = Json::array();
    for (int l = 0; l < network.shape().depth; ++l) {
        Json rows = Json::array();
        for (Eigen::Index i = 0; i < network.layer(l).rows(); ++i) {
            Json row = Json::array();
            for (const double value : network.layer(l).row(i))
                row.push_back(value);
            rows.push_back(row);
        }
        layers.push_back(rows);
    }
    return Json{{"layers", layers}}.dump();
}

Result<std::vector<double>> readStateWeights(const std::string& path, const Specification& specification,
                                             const std::string& field)
{
    const Result<std::string> text = readFile(path, field);
    if (!text)
        return text.errors();
    const Json json = Json::parse(*text, nullptr, false);
    NetworkShape shape{.inputs = specification.task.inputs,
                       .outputs = specification.task.outputs,
                       .width = specification.network.width,
                       .depth = specification.network.depth};
    try {
        const Json& layers = json.at("layers");
        if (specification.task.csv) { // whose table says how many there are
            shape.inputs = static_cast<int>(layers.at(0).at(0).size());
            shape.outputs = static_cast<int>(layers.at(layers.size() - 1).size());
        }
        Network network(shape);
        bool fits = layers.size() == static_cast<std::size_t>(shape.depth);
        for (int l = 0; fits && l < shape.depth; ++l) {
            const Json& rows = layers.at(static_cast<std::size_t>(l));
            fits = rows.size() == static_cast<std::size_t>(shape.rows(l));
            for (int i = 0; fits && i < shape.rows(l); ++i) {
                const auto row = rows.at(static_cast<std::size_t>(i)).get<std::vector<double>>();
                fits = row.size() == static_cast<std::size_t>(shape.cols(l));
                for (int j = 0; fits && j < shape.cols(l); ++j)
                    network.layer(l)(i, j) = row[static_cast<std::size_t>(j)];
            }
        }
        if (fits && isWithinLimit(network.weights()))
            return std::vector<double>(network.weights().begin(), network.weights().end());
    } catch (const Json::exception&) { // said below
    }
    return Error{field, path,
                 Text("must be a state.json of run --out with %1 layers, %2 inputs, width %3 and %4 outputs, as in the "
                      "experiment",
                      shape.depth, shape.inputs, shape.width, shape.outputs)};
}

} // namespace hysteron::cli
