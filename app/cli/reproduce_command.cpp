// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/study_arguments.h"

#include "core/base/files.h"
#include "core/base/version.h"
#include "core/paper/report.h"
#include "core/paper/reproduction.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

namespace hysteron::cli {

namespace {

struct ReproduceArguments {
    std::vector<std::string> figures;
    std::string seeds = "50";
    std::string firstSeed = "42";
    StudyArguments study;
};

/// The window program draws: this one knows no Qt. False when it is not there or fails.
bool draw(const std::filesystem::path& out)
{
    std::error_code problem;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", problem);
    const std::filesystem::path window = self.parent_path() / "hysteron";
    if (problem || !std::filesystem::exists(window, problem))
        return false;
    const pid_t child = fork();
    if (child < 0)
        return false;
    if (child == 0) {
        dup2(STDERR_FILENO, STDOUT_FILENO); // standard output is for the answer
        execl(window.c_str(), window.c_str(), "--draw", out.c_str(), static_cast<char*>(nullptr));
        _exit(127);
    }
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Everything that follows from the tables: figures, ledger, report.
Errors writeAll(const paper::Reproduction& reproduction, const std::filesystem::path& out)
{
    if (!reproduction.complete) {
        std::fprintf(stderr, "interrupted; what was measured is kept in %s and not measured again\n", out.c_str());
        return {};
    }
    if (Errors problems = writeResults(reproduction, out); !problems.empty())
        return problems;
    if (!draw(out))
        std::fprintf(stderr,
                     "the figures were not drawn: that needs the program hysteron beside this one; their numbers "
                     "are in figures/*.csv\n");
    return writeFile(out / "report.html", htmlReport(reproduction, out, std::string(version())));
}

int runReproduce(const ReproduceArguments& arguments)
{
    OptionReader options;
    study::ReproductionRequest request{.figures = arguments.figures};
    options.read("--seeds", arguments.seeds, request.seeds);
    options.read("--first-seed", arguments.firstSeed, request.firstSeed);
    auto resources = arguments.study.resources();
    options.collect(resources);
    if (arguments.study.directory.empty())
        options.add({"--out", "(none)", "must name a directory"});
    if (!options.errors().empty())
        return report(options.errors());
    const std::filesystem::path out = arguments.study.directory;
    resources.value().kept = out;

    const Interruption interruption;
    const auto study = makeStudy(request, *resources, interruption.token());
    if (!study)
        return report(asArguments(study.errors(), arguments.study.command));
    const auto reproductionIn = [](const study::Record& record) {
        return std::get<study::ReproductionRecord>(record.values).reproduction;
    };
    return drive(
        **study, interruption, arguments.study,
        [&](const study::Record& record) {
            if (reproductionIn(record)->complete)
                std::printf("%s\n%s\n",
                            english(paper::countVerdicts(paper::claimsFrom(reproductionIn(record)->evidence))).c_str(),
                            (out / "report.html").c_str());
        },
        [&](const study::Record& record) { return writeAll(*reproductionIn(record), out); });
}

} // namespace

void addReproduce(CLI::App& app, Action& action)
{
    auto arguments = std::make_shared<ReproduceArguments>();
    CLI::App* command = app.add_subcommand("reproduce", "The paper's figures, data and claims ledger");
    std::string ids;
    for (const paper::FigureEntry& entry : paper::figureEntries())
        ids += entry.id + " ";
    command->add_option("FIGURE", arguments->figures, ids + "predictions all")->required();
    command->add_option("--seeds", arguments->seeds, "Seeds of each experiment")->capture_default_str();
    command->add_option("--first-seed", arguments->firstSeed, "The first of them")->capture_default_str();
    arguments->study.addTo(*command);
    command->footer("What lies in --out from the same seeds is not measured again.");
    command->callback([arguments, &action] { action = [arguments] { return runReproduce(*arguments); }; });
}

} // namespace hysteron::cli
