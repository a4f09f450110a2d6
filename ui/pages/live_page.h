#pragma once

#include "core/base/result.h"
#include "core/experiment/snapshot.h"
#include "ui/pages/live_plots.h"

#include <QWidget>

#include <memory>

namespace hysteron::ui {

class MessageBar;
class ParameterPanel;
class PlotGrid;

/// The Live page: parameters and story at the left, messages and the four plots at the right. It shows what it is given
/// and asks for changes by signals; it knows nothing of threads.
class LivePage : public QWidget
{
    Q_OBJECT
public:
    explicit LivePage(QWidget* parent = nullptr);

    /// An experiment was started: controls and messages begin afresh.
    void showStart(const Specification& specification);
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void showErrors(const Errors& errors);

    [[nodiscard]] ParameterPanel* parameters() const { return m_parameters; }
    [[nodiscard]] PlotGrid* grid() const { return m_grid; }
    [[nodiscard]] const LivePlots& plots() const { return m_plots; }
    [[nodiscard]] MessageBar* messages() const { return m_messages; }

signals:
    void controlChanged(const hysteron::ControlChange& change);
    void restartRequested(const hysteron::Specification& specification);
    void recoverRequested();
    void exportRequested(int plot);

private:
    void showMessages(const Snapshot& snapshot);

    LivePlots m_plots;
    ParameterPanel* m_parameters = nullptr;
    MessageBar* m_messages = nullptr;
    PlotGrid* m_grid = nullptr;
    bool m_divergenceShown = false;
    std::size_t m_notesShown = 0;
};

} // namespace hysteron::ui
