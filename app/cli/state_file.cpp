#include "app/cli/state_file.h"

#include "core/base/files.h"

#include <cmath>

namespace hysteron::cli {

using Json = nlohmann::ordered_json;

Json stateJson(const Network& network)
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
    return {{"layers", layers}};
}

Result<Network> readState(const std::string& path, const NetworkShape& shape, const std::string& field)
{
    const Result<std::string> text = readFile(path, field);
    if (!text)
        return text.errors();
    const Json json = Json::parse(*text, nullptr, false);
    const Error wrong{field, path,
                      Text("must be a state.json of run --out with %1 layers, %2 inputs, width %3 and %4 outputs, as "
                           "in the experiment",
                           shape.depth, shape.inputs, shape.width, shape.outputs)};
    if (!json.is_object() || !json.contains("layers") || json["layers"].size() != static_cast<std::size_t>(shape.depth))
        return wrong;
    Network network(shape);
    for (int l = 0; l < shape.depth; ++l) {
        const Json& rows = json["layers"][static_cast<std::size_t>(l)];
        if (!rows.is_array() || rows.size() != static_cast<std::size_t>(shape.rows(l)))
            return wrong;
        for (int i = 0; i < shape.rows(l); ++i) {
            const Json& row = rows[static_cast<std::size_t>(i)];
            if (!row.is_array() || row.size() != static_cast<std::size_t>(shape.cols(l)))
                return wrong;
            for (int j = 0; j < shape.cols(l); ++j) {
                const Json& value = row[static_cast<std::size_t>(j)];
                if (!value.is_number() || !(std::abs(value.get<double>()) <= 1e3))
                    return wrong;
                network.layer(l)(i, j) = value.get<double>();
            }
        }
    }
    return network;
}

} // namespace hysteron::cli
