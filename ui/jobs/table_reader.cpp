// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/table_reader.h"

#include <QFileInfo>

#include <exception>

namespace hysteron::ui {

TableReader::TableReader(QObject* parent) : QObject(parent) {}

TableReader::~TableReader()
{
    m_worker = {}; // stopped and waited for while everything that it uses is there
}

void TableReader::start(const QString& path)
{
    m_path = path;
    m_reading = true;
    m_worker = std::jthread([this, path, run = ++m_run](const std::stop_token& stop) { read(path, run, stop); });
}

void TableReader::read(const QString& path, int run, const std::stop_token& stop)
{
    std::shared_ptr<const CsvTable> table;
    Errors errors;
    const std::string name = QFileInfo(path).fileName().toStdString();
    try {
        if (Result<CsvTable> result = readCsv(path.toStdString(), name, stop))
            table = std::make_shared<const CsvTable>(std::move(result).value());
        else
            errors = result.errors();
    } catch (const std::exception& problem) { // no memory for so many cells
        errors = {{name, path.toStdString(), Text("could not be read: %1", problem.what())}};
    }
    QMetaObject::invokeMethod(
        this,
        [this, run, table = std::move(table), errors = std::move(errors)] {
            if (run != m_run)
                return;
            m_reading = false;
            if (table)
                emit finished(table);
            else
                emit failed(errors);
        },
        Qt::QueuedConnection);
}

} // namespace hysteron::ui
