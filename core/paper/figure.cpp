#include "core/paper/figure.h"

#include "core/base/csv_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

namespace hysteron::paper {

namespace {

using Json = nlohmann::ordered_json;

Json rangeJson(const std::optional<std::pair<double, double>>& range)
{
    return range ? Json{range->first, range->second} : Json(nullptr);
}
std::optional<std::pair<double, double>> rangeOf(const Json& json)
{
    if (json.is_null())
        return std::nullopt;
    return std::pair{json.at(0).get<double>(), json.at(1).get<double>()};
}

Json seriesJson(const Series& s)
{
    return {{"label", s.label},
            {"role", static_cast<int>(s.role)},
            {"mark", static_cast<int>(s.mark)},
            {"x", s.x},
            {"y", s.y},
            {"low", s.low},
            {"high", s.high},
            {"faint", s.faint}};
}
Series seriesOf(const Json& json)
{
    Series s;
    s.label = json.at("label");
    s.role = static_cast<Role>(json.at("role").get<int>());
    s.mark = static_cast<Mark>(json.at("mark").get<int>());
    s.x = json.at("x").get<std::vector<double>>();
    s.y = json.at("y").get<std::vector<double>>();
    s.low = json.at("low").get<std::vector<double>>();
    s.high = json.at("high").get<std::vector<double>>();
    s.faint = json.at("faint");
    return s;
}

Json panelJson(const Panel& p)
{
    Json series = Json::array(), levels = Json::array();
    for (const Series& s : p.series)
        series.push_back(seriesJson(s));
    for (const Level& level : p.levels)
        levels.push_back({{"label", level.label},
                          {"at", level.at},
                          {"vertical", level.vertical},
                          {"role", static_cast<int>(level.role)}});
    return {{"title", p.title},
            {"x_label", p.xLabel},
            {"y_label", p.yLabel},
            {"log_x", p.logX},
            {"log_y", p.logY},
            {"x_range", rangeJson(p.xRange)},
            {"y_range", rangeJson(p.yRange)},
            {"series", series},
            {"levels", levels}};
}
Panel panelOf(const Json& json)
{
    Panel p;
    p.title = json.at("title");
    p.xLabel = json.at("x_label");
    p.yLabel = json.at("y_label");
    p.logX = json.at("log_x");
    p.logY = json.at("log_y");
    p.xRange = rangeOf(json.at("x_range"));
    p.yRange = rangeOf(json.at("y_range"));
    for (const Json& s : json.at("series"))
        p.series.push_back(seriesOf(s));
    for (const Json& level : json.at("levels"))
        p.levels.push_back(
            {level.at("label"), level.at("at"), level.at("vertical"), static_cast<Role>(level.at("role").get<int>())});
    return p;
}

} // namespace

std::string figureCsv(const Figure& figure)
{
    CsvText csv;
    csv.cell("panel").cell("series").cell("x").cell("y").cell("low").cell("high").endRow();
    const auto at = [](const std::vector<double>& values, std::size_t i) {
        return i < values.size() ? std::optional(values[i]) : std::nullopt;
    };
    for (std::size_t panel = 0; panel < figure.panels.size(); ++panel) {
        for (const Series& s : figure.panels[panel].series) {
            for (std::size_t i = 0; i < s.x.size(); ++i) {
                csv.cell(panel + 1).quoted(s.label);
                csv.cell(s.x[i]).cell(at(s.y, i)).cell(at(s.low, i)).cell(at(s.high, i)).endRow();
            }
        }
    }
    return std::move(csv).text();
}

std::string figureToJson(const Figure& figure)
{
    Json panels = Json::array();
    for (const Panel& panel : figure.panels)
        panels.push_back(panelJson(panel));
    return Json{{"id", figure.id},  {"title", figure.title},   {"caption", figure.caption}, {"columns", figure.columns},
                {"panels", panels}, {"tables", figure.tables}, {"preset", figure.preset},   {"command", figure.command}}
        .dump(1);
}

Figure figureFromJson(const std::string& text)
{
    try {
        const Json json = Json::parse(text);
        Figure figure{json.at("id"),
                      json.at("title"),
                      json.at("caption"),
                      json.at("columns"),
                      {},
                      json.at("tables").get<std::vector<std::string>>(),
                      json.at("preset"),
                      json.at("command")};
        for (const Json& panel : json.at("panels"))
            figure.panels.push_back(panelOf(panel));
        return figure;
    } catch (const Json::exception& problem) {
        throw std::runtime_error(std::string("not a figure: ") + problem.what());
    }
}

} // namespace hysteron::paper
