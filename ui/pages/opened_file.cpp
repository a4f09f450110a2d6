// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/opened_file.h"

#include "core/io/embedded_text.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace hysteron::ui {

namespace {

constexpr qint64 kLook = 64 << 10; ///< bytes that tell what a file is

/// A header of two names or more, without a byte that no text has.
bool looksLikeTable(const QByteArray& bytes)
{
    if (bytes.contains('\0'))
        return false;
    for (const QByteArray& line : bytes.split('\n')) {
        const QByteArray trimmed = line.trimmed();
        if (trimmed.isEmpty() || trimmed.startsWith('#'))
            continue;
        return trimmed.contains(',') || trimmed.contains(';') || line.contains('\t');
    }
    return false;
}

} // namespace

Result<OpenedFile> identifyFile(const QString& path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return Error{"file", path.toStdString(), "must be a file that exists and can be read"};
    const QByteArray bytes = file.read(kLook);
    const bool mayBeJson = bytes.trimmed().startsWith('{');
    if (!isFigure(bytes.toStdString()) && !mayBeJson) {
        if (looksLikeTable(bytes))
            return OpenedFile{.path = path, .content = TableFile{path}};
        return Error{"file", path.toStdString(),
                     "must be an experiment (JSON), a figure that Hysteron exported (PNG, SVG, PDF), or a table with a "
                     "header and two columns or more (CSV)"};
    }
    Result<study::Provenance> provenance = study::readProvenance(path.toStdString());
    if (!provenance)
        return provenance.errors();
    Result<study::RunRequest> run = study::runIn(*provenance);
    if (!run)
        return run.errors();
    return OpenedFile{.path = path, .content = ExperimentFile{std::move(run).value(), std::move(provenance).value()}};
}

} // namespace hysteron::ui
