#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/interruption.h"

#include "core/base/files.h"
#include "core/base/version.h"
#include "core/base/worker_pool.h"
#include "core/paper/report.h"
#include "core/paper/reproduction.h"

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

namespace hysteron::cli {

namespace {

using Json = nlohmann::ordered_json;

struct ReproduceArguments {
    std::vector<std::string> figures;
    std::string out;
    std::string seeds = "50";
    std::string firstSeed = "42";
    std::string threads;
    bool json = false;
};

/// On a terminal one line that changes; in a log a line for each measurement.
class ProgressLine
{
public:
    void show(const paper::ReproductionProgress& progress)
    {
        const bool terminal = isatty(STDERR_FILENO) != 0;
        const auto now = std::chrono::steady_clock::now();
        const bool due = terminal && now - m_last > std::chrono::milliseconds(200);
        if (progress.what == m_what && !due)
            return;
        m_last = now;
        m_what = progress.what;
        std::fprintf(stderr, "%s%3.0f %%, about %s left: %s (%d of %d)%s", terminal ? "\r\033[K" : "",
                     100.0 * progress.share, left(progress.secondsLeft).c_str(), english(progress.what).c_str(),
                     std::min(progress.done + 1, progress.total), progress.total, terminal ? "" : "\n");
        std::fflush(stderr);
    }
    static void end()
    {
        if (isatty(STDERR_FILENO) != 0)
            std::fprintf(stderr, "\r\033[K");
    }

private:
    static std::string left(double seconds)
    {
        const int whole = static_cast<int>(seconds + 0.5);
        return whole < 90 ? std::to_string(whole) + " s" : std::to_string((whole + 30) / 60) + " min";
    }
    std::chrono::steady_clock::time_point m_last{};
    Text m_what;
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

Json answerOf(const paper::Reproduction& reproduction, bool drawn)
{
    Json figures = Json::array();
    for (const std::string& id : reproduction.figures) {
        const paper::Figure figure = paper::findFigure(id)->make(reproduction.evidence);
        figures.push_back({{"id", id},
                           {"title", figure.title},
                           {"caption", figure.caption},
                           {"drawn", drawn},
                           {"tables", figure.tables}});
    }
    return {{"figures", figures},
            {"claims", Json::parse(paper::claimsToJson(paper::claimsFrom(reproduction.evidence)))},
            {"complete", reproduction.complete}};
}

int runReproduce(const ReproduceArguments& arguments)
{
    Errors errors;
    const auto seeds = parseInteger("--seeds", arguments.seeds, 1, 1000);
    const auto firstSeed = parseSeed("--first-seed", arguments.firstSeed);
    const auto threads = arguments.threads.empty() ? Result<std::int64_t>(WorkerPool::hardwareThreads())
                                                   : parseInteger("--threads", arguments.threads, 1, 256);
    collect(errors, seeds);
    collect(errors, firstSeed);
    collect(errors, threads);
    if (arguments.out.empty())
        errors.push_back({"--out", "(none)", "must name a directory"});
    if (!errors.empty())
        return report(errors);
    const paper::ReproductionOptions options{arguments.figures,
                                             {static_cast<int>(*seeds), *firstSeed, static_cast<int>(*threads)},
                                             std::filesystem::path(arguments.out)};

    Interruption interruption;
    ProgressLine line;
    const auto reproduction = paper::reproduce(
        options, [&line](const paper::ReproductionProgress& progress) { line.show(progress); }, interruption.token());
    ProgressLine::end();
    if (!reproduction)
        return report(reproduction.errors());
    if (!reproduction->complete) {
        std::fprintf(stderr, "interrupted; what was measured is kept in %s and not measured again\n",
                     arguments.out.c_str());
        return kInterrupted;
    }
    if (Errors problems = writeResults(*reproduction, options.out); !problems.empty())
        return report(problems);
    const bool drawn = draw(options.out);
    if (!drawn)
        std::fprintf(stderr,
                     "the figures were not drawn: that needs the program hysteron beside this one; their numbers "
                     "are in figures/*.csv\n");
    const std::string page = htmlReport(*reproduction, options.out, std::string(version()));
    if (Errors problems = writeFile(options.out / "report.html", page, "out"); !problems.empty())
        return report(problems);
    if (arguments.json)
        print(answerOf(*reproduction, drawn));
    else
        std::printf("%s\n%s\n", english(paper::countVerdicts(paper::claimsFrom(reproduction->evidence))).c_str(),
                    (options.out / "report.html").c_str());
    return kDone;
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
    command->add_option("--out", arguments->out,
                        "Directory; what lies there from the same seeds is not measured again");
    command->add_option("--seeds", arguments->seeds, "Seeds of each experiment")->capture_default_str();
    command->add_option("--first-seed", arguments->firstSeed, "The first of them")->capture_default_str();
    command->add_option("--threads", arguments->threads, "Threads (all cores); the numbers do not depend on them");
    command->add_flag("--json", arguments->json, "One JSON document on standard output");
    command->callback([arguments, &action] { action = [arguments] { return runReproduce(*arguments); }; });
}

} // namespace hysteron::cli
