#include "ui/pages/live_page.h"

#include "ui/pages/plot_grid.h"
#include "ui/panels/parameter_panel.h"
#include "ui/plots/bifurcation_plot.h"
#include "ui/plots/error_plot.h"
#include "ui/plots/landscape_plot.h"
#include "ui/plots/singular_values_plot.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/number_text.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace hysteron::ui {

namespace {
constexpr int kPanelWidth = 252;
constexpr int kMargin = 10;
} // namespace

LivePage::LivePage(QWidget* parent) : QWidget(parent), m_plots(makeLivePlots(this))
{
    m_parameters = new ParameterPanel;
    m_parameters->setFixedWidth(kPanelWidth);
    m_messages = new MessageBar;
    m_messages->hide();
    m_grid = new PlotGrid(m_plots.all());

    auto* right = new QVBoxLayout;
    right->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    right->setSpacing(kMargin);
    right->addWidget(m_messages);
    right->addWidget(m_grid, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_parameters);
    row->addLayout(right, 1);

    connect(m_parameters, &ParameterPanel::controlChanged, this, &LivePage::controlChanged);
    connect(m_parameters, &ParameterPanel::restartRequested, this, &LivePage::restartRequested);
    connect(m_messages, &MessageBar::actionRequested, this, &LivePage::recoverRequested);
    connect(m_grid, &PlotGrid::exportRequested, this, &LivePage::exportRequested);
}

void LivePage::showStart(const Specification& specification)
{
    m_parameters->setSpecification(specification);
    m_messages->dismiss();
    m_divergenceShown = false;
    m_notesShown = 0;
}

void LivePage::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    m_parameters->showSnapshot(*snapshot);
    m_plots.showSnapshot(snapshot);
    showMessages(*snapshot);
}

void LivePage::showErrors(const Errors& errors)
{
    m_parameters->showErrors(errors);
}

void LivePage::showMessages(const Snapshot& snapshot)
{
    if (snapshot.divergence) {
        if (!m_divergenceShown)
            m_messages->showMessage(MessageBar::Kind::Error,
                                    tr("Diverged at step %1. ").arg(groupedInteger(snapshot.divergence->step)) +
                                        QString::fromStdString(snapshot.divergence->cause),
                                    tr("Go back to epoch %1 with half the learning rate, %2")
                                        .arg(groupedInteger(snapshot.divergence->lastGoodEpoch),
                                             readableNumber(snapshot.divergence->suggestedLearningRate)));
        m_divergenceShown = true;
        return;
    }
    if (m_divergenceShown) {
        m_divergenceShown = false;
        m_messages->dismiss();
    }
    if (snapshot.notes.size() != m_notesShown) {
        m_notesShown = snapshot.notes.size();
        QStringList notes;
        for (const std::string& note : snapshot.notes)
            notes += QString::fromStdString(note);
        if (!notes.isEmpty())
            m_messages->showMessage(snapshot.state == RunState::Stopped ? MessageBar::Kind::Error
                                                                        : MessageBar::Kind::Notice,
                                    notes.join(QLatin1Char(' ')));
    }
}

} // namespace hysteron::ui
