// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <QProcess>

namespace command_line {

using Json = nlohmann::ordered_json;

/// What hysteron-cli said.
struct Answer {
    int status = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] Json json() const { return Json::parse(out.toStdString()); }
};

inline Answer call(const QStringList& arguments)
{
    QProcess process;
    process.start(HYSTERON_CLI, arguments);
    process.waitForFinished(120000);
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace command_line
