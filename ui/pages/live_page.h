// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/snapshot.h"
#include "ui/pages/live_plots.h"
#include "ui/pages/page.h"

#include <memory>

namespace hysteron::ui {

class LiveSession;
class ParameterPanel;
class PlotGrid;
class RunStatus;
class TransportBar;

/// The Live page: one run that can be steered while it moves. Transport and preset in the head, parameters and story at
/// the left, the four plots at the right.
class LivePage : public Page
{
    Q_OBJECT
public:
    explicit LivePage(PageContext& context);

    [[nodiscard]] QString document() const override { return m_document; }
    [[nodiscard]] QWidget* head() override;
    [[nodiscard]] StatusLine* status() override;
    [[nodiscard]] ActionState stateOf(ActionId id) const override;
    void perform(ActionId id) override;
    [[nodiscard]] Exportable exportable() const override;
    [[nodiscard]] bool hasExport() const override;
    [[nodiscard]] bool canOpen(const OpenedFile& file) const override;
    [[nodiscard]] Errors open(const OpenedFile& file) override;
    void entered() override;
    [[nodiscard]] PlotView* currentPlot() const override;

    /// Writes the experiment with the settings as they stand now. Errors as writeFile().
    [[nodiscard]] Errors saveTo(const QString& path);

    [[nodiscard]] ParameterPanel* parameters() const { return m_parameters; }
    [[nodiscard]] PlotGrid* grid() const { return m_grid; }
    [[nodiscard]] const LivePlots& plots() const { return m_plots; }
    [[nodiscard]] TransportBar* transport() const { return m_transport; }
    [[nodiscard]] LiveSession* session() const { return m_session; }

protected:
    bool closeFront() override;
    [[nodiscard]] bool hasFront() const override;

private:
    void connectRun();
    void openPreset(const QString& name);
    void showStart(const Specification& specification);
    void showFrame();
    void showMessages(const Snapshot& snapshot);
    void changeSpeed(double factor);
    void copyCommand();
    void chooseFileToSave();
    void setDocument(const QString& preset);
    [[nodiscard]] ActionState runState() const;

    LivePlots m_plots;
    ParameterPanel* m_parameters = nullptr;
    PlotGrid* m_grid = nullptr;
    TransportBar* m_transport = nullptr;
    RunStatus* m_status = nullptr;
    LiveSession* m_session = nullptr;
    QString m_document; ///< title of the preset or name of the file
    QString m_preset;   ///< name of the preset that was chosen
    QString m_file;     ///< name of the file that was opened; empty: none
    QString m_opened;   ///< name of the file that was opened last
    Specification m_inFile;
    RunState m_shownState = RunState::Preparing;
    bool m_divergenceShown = false;
    std::size_t m_notesShown = 0;
    int m_framesSinceReport = 0;
};

} // namespace hysteron::ui
