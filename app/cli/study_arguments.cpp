// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/study_arguments.h"

#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "app/cli/progress_line.h"

#include "core/base/files.h"
#include "core/base/worker_pool.h"
#include "core/study/tables.h"

#include <cctype>
#include <chrono>
#include <cstdio>
#include <filesystem>

namespace hysteron::cli {

namespace {

constexpr std::chrono::milliseconds kPiece{100};

Errors writeRecord(const std::string& directory, const study::Record& record)
{
    const std::filesystem::path root = directory;
    if (Errors errors = makeDirectories(root, "--out"); !errors.empty())
        return errors;
    for (const study::NamedTable& table : tablesOf(record)) {
        if (Errors errors = writeFile(root / table.name, table.text, "--out"); !errors.empty())
            return errors;
    }
    return writeFile(root / "record.json", toText(record) + "\n", "--out");
}

int statusOf(const study::Record& record)
{
    switch (record.outcome) {
    case study::Outcome::Unfinished:
        return kInterrupted;
    case study::Outcome::Inconclusive:
        return kNumericalOutcome;
    case study::Outcome::Done:
        break;
    }
    return kDone;
}

/// Bad input that shows only when the data are looked at is no outcome.
bool isInput(const study::Record& record)
{
    return std::holds_alternative<study::FitRecord>(record.values);
}

} // namespace

void StudyArguments::addTo(CLI::App& app)
{
    command = &app;
    app.add_option("--threads", threads,
                   "Threads, all that the machine has by default; the results do not depend on it");
    app.add_option("--out", directory, "Directory for record.json, the data as CSV, and what else there is");
    app.add_flag("--json", json, "One JSON document on standard output");
}

void StudyArguments::addResumeTo(CLI::App& app)
{
    app.add_option("--resume", resume, "File that keeps how far it came; an existing one is gone on with");
}

Result<study::Resources> StudyArguments::resources() const
{
    const auto count = threads.empty() ? Result<std::int64_t>(WorkerPool::hardwareThreads())
                                       : parseInteger("--threads", threads, 1, 256);
    if (!count)
        return count.errors();
    return study::Resources{.threads = static_cast<int>(*count), .kept = {}};
}

Errors asArguments(Errors errors, const CLI::App* command)
{
    for (Error& error : errors) {
        std::string name = "--" + error.field;
        for (char& character : name)
            character = character == '_' ? '-' : character;
        const CLI::Option* option = command ? command->get_option_no_throw(name) : nullptr;
        if (!option)
            continue;
        error.field = name;
        if (!option->results().empty())
            error.value = option->results().back();
    }
    return errors;
}

int answer(const study::Request& request, const StudyArguments& arguments,
           const std::function<void(const study::Record&)>& print)
{
    const auto resources = arguments.resources();
    if (!resources)
        return report(resources.errors());
    const Interruption interruption;
    const auto study = makeStudy(request, *resources, interruption.token());
    if (!study)
        return report(asArguments(study.errors(), arguments.command));
    return drive(**study, interruption, arguments, print, {});
}

int drive(study::Study& study, const Interruption& interruption, const StudyArguments& arguments,
          const std::function<void(const study::Record&)>& printText,
          const std::function<Errors(const study::Record&)>& keep)
{
    if (!arguments.resume.empty() && std::filesystem::exists(arguments.resume)) {
        const auto text = readFile(arguments.resume, "--resume");
        Errors errors = text ? study.resume(*text) : text.errors();
        for (Error& error : errors)
            error = {"--resume", arguments.resume, error.rule};
        if (!errors.empty())
            return report(errors);
    }
    const auto begin = std::chrono::steady_clock::now();
    ProgressLine line(study);
    while (!study.finished() && !interruption.requested()) {
        study.advance(kPiece, interruption.token());
        if (!arguments.resume.empty()) {
            if (const Errors errors = writeFile(arguments.resume, study.checkpoint(), "--resume"); !errors.empty())
                return report(errors);
        }
    }
    line.end();

    study::Record record = study.record();
    record.wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (!record.problems.empty()) {
        report(asArguments(record.problems, arguments.command));
        if (isInput(record))
            return kBadInput;
        return kNumericalOutcome;
    }
    Errors errors = arguments.directory.empty() ? Errors{} : writeRecord(arguments.directory, record);
    if (errors.empty() && keep)
        errors = keep(record);
    if (!errors.empty())
        return report(errors);
    if (arguments.json)
        std::printf("%s\n", toText(record).c_str());
    else
        printText(record);
    return statusOf(record);
}

} // namespace hysteron::cli
