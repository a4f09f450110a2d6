// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "app/cli/progress_line.h"

#include "core/base/files.h"
#include "core/base/worker_pool.h"
#include "core/study/again.h"

#include <cstdio>
#include <memory>

namespace hysteron::cli {

namespace {

using Json = nlohmann::ordered_json;

Json orNull(const std::string& text)
{
    return text.empty() ? Json(nullptr) : Json(text);
}

Json wordsOf(const std::vector<Text>& texts)
{
    Json words = Json::array();
    for (const Text& text : texts)
        words.push_back(english(text));
    return words;
}

Json answerJson(const study::Provenance& recorded, const study::Again& again, const std::vector<Text>& differences)
{
    const study::Provenance here = study::provenanceHere({});
    Json sources = Json::array();
    for (const study::SourceAgain& one : again.sources)
        sources.push_back({{"kind", one.kind},
                           {"fingerprint_recorded", orNull(one.recorded)},
                           {"fingerprint", one.fingerprint},
                           {"same", one.same ? Json(*one.same) : Json(nullptr)}});
    const study::SourceAgain first = again.sources.empty() ? study::SourceAgain{} : again.sources.front();
    const study::Source source = recorded.sources.empty() ? study::Source{} : recorded.sources.front();
    return {{"kind", first.kind},
            {"fingerprint_recorded", orNull(first.recorded)},
            {"fingerprint", orNull(first.fingerprint)},
            {"same", again.same ? Json(*again.same) : Json(nullptr)},
            {"version_recorded", orNull(recorded.version)},
            {"version", here.version},
            {"revision_recorded", orNull(recorded.revision)},
            {"revision", orNull(here.revision)},
            {"engine", orNull(source.engine)},
            {"instruction_set_recorded", orNull(recorded.instructionSet)},
            {"instruction_set", here.instructionSet},
            {"differences", wordsOf(differences)},
            {"sources", sources}};
}

/// A record holds the values too, and they are compared.
std::string recordText(const std::string& file)
{
    const auto text = readFile(file);
    if (!text)
        return {};
    const Json json = Json::parse(*text, nullptr, false);
    return json.is_object() && json.contains("provenance") ? *text : std::string();
}

int runAgain(const std::string& file, const std::string& threadsText, bool json)
{
    const auto threads = threadsText.empty() ? Result<std::int64_t>(WorkerPool::hardwareThreads())
                                             : parseInteger("--threads", threadsText, 1, 256);
    if (!threads)
        return report(threads.errors());
    const auto recorded = study::readProvenance(file);
    if (!recorded)
        return report(recorded.errors());
    std::vector<Text> differences = study::differencesHere(*recorded);
    for (const Text& difference : differences)
        std::fprintf(stderr, "note: %s\n", english(difference).c_str());

    const Interruption interruption;
    std::unique_ptr<ProgressLine> line;
    const auto again = makeAgain(
        *recorded, recordText(file), {.threads = static_cast<int>(*threads), .kept = {}}, interruption.token(),
        [&](const study::Study* study) { line = study ? std::make_unique<ProgressLine>(*study) : nullptr; });
    if (!again) {
        report(again.errors());
        return kNumericalOutcome;
    }
    if (again->outcome == study::Outcome::Unfinished)
        return kInterrupted;
    differences.insert(differences.end(), again->differences.begin(), again->differences.end());
    if (json) {
        print(answerJson(*recorded, *again, differences));
    } else {
        for (const study::SourceAgain& one : again->sources)
            std::printf("%-12s %s, recorded %s: %s\n", one.kind.c_str(), one.fingerprint.c_str(),
                        one.recorded.empty() ? "(none)" : one.recorded.c_str(),
                        !one.same   ? "nothing to compare with"
                        : *one.same ? "the same"
                                    : "not the same");
        for (const Text& difference : again->differences)
            std::printf("%s\n", english(difference).c_str());
    }
    return again->same.value_or(true) ? kDone : kNumericalOutcome;
}

} // namespace

void addAgain(CLI::App& app, Action& action)
{
    auto file = std::make_shared<std::string>();
    auto threads = std::make_shared<std::string>();
    auto json = std::make_shared<bool>(false);
    CLI::App* command = app.add_subcommand("again", "Make a record, an experiment or an exported figure again, and say "
                                                    "whether it comes out the same");
    command->add_option("FILE", *file, "record.json, an experiment, or a figure (PNG, SVG, PDF)")->required();
    command->add_option("--threads", *threads, "Threads; the results do not depend on it");
    command->add_flag("--json", *json, "One JSON document on standard output");
    command->callback([file, threads, json, &action] { action = [=] { return runAgain(*file, *threads, *json); }; });
}

} // namespace hysteron::cli
