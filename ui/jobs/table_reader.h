// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/csv_table.h"

#include <QObject>
#include <QString>

#include <memory>
#include <thread>

namespace hysteron::ui {

/// Reads a table of measurements on a thread of its own. Only start() and the destructor wait, for a reading that was
/// stopped: until the end of its line.
class TableReader : public QObject
{
    Q_OBJECT
public:
    explicit TableReader(QObject* parent = nullptr);
    ~TableReader() override;

    /// What is being read is given up. Later one of the signals comes.
    void start(const QString& path);
    [[nodiscard]] bool isReading() const { return m_reading; }
    /// Of the file that is or was read last.
    [[nodiscard]] const QString& path() const { return m_path; }

signals:
    void finished(std::shared_ptr<const hysteron::CsvTable> table);
    /// As readCsv().
    void failed(const hysteron::Errors& errors);

private:
    void read(const QString& path, int run, const std::stop_token& stop);

    QString m_path;
    bool m_reading = false;
    int m_run = 0; ///< what an older one read is dropped
    std::jthread m_worker;
};

} // namespace hysteron::ui
