// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/again.h"

#include "core/experiment/presets.h"
#include "core/study/kind_json.h"

#include <algorithm>
#include <chrono>

namespace hysteron::study {

namespace {

constexpr std::chrono::milliseconds kPiece{100};

void compare(std::vector<Text>& differences, const char* sentence, const std::string& recorded, const std::string& here)
{
    if (!recorded.empty() && recorded != here)
        differences.emplace_back(sentence, recorded, here.empty() ? "(unknown)" : here);
}

/// Keys of the answer whose values are others now. Times that a clock measured are no results.
void compareValues(std::vector<Text>& differences, const Json& recorded, const Json& now)
{
    for (const auto& [key, value] : now.items()) {
        if (key == "provenance" || key == "fingerprint" || key == "wall_seconds")
            continue;
        if (!recorded.contains(key))
            differences.emplace_back("%1 is missing", key);
        else if (recorded[key] != value && value.is_structured())
            differences.emplace_back("%1 differs", key);
        else if (recorded[key] != value)
            differences.emplace_back("%1 was recorded as %2 and is %3", key, recorded[key].dump(), value.dump());
    }
}

} // namespace

std::vector<Text> differencesHere(const Provenance& recorded)
{
    const Provenance here = provenanceHere({});
    std::vector<Text> differences;
    compare(differences, "made by version %1, this is %2", recorded.version, here.version);
    compare(differences, "made from source %1, this is %2", recorded.revision, here.revision);
    compare(differences, "made with instruction set %1, this machine uses %2", recorded.instructionSet,
            here.instructionSet);
    return differences;
}

Result<Again> makeAgain(const Provenance& recorded, const std::string& recordText, const Resources& resources,
                        const std::stop_token& stop, const std::function<void(const Study*)>& watch)
{
    Again again;
    for (const Source& source : recorded.sources) {
        auto study = makeStudy(source.request, resources, stop);
        if (!study)
            return study.errors();
        if (source.position > 0)
            study.value()->standAt(source.position);
        if (watch)
            watch(study.value().get());
        while (!study.value()->finished() && !stop.stop_requested())
            study.value()->advance(kPiece, stop);
        if (watch)
            watch(nullptr);
        if (stop.stop_requested()) {
            again.outcome = Outcome::Unfinished;
            return again;
        }
        const Record record = study.value()->record();
        const Source& now = record.provenance.sources.front();
        SourceAgain one{kindOf(source.request), source.fingerprint, now.fingerprint, std::nullopt};
        if (!source.fingerprint.empty())
            one.same = now.fingerprint == source.fingerprint;
        compare(again.differences, "moved by the engine %1, now by %2", source.engine, now.engine);
        if (one.same == false)
            again.differences.emplace_back("%1: fingerprint %2 was recorded, %3 came out", one.kind, one.recorded,
                                           one.fingerprint);
        if (!recordText.empty()) {
            const std::size_t before = again.differences.size();
            compareValues(again.differences, Json::parse(recordText), Json::parse(toText(record)));
            if (again.differences.size() > before)
                one.same = false;
        }
        if (one.same)
            again.same = again.same.value_or(true) && *one.same;
        again.sources.push_back(std::move(one));
    }
    return again;
}

Result<RunRequest> runIn(const Provenance& provenance)
{
    for (const Source& source : provenance.sources) {
        if (const auto* run = std::get_if<RunRequest>(&source.request)) {
            RunRequest request = *run;
            const std::int64_t end =
                request.epochs > 0 ? request.epochs : request.experiment.specification.training.epochs;
            if (source.position > end)
                request.epochs = source.position;
            return request;
        }
        if (const Experiment* experiment = experimentOf(source.request)) {
            RunRequest request{.experiment = *experiment, .epochs = 0};
            return request;
        }
        if (const auto* reproduction = std::get_if<ReproductionRequest>(&source.request)) {
            for (const std::string& id : reproduction->figures) {
                const paper::FigureEntry* entry = paper::findFigure(id);
                const Preset* preset = entry ? findPreset(entry->make({}).preset) : nullptr;
                if (preset)
                    return RunRequest{.experiment = {preset->specification, {}, {}, Engine::Fast}, .epochs = 0};
            }
        }
    }
    const std::string command =
        provenance.sources.empty() ? "(nothing)" : commandOf(provenance.sources.front().request);
    return Error{"experiment", "(none)", Text("there is no experiment in this file; it was made by: %1", command)};
}

} // namespace hysteron::study
