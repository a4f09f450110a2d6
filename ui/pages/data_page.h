// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/csv_table.h"
#include "ui/pages/page.h"

#include <QTimer>

#include <memory>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace hysteron::ui {

class DataColumns;
class ElidedLabel;
class FigurePanels;
class JobRunner;
class LawsTable;
class SidePanel;
class StoryBox;
class TableReader;

/// The Data page: anybody's escape times and training curves from a CSV file, columns chosen by name; which law the
/// times follow, and how long the test error waits. The file is read on one thread and answered on another; until the
/// new answer is there, the one before stays.
class DataPage : public Page
{
    Q_OBJECT
public:
    explicit DataPage(PageContext& context);

    [[nodiscard]] QString document() const override { return m_file; }
    [[nodiscard]] bool canOpen(const OpenedFile& file) const override;
    /// Begins to read; what is wrong with the file is shown when that is known.
    [[nodiscard]] Errors open(const OpenedFile& file) override;
    [[nodiscard]] Exportable exportable() const override;
    [[nodiscard]] bool hasExport() const override { return m_record != nullptr; }
    [[nodiscard]] PlotView* currentPlot() const override;
    void showErrors(const Errors& errors, const QString& headline = {}) override;

    void openFile(const QString& path);
    /// A file is being read, or an answer is on its way.
    [[nodiscard]] bool isBusy() const;

    [[nodiscard]] QPushButton* openButton() const { return m_open; }
    [[nodiscard]] DataColumns* columns() const { return m_columns; }
    [[nodiscard]] LawsTable* laws() const { return m_laws; }
    [[nodiscard]] FigurePanels* panels() const { return m_panels; }
    [[nodiscard]] QString storyText() const;
    [[nodiscard]] QString problemText() const;
    [[nodiscard]] QString problemDetails() const;

protected:
    bool closeFront() override;
    [[nodiscard]] bool hasFront() const override;

private:
    SidePanel* makePanel();
    QWidget* makeAnswer();
    void connectParts();
    void takeTable(std::shared_ptr<const CsvTable> table);
    void ask();
    void take(std::shared_ptr<const study::Record> record);
    void showAnswer();
    void tellStory();

    TableReader* m_reader = nullptr;
    std::shared_ptr<const CsvTable> m_table;
    QString m_file;     ///< of the table, without its folder; empty: none was opened
    std::string m_path; ///< whole
    JobRunner* m_runner = nullptr;
    QTimer m_quick;                                ///< runs while an answer on its way is not worth a word
    std::shared_ptr<const study::Record> m_record; ///< that is shown

    QPushButton* m_open = nullptr;
    QWidget* m_about = nullptr; ///< the file and what it is taken for; hidden before there is one
    ElidedLabel* m_name = nullptr;
    QLabel* m_size = nullptr;
    DataColumns* m_columns = nullptr;
    StoryBox* m_story = nullptr;
    struct {
        QString headline, body;
        bool alarming = false;
    } m_told;                          ///< of the record
    QStackedWidget* m_views = nullptr; ///< hint, answer
    FigurePanels* m_panels = nullptr;
    LawsTable* m_laws = nullptr;
};

} // namespace hysteron::ui
