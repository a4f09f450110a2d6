// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure_file.h"

#include "core/base/csv_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>

namespace hysteron::figure {

namespace {

using Json = nlohmann::ordered_json;

// In the order of the enumerations.
constexpr std::array kRoles{"text",   "muted",  "accent", "mode-1", "mode-2", "mode-3", "mode-4",
                            "mode-5", "mode-6", "mode-7", "mode-8", "train",  "test"};
constexpr std::array kMarks{"line", "thick", "dashed", "dotted", "steps", "points", "rings", "band"};
static_assert(kRoles.size() == static_cast<std::size_t>(Role::Test) + 1);
static_assert(kMarks.size() == static_cast<std::size_t>(Mark::Band) + 1);

Json wordOf(Role role)
{
    return kRoles[static_cast<std::size_t>(role)];
}
Json wordOf(Mark mark)
{
    return kMarks[static_cast<std::size_t>(mark)];
}

/// By its word, or by its number as older versions wrote it.
template<class Enumeration, std::size_t N>
Enumeration enumerationOf(const Json& json, const std::array<const char*, N>& words, const std::string& field)
{
    if (json.is_string()) {
        const auto found = std::ranges::find(words, json.get<std::string>());
        if (found != words.end())
            return static_cast<Enumeration>(std::distance(words.begin(), found));
    } else if (json.is_number_unsigned() && json.get<std::size_t>() < N) {
        return static_cast<Enumeration>(json.get<std::size_t>());
    }
    throw std::runtime_error("not a figure: " + field + " = " + json.dump());
}
Role roleOf(const Json& json)
{
    return enumerationOf<Role>(json.at("role"), kRoles, "role");
}

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
    return {{"label", english(s.label)},
            {"role", wordOf(s.role)},
            {"mark", wordOf(s.mark)},
            {"x", s.x},
            {"y", s.y},
            {"low", s.low},
            {"high", s.high},
            {"faint", s.faint}};
}
Text textOf(const Json& json)
{
    return Text::verbatim(json.get<std::string>());
}
Series seriesOf(const Json& json)
{
    Series s;
    s.label = textOf(json.at("label"));
    s.role = roleOf(json);
    s.mark = enumerationOf<Mark>(json.at("mark"), kMarks, "mark");
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
        levels.push_back({{"label", english(level.label)},
                          {"at", level.at},
                          {"vertical", level.vertical},
                          {"role", wordOf(level.role)}});
    return {{"title", english(p.title)},
            {"x_label", english(p.xLabel)},
            {"y_label", english(p.yLabel)},
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
    p.title = textOf(json.at("title"));
    p.xLabel = textOf(json.at("x_label"));
    p.yLabel = textOf(json.at("y_label"));
    p.logX = json.at("log_x");
    p.logY = json.at("log_y");
    p.xRange = rangeOf(json.at("x_range"));
    p.yRange = rangeOf(json.at("y_range"));
    for (const Json& s : json.at("series"))
        p.series.push_back(seriesOf(s));
    for (const Json& level : json.at("levels"))
        p.levels.push_back({textOf(level.at("label")), level.at("at"), level.at("vertical"), roleOf(level)});
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
                csv.cell(panel + 1).quoted(english(s.label));
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
    return Json{{"id", figure.id},
                {"title", english(figure.title)},
                {"caption", english(figure.caption)},
                {"columns", figure.columns},
                {"panels", panels},
                {"tables", figure.tables},
                {"preset", figure.preset},
                {"command", figure.command}}
        .dump(1);
}

Figure figureFromJson(const std::string& text)
{
    try {
        const Json json = Json::parse(text);
        Figure figure{json.at("id"),
                      textOf(json.at("title")),
                      textOf(json.at("caption")),
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

} // namespace hysteron::figure
