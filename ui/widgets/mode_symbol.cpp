// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/mode_symbol.h"

namespace hysteron::ui {

QString subscript(int number)
{
    QString digits = QString::number(number);
    for (QChar& digit : digits)
        digit = QChar(static_cast<char16_t>(u'₀' + digit.digitValue()));
    return digits;
}

QString modeSymbol(int number)
{
    return QStringLiteral("σ") + subscript(number);
}

} // namespace hysteron::ui
