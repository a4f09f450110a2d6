// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"

#include "core/experiment/presets.h"
#include "core/io/changes_json.h"
#include "core/io/specification_json.h"
#include "core/study/again.h"

#include <cstdio>
#include <memory>

namespace hysteron::cli {

namespace {

using Json = nlohmann::ordered_json;

int checkSpec(const std::string& file, bool json)
{
    const Result<study::Provenance> provenance = study::readProvenance(file, "specification");
    if (!provenance)
        return report(provenance.errors());
    const Result<study::RunRequest> run = study::runIn(*provenance);
    if (!run)
        return report(run.errors());
    if (json)
        print({{"valid", true},
               {"specification", toJson(run->experiment.specification)},
               {"changes", toJson(run->experiment.changes)},
               {"epoch", provenance->sources.front().position}});
    else
        std::printf("%s is a valid experiment\n", file.c_str());
    return kDone;
}

int listPresets(bool json)
{
    if (!json) {
        for (const Preset& preset : presets())
            std::printf("%-24s %s\n%-24s %s\n", preset.name.c_str(), english(preset.title).c_str(), "",
                        english(preset.why).c_str());
        return kDone;
    }
    Json list = Json::array();
    for (const Preset& preset : presets())
        list.push_back({{"name", preset.name},
                        {"title", english(preset.title)},
                        {"why", english(preset.why)},
                        {"specification", toJson(preset.specification)}});
    print({{"presets", list}});
    return kDone;
}

} // namespace

void addSpec(CLI::App& app, Action& action)
{
    CLI::App* command = app.add_subcommand("spec", "The file that describes an experiment");
    command->require_subcommand(1);
    auto file = std::make_shared<std::string>();
    auto json = std::make_shared<bool>(false);
    CLI::App* check = command->add_subcommand("check", "Every problem of a file, or that there is none");
    check->add_option("FILE", *file, "Experiment (JSON), or an exported figure")->required();
    check->add_flag("--json", *json, "One JSON document on standard output");
    check->callback([file, json, &action] { action = [file, json] { return checkSpec(*file, *json); }; });
    CLI::App* schema = command->add_subcommand("schema", "Every field: type, range, unit, meaning (JSON Schema)");
    schema->add_flag("--json", *json, "The schema is JSON with or without this");
    schema->callback([&action] {
        action = [] {
            print(specificationSchema());
            return static_cast<int>(kDone);
        };
    });
}

void addPresets(CLI::App& app, Action& action)
{
    auto json = std::make_shared<bool>(false);
    CLI::App* command = app.add_subcommand("presets", "Known-good experiments, and why they work");
    command->add_flag("--json", *json, "One JSON document on standard output");
    command->callback([json, &action] { action = [json] { return listPresets(*json); }; });
}

} // namespace hysteron::cli
