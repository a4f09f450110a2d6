#include "ui/widgets/transport_bar.h"

#include "core/experiment/presets.h"
#include "ui/theme/theme.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/page_tabs.h"
#include "ui/widgets/reading_label.h"
#include "ui/widgets/speed_control.h"
#include "ui/words/words.h"

#include <QHBoxLayout>
#include <QPainter>

namespace hysteron::ui {

namespace {

constexpr int kHeight = 46;
constexpr int kNarrow = 1150; ///< below it only what is needed
constexpr int kSpacing = 8;

QList<ReadingLabel::Piece> epochPieces(const QString& epoch, const QString& time)
{
    return {{epoch, TextRole::Counter, false},
            {" " + TransportBar::tr("epochs"), TextRole::Body, false},
            {"  " + TransportBar::tr("t = %1").arg(time), TextRole::Body, true}};
}

template<class Button> void describe(Button* button, const QString& name, const QString& tip)
{
    button->setToolTip(tip);
    button->setAccessibleName(name);
}

} // namespace

TransportBar::TransportBar(QWidget* parent)
    : QWidget(parent), m_restart(new IconButton("restart", IconButton::Kind::Normal)),
      m_play(new IconButton("play", IconButton::Kind::Primary)),
      m_step(new IconButton("step", IconButton::Kind::Normal)),
      m_epoch(new ReadingLabel(epochPieces(groupedInteger(20000), groupedInteger(12800)))), m_preset(new ComboBox),
      m_speed(new SpeedControl), m_pages(new PageTabs), m_export(new QPushButton(tr("Export"))),
      m_theme(new IconButton("dark", IconButton::Kind::Quiet))
{
    setFixedHeight(kHeight);
    setAccessibleName(tr("Transport"));
    m_restart->setFixedWidth(34);
    m_step->setFixedWidth(38);
    m_play->setFixedWidth(101); // wide enough for either word, so that nothing moves
    m_theme->setFixedWidth(34);
    m_export->setFont(fontFor(TextRole::Body));
    m_preset->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_preset->setPlaceholderText(tr("Own settings"));

    describe(m_restart, tr("Restart"), tr("Restart from the same first weights and the same noise (R)"));
    describe(m_step, tr("Step"), tr("One epoch, then pause (.)"));
    describe(m_preset, tr("Preset"), tr("Known-good starting points; each says why it works"));
    describe(m_export, tr("Export"), tr("Save plots and data as PNG, SVG, PDF or CSV (Ctrl+E)"));
    m_epoch->setAccessibleName(tr("Epoch and time"));
    m_epoch->setToolTip(
        tr("<b>Epochs</b> since the start, each floor(N/B) steps; <b>t</b> = η × steps, the gradient-flow time "
           "(dimensionless)."));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 14, 1);
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
    row->addStretch(1);
    row->addWidget(m_pages);
    row->addWidget(m_theme);
    row->addWidget(m_export);

    connect(m_restart, &QPushButton::clicked, this, &TransportBar::restartRequested);
    connect(m_play, &QPushButton::clicked, this, &TransportBar::playPauseRequested);
    connect(m_step, &QPushButton::clicked, this, &TransportBar::stepRequested);
    connect(m_preset, &QComboBox::activated, this, [this](int index) {
        const QString name = m_preset->itemData(index).toString();
        if (!name.isEmpty()) {
            emit presetChosen(name);
            return;
        }
        setCurrentPreset(m_current); // the entry is no preset to stay at
        emit openRequested();
    });
    connect(m_speed, &SpeedControl::speedChosen, this, &TransportBar::speedChosen);
    connect(m_export, &QPushButton::clicked, this, &TransportBar::exportRequested);
    connect(m_theme, &QPushButton::clicked, this, &TransportBar::themeRequested);
    connect(&Theme::instance(), &Theme::changed, this, &TransportBar::updateThemeButton);
    updatePlayButton();
    updateThemeButton();
    showEpoch(0, 0.0);
}

void TransportBar::setPlaying(bool playing)
{
    m_playing = playing;
    updatePlayButton();
}

void TransportBar::setState(RunState state)
{
    if (state == m_state)
        return;
    m_state = state;
    updatePlayButton();
}

void TransportBar::updatePlayButton()
{
    const bool finished = m_state == RunState::Finished;
    const bool broken = m_state == RunState::Diverged || m_state == RunState::Stopped;
    m_play->setText(m_playing ? tr("Pause") : finished ? tr("Go on") : tr("Run"));
    m_play->setIconName(m_playing ? "pause" : "play");
    m_play->setEnabled(!broken);
    m_step->setEnabled(!broken && !finished);
    describe(m_play, m_play->text(),
             broken      ? tr("The run broke: restart it, or go back to the last good state")
             : m_playing ? tr("Pause the run (Space)")
             : finished  ? tr("Run on beyond the planned end (Space)")
                         : tr("Run (Space)"));
}

void TransportBar::updateThemeButton()
{
    const bool light = Theme::instance().scheme() == Scheme::Light;
    m_theme->setIconName(light ? "dark" : "light");
    describe(m_theme, light ? tr("Dark colours") : tr("Light colours"),
             light ? tr("Switch to dark colours") : tr("Switch to light colours"));
    update();
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

void TransportBar::setCurrentPreset(const QString& name)
{
    m_current = name;
    const int index = name.isEmpty() ? -1 : m_preset->findData(name);
    m_preset->setCurrentIndex(index);
    m_preset->setToolTip(index < 0 ? tr("Own settings; choose a known-good starting point here")
                                   : m_preset->itemData(index, Qt::ToolTipRole).toString());
}

void TransportBar::setSpeed(double epochsPerSecond)
{
    m_speed->setSpeed(epochsPerSecond);
}

void TransportBar::setPages(const QStringList& names)
{
    m_pages->setPages(names);
}

QPushButton* TransportBar::exportButton() const
{
    return m_export;
}

/// The tabs of all pages stay readable in the smallest window.
void TransportBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < kNarrow;
    layout()->setSpacing(narrow ? kSpacing / 2 : kSpacing);
    m_speed->setReadingVisible(!narrow);
}

void TransportBar::paintEvent(QPaintEvent*)
{
    const Palette& palette = Theme::instance().palette();
    QPainter painter(this);
    painter.fillRect(rect(), palette.surface);
    painter.setPen(palette.border);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace hysteron::ui
