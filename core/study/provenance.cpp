// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/provenance.h"

#include "core/base/files.h"
#include "core/base/version.h"
#include "core/io/embedded_text.h"
#include "core/kernels/block.h"
#include "core/study/kind_json.h"
#include "core/study/record.h"

#include <algorithm>
#include <sstream>

namespace hysteron::study {

namespace {

constexpr int kFormat = 2; ///< 1: what figures carried before there were requests

template<std::size_t Index = 0> Result<Request> requestFromJson(const Json& json)
{
    if constexpr (Index == std::variant_size_v<Request>) {
        return Error{"request.kind", json.value("kind", "(none)"), "is not a kind of study that this program knows"};
    } else {
        using Kind = std::variant_alternative_t<Index, Request>;
        if (json.value("kind", "") != Kind::kKind)
            return requestFromJson<Index + 1>(json);
        Kind request;
        Reader reader(json, "request");
        read(reader, request);
        if (!reader.errors().empty())
            return reader.errors();
        return Request(std::move(request));
    }
}

Json requestJson(const Request& request)
{
    Json json = {{"kind", kindOf(request)}};
    std::visit([&json](const auto& one) { write(json, one); }, request);
    return json;
}

Json sourceJson(const Source& source)
{
    return {{"request", requestJson(source.request)},
            {"position", source.position},
            {"fingerprint", source.fingerprint.empty() ? Json(nullptr) : Json(source.fingerprint)},
            {"engine", source.engine.empty() ? Json(nullptr) : Json(source.engine)},
            {"precision", source.precision}};
}

Result<Source> sourceFromJson(const Json& json)
{
    Reader reader(json, "source");
    const Json* request = reader.find("request");
    if (!request || !request->is_object())
        return Error{"source.request", "(none)", "must say what was asked for"};
    Result<Request> asked = requestFromJson(*request);
    if (!asked)
        return asked.errors();
    Source source{.request = std::move(asked).value(), .position = 0, .fingerprint = {}, .engine = {}, .precision = {}};
    reader.read("position", source.position);
    reader.read("fingerprint", source.fingerprint);
    reader.read("engine", source.engine);
    reader.read("precision", source.precision);
    if (!reader.errors().empty())
        return reader.errors();
    return source;
}

Result<Provenance> currentFormat(const Json& json)
{
    Provenance provenance;
    Reader reader(json, "provenance");
    int format = 0;
    reader.read("format", format);
    if (format != kFormat)
        return Error{"provenance.format", std::to_string(format),
                     format > kFormat
                         ? Text("was written by a newer program than this one, which reads up to %1", kFormat)
                         : Text("must be %1", kFormat)};
    reader.read("version", provenance.version);
    reader.read("revision", provenance.revision);
    reader.read("instruction_set", provenance.instructionSet);
    const Json* sources = reader.find("sources");
    if (!sources || !sources->is_array())
        reader.add("sources", Json(), "must be a list");
    else
        for (const Json& one : *sources) {
            if (Result<Source> source = sourceFromJson(one))
                provenance.sources.push_back(std::move(source).value());
            else
                reader.add(source.errors());
        }
    if (!reader.errors().empty())
        return reader.errors();
    return provenance;
}

/// A specification alone, or a recipe: specification, live changes, epoch; the command of a figure of the paper.
Result<Provenance> earlierFormat(const Json& json)
{
    Provenance provenance;
    Reader reader(json, "recipe");
    const bool wrapped = json.contains("specification");
    std::string command, program;
    reader.read("command", command);
    reader.read("program", program);
    provenance.version = program.substr(std::min(program.size(), program.find(' ') + 1));
    if (!command.empty()) {
        auto request = reproductionIn(command);
        if (!request)
            return Error{"command", command, "is none that makes a figure"};
        provenance.sources.push_back(
            {.request = std::move(*request), .position = 0, .fingerprint = {}, .engine = {}, .precision = {}});
        return provenance;
    }
    RunRequest run;
    Source source;
    const Json whole = wrapped ? json : Json{{"specification", json}};
    Reader experiment(whole, "experiment");
    read(experiment, run.experiment);
    experiment.read("epoch", source.position);
    if (!experiment.errors().empty())
        return experiment.errors();
    source.request = std::move(run);
    provenance.sources.push_back(std::move(source));
    return provenance;
}

} // namespace

std::optional<ReproductionRequest> reproductionIn(const std::string& command)
{
    std::istringstream words(command);
    std::string word;
    if (!(words >> word && word == "hysteron-cli" && words >> word && word == "reproduce"))
        return std::nullopt;
    ReproductionRequest request;
    std::string ignored;
    while (words >> word) {
        if (word == "--seeds")
            words >> request.seeds;
        else if (word == "--first-seed")
            words >> request.firstSeed;
        else if (word == "--out")
            words >> ignored;
        else
            request.figures.push_back(word);
    }
    return request;
}

Provenance provenanceHere(std::vector<Source> sources)
{
    return {.version = std::string(version()),
            .revision = std::string(revision()),
            .instructionSet = kernels::instructionSet(),
            .sources = std::move(sources)};
}

Provenance together(const std::vector<Provenance>& parts)
{
    Provenance all = provenanceHere({});
    for (const Provenance& part : parts) {
        for (const Source& source : part.sources) {
            if (std::ranges::find(all.sources, source) == all.sources.end())
                all.sources.push_back(source);
        }
    }
    return all;
}

Source sourceOf(const Experiment& started, const Snapshot& snapshot)
{
    RunRequest request{.experiment = started, .epochs = 0};
    request.experiment.changes = snapshot.changes;
    request.experiment.engine = snapshot.engine;
    return {.request = std::move(request),
            .position = snapshot.epoch,
            .fingerprint = snapshot.fingerprint,
            .engine = snapshot.engine == Engine::Fast ? "fast" : "reference",
            .precision = "f64"};
}

std::string toText(const Provenance& provenance)
{
    Json sources = Json::array();
    for (const Source& source : provenance.sources)
        sources.push_back(sourceJson(source));
    return Json{{"format", kFormat},
                {"program", "Hysteron"},
                {"version", provenance.version},
                {"revision", provenance.revision.empty() ? Json(nullptr) : Json(provenance.revision)},
                {"instruction_set", provenance.instructionSet},
                {"sources", sources}}
        .dump();
}

std::string toText(const Record& record, int indent)
{
    Json json = Json::object();
    std::visit([&json](const auto& values) { write(json, values); }, record.values);
    if (record.provenance.sources.size() == 1)
        json["fingerprint"] = record.provenance.sources.front().fingerprint;
    if (std::holds_alternative<ForwardFluxRecord>(record.values)) // the one answer that tells what it cost
        json["wall_seconds"] = record.wallSeconds;
    json["provenance"] = Json::parse(toText(record.provenance));
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Result<Provenance> provenanceFromText(const std::string& text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded())
        return Error{"experiment", "(text)", "is not JSON"};
    if (!json.is_object())
        return Error{"experiment", "(text)", "must be a JSON object"};
    if (json.contains("provenance"))
        return currentFormat(json["provenance"]);
    return json.contains("sources") ? currentFormat(json) : earlierFormat(json);
}

Result<Provenance> readProvenance(const std::string& path, const std::string& field)
{
    Result<std::string> bytes = readFile(path, field);
    if (!bytes)
        return bytes.errors();
    std::string text = std::move(bytes).value();
    if (isFigure(text)) {
        text = recipeIn(text);
        if (text.empty())
            return Error{field, path,
                         "has no experiment in it: of figures, only those that Hysteron exported can be opened"};
    } else if (!Json::accept(text)) {
        return Error{field, path, "is not an experiment, nor a figure that Hysteron exported"};
    }
    return provenanceFromText(text);
}

} // namespace hysteron::study
