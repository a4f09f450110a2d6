// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/about_dialog.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hysteron::ui {

namespace {

QLabel* label(const QString& text, TextRole role)
{
    auto* result = new QLabel(text);
    result->setFont(fontFor(role));
    result->setWordWrap(true);
    result->setOpenExternalLinks(true);
    result->setTextInteractionFlags(Qt::TextBrowserInteraction);
    return result;
}

} // namespace

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("About Hysteron"));
    const QString version = QCoreApplication::applicationVersion();
    const QString citation =
        tr("Hysteron %1: the desktop laboratory for hysteresis, metastability and grokking in deep "
           "networks. GPL-3.0-or-later.")
            .arg(version);
    auto* icon = new QLabel;
    constexpr int kIcon = 48;
    icon->setPixmap(applicationIcon().pixmap(kIcon, kIcon));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(8);
    column->addWidget(icon);
    column->addWidget(label(tr("Hysteron %1").arg(version), TextRole::Counter));
    column->addWidget(label(tr("The desktop laboratory for hysteresis, metastability and grokking in deep networks."),
                            TextRole::Body));
    column->addSpacing(8);
    column->addWidget(label(tr("Licence"), TextRole::BodyStrong));
    column->addWidget(label(tr("GNU General Public License, version 3 or later "
                               "(<a href=\"https://www.gnu.org/licenses/gpl-3.0.html\">GPL-3.0-or-later</a>), "
                               "without any warranty."),
                            TextRole::Body));
    column->addWidget(label(tr("To cite"), TextRole::BodyStrong));
    column->addWidget(label(citation, TextRole::Body));
    column->addWidget(label(tr("The paper"), TextRole::BodyStrong));
    column->addWidget(
        label(tr("I. T. Ersoy, K. Wiesner: <i>Noise-Driven Escape from Metastable Phases explains Grokking in Deep "
                 "Neural Networks</i>, <a href=\"https://arxiv.org/abs/2606.17120\">arXiv:2606.17120</a>."),
              TextRole::Body));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton* copy = buttons->addButton(tr("Copy citation"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, this, [citation] { QGuiApplication::clipboard()->setText(citation); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addSpacing(8);
    column->addWidget(buttons);
    setMinimumWidth(520);
}

} // namespace hysteron::ui
