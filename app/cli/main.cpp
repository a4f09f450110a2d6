// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "core/base/version.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <string>

namespace {

std::string versionLine()
{
    return std::string("hysteron-cli ").append(hysteron::version()) + " (" + std::string(hysteron::revision()) + ")";
}

} // namespace

int main(int argc, char** argv)
{
    using namespace hysteron::cli;

    CLI::App app{"Hysteron: hysteresis, metastability and grokking in deep networks"};
    app.name("hysteron-cli");
    app.set_version_flag("--version", versionLine());
    app.require_subcommand(1);
    Action action;
    addTheory(app, action);
    addRun(app, action);
    addRate(app, action);
    addEscape(app, action);
    addHysteresis(app, action);
    addForwardFlux(app, action);
    addCommittor(app, action);
    addFit(app, action);
    addReproduce(app, action);
    addAgain(app, action);
    addSpec(app, action);
    addPresets(app, action);
    addBench(app, action);

    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& wanted) {
        return app.exit(wanted); // help, version
    } catch (const CLI::ParseError& error) {
        return report({{"arguments", argc > 1 ? argv[1] : "(none)", hysteron::Text::verbatim(error.what())}});
    }
    try {
        return action();
    } catch (const std::bad_alloc&) {
        return report({{"memory", "(exhausted)", "the experiment must fit into memory"}});
    }
}
