// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/transport_bar.h"

#include "core/experiment/presets.h"
#include "ui/actions/actions.h"
#include "ui/theme/theme.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/reading_label.h"
#include "ui/widgets/speed_control.h"
#include "ui/words/words.h"

#include <QAction>
#include <QHBoxLayout>

namespace hysteron::ui {

namespace {

constexpr int kNarrow = 1150; ///< of the window: below it only what is needed
constexpr int kSpacing = 8;

QList<ReadingLabel::Piece> epochPieces(const QString& epoch, const QString& time)
{
    return {{epoch, TextRole::Counter, false},
            {" " + TransportBar::tr("epochs"), TextRole::Body, false},
            {"  " + TransportBar::tr("t = %1").arg(time), TextRole::Body, true}};
}

} // namespace

TransportBar::TransportBar(Actions& actions, QWidget* parent)
    : QWidget(parent), m_restart(new IconButton("restart", IconButton::Kind::Normal)),
      m_play(new IconButton("play", IconButton::Kind::Primary)),
      m_step(new IconButton("step", IconButton::Kind::Normal)),
      m_epoch(new ReadingLabel(epochPieces(groupedInteger(20000), groupedInteger(12800)))), m_preset(new ComboBox),
      m_speed(new SpeedControl)
{
    setAccessibleName(tr("Transport"));
    m_restart->setFixedWidth(34);
    m_step->setFixedWidth(38);
    m_play->setFixedWidth(101); // wide enough for either word, so that nothing moves
    follow(m_restart, actions.action(ActionId::Restart), false);
    follow(m_step, actions.action(ActionId::Step), false);
    QAction* run = actions.action(ActionId::Run);
    follow(m_play, run, true);
    connect(run, &QAction::changed, m_play, [this, run] { m_play->setIconName(run->data().toString()); });
    m_preset->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_preset->setAccessibleName(tr("Preset"));
    m_epoch->setAccessibleName(tr("Epoch and time"));
    m_epoch->setToolTip(
        tr("<b>Epochs</b> since the start, each floor(N/B) steps; <b>t</b> = η × steps, the gradient-flow time "
           "(dimensionless)."));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpacing);
    row->addWidget(m_restart);
    row->addWidget(m_play);
    row->addWidget(m_step);
    row->addSpacing(6);
    row->addWidget(m_epoch);
    row->addSpacing(8);
    row->addWidget(m_preset);
    row->addSpacing(4);
    row->addWidget(m_speed);

    QAction* open = actions.action(ActionId::Open);
    connect(m_preset, &QComboBox::activated, this, [this, open](int index) {
        const QString name = m_preset->itemData(index).toString();
        if (!name.isEmpty()) {
            emit presetChosen(name);
            return;
        }
        setCurrentPreset(m_current, m_preset->placeholderText()); // the entry is no preset to stay at
        open->trigger();
    });
    connect(m_speed, &SpeedControl::speedChosen, this, &TransportBar::speedChosen);
    setCurrentPreset({});
    showEpoch(0, 0.0);
}

void TransportBar::showEpoch(qint64 epoch, double time)
{
    const QString shownTime = time < 100.0 ? readableNumber(time, 3) : groupedInteger(qRound64(time));
    m_epoch->setPieces(epochPieces(groupedInteger(epoch), shownTime));
}

QString TransportBar::epochText() const
{
    return m_epoch->text();
}

void TransportBar::setPresets(const std::vector<Preset>& presets)
{
    m_preset->clear();
    for (const Preset& preset : presets) {
        m_preset->addItem(words(preset.title), QString::fromStdString(preset.name));
        m_preset->setItemData(m_preset->count() - 1, words(preset.why), Qt::ToolTipRole);
    }
    m_preset->insertSeparator(m_preset->count());
    m_preset->addItem(tr("Open a file …"));
    m_preset->setItemData(
        m_preset->count() - 1,
        tr("An experiment (JSON), or a figure that was exported here: it carries its recipe (Ctrl+O)"),
        Qt::ToolTipRole);
    m_preset->setCurrentIndex(-1);
}

void TransportBar::setCurrentPreset(const QString& name, const QString& otherwise)
{
    m_current = name;
    m_preset->setPlaceholderText(otherwise.isEmpty() ? tr("Own settings") : otherwise);
    const int index = name.isEmpty() ? -1 : m_preset->findData(name);
    m_preset->setCurrentIndex(index);
    m_preset->setToolTip(index < 0 ? tr("Own settings; choose a known-good starting point here")
                                   : m_preset->itemData(index, Qt::ToolTipRole).toString());
}

void TransportBar::setSpeed(double epochsPerSecond)
{
    m_speed->setSpeed(epochsPerSecond);
}

/// The tabs of all pages stay readable in the smallest window.
void TransportBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool narrow = window()->width() < kNarrow;
    layout()->setSpacing(narrow ? kSpacing / 2 : kSpacing);
    m_speed->setReadingVisible(!narrow);
}

} // namespace hysteron::ui
