#include "ui/pages/help_dialog.h"

#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace hysteron::ui {

namespace {
QLabel* label(const QString& text, TextRole role)
{
    auto* result = new QLabel(text);
    result->setFont(fontFor(role));
    result->setWordWrap(true);
    return result;
}
} // namespace

HelpDialog::HelpDialog(QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Help"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(8);

    column->addWidget(label(tr("Where to begin"), TextRole::Counter));
    column->addWidget(
        label(tr("Watch the network sit in its trap until noise carries it over the barrier. Then drag β "
                 "past the last mark of a mode and back: the state stays, only the landscape moves, and the "
                 "bifurcation diagram draws a hysteresis loop. Try mini-batch noise on a fresh trap: "
                 "nothing escapes."),
              TextRole::Body));
    column->addSpacing(8);
    column->addWidget(label(tr("Keys"), TextRole::Counter));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(4);
    const std::array<std::pair<QString, QString>, 14> keys{{
        {tr("Space"), tr("run or pause")},
        {QStringLiteral("."), tr("one epoch")},
        {QStringLiteral("R"), tr("restart with the same seed: the same numbers again")},
        {QStringLiteral("L"), tr("logarithmic vertical axis of the plot under the mouse")},
        {QStringLiteral("H"), tr("hide or show the parameters")},
        {tr("Ctrl+Z, Ctrl+Shift+Z"), tr("undo and redo changes of the settings")},
        {tr("Ctrl+O, Ctrl+S"), tr("open an experiment or an exported figure; save the experiment")},
        {tr("Ctrl+E"), tr("export figures or data")},
        {QStringLiteral("F11"), tr("full screen")},
        {tr("Esc"), tr("all plots again, or pause")},
        {tr("Double click on a plot"), tr("back to automatic axes after zooming")},
        {tr("Double click on a title"), tr("enlarge the plot")},
        {tr("Arrows, Page keys"), tr("move the slider that has the focus; Shift for small steps")},
        {tr("F1 or ?"), tr("this help")},
    }};
    int row = 0;
    for (const auto& [key, meaning] : keys) {
        grid->addWidget(label(key, TextRole::BodyStrong), row, 0, Qt::AlignTop);
        grid->addWidget(label(meaning, TextRole::Body), row++, 1, Qt::AlignTop);
    }
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addSpacing(8);
    column->addWidget(buttons);
    setMinimumWidth(640);
}

} // namespace hysteron::ui
