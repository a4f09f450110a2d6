// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_text.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace hysteron::ui {

namespace {

constexpr QChar kThinSpace(0x202F); // narrow no-break space
const QString kSuperscripts = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");

bool needsPowerOfTen(double value)
{
    const double size = std::abs(value);
    return size != 0.0 && (size < 1e-2 || size >= 1e5);
}

/// "1.06×10⁻³" as a program reads it, "1.06e-3".
QString withPlainExponent(QString text)
{
    static const QRegularExpression power("[×x*]10(\\^?)([⁻−-]?)([⁰¹²³⁴⁵⁶⁷⁸⁹0-9]+)$");
    const auto match = power.match(text);
    if (!match.hasMatch())
        return text;
    QString exponent = match.captured(3);
    for (int digit = 0; digit < 10; ++digit)
        exponent.replace(kSuperscripts[digit], QChar('0' + digit));
    return text.left(match.capturedStart()) + "e" + (match.captured(2).isEmpty() ? "" : "-") + exponent;
}

/// Exponent without padding: "1.06e-3".
QString compactExponent(double value, int digits)
{
    QString text = QString::number(value, 'e', digits - 1);
    const int e = int(text.indexOf('e'));
    return text.left(e) + "e" + QString::number(text.mid(e + 1).toInt());
}

QString readableLimit(double value)
{
    return value == std::floor(value) ? groupedInteger(qint64(value)) : readableNumber(value);
}

} // namespace

std::optional<double> parseNumber(const QString& text)
{
    QString plain;
    std::ranges::copy_if(text, std::back_inserter(plain), [](QChar c) { return !c.isSpace(); });
    plain = withPlainExponent(plain);
    plain.replace(QChar(0x2212), '-');
    if (plain.count(',') == 1 && !plain.contains('.'))
        plain.replace(',', '.');
    bool ok = false;
    const double value = QLocale::c().toDouble(plain, &ok);
    if (!ok || !std::isfinite(value) || plain.contains(','))
        return std::nullopt;
    return value;
}

QString boxNumber(double value)
{
    constexpr int kDigits = 6;
    if (needsPowerOfTen(value)) {
        for (int digits = 3; digits < kDigits; ++digits)
            if (QString::number(value, 'e', digits - 1).toDouble() == value)
                return compactExponent(value, digits);
        return compactExponent(value, 4);
    }
    const int integerDigits = value == 0.0 ? 1 : int(std::floor(std::log10(std::abs(value)))) + 1;
    const int usual = std::clamp(5 - std::max(integerDigits, 1), 0, 4);
    const int most = std::clamp(kDigits - integerDigits, usual, 8);
    for (int decimals = usual; decimals < most; ++decimals)
        if (QString::number(value, 'f', decimals).toDouble() == value)
            return QString::number(value, 'f', decimals);
    constexpr int kMostRounded = 6; // what is rounded anyway need not fill the box
    return QString::number(value, 'f', std::min(most, kMostRounded));
}

QString readableNumber(double value, int digits)
{
    if (!std::isfinite(value))
        return std::isnan(value) ? "–" : value > 0 ? "∞" : "−∞";
    QString text;
    if (!needsPowerOfTen(value)) {
        const int integerDigits = value == 0.0 ? 1 : int(std::floor(std::log10(std::abs(value)))) + 1;
        text = QString::number(value, 'f', std::max(digits - integerDigits, 0));
    } else {
        const QString compact = compactExponent(value, digits);
        const int e = int(compact.indexOf('e'));
        text = compact.left(e) + "×" + powerOfTen(compact.mid(e + 1).toInt());
    }
    return text.replace('-', QChar(0x2212));
}

QString plainNumber(double value, int digits)
{
    constexpr double kGrouped = 1e4, kPower = 1e7;
    if (std::abs(value) >= kGrouped && std::abs(value) < kPower && value == std::round(value))
        return groupedInteger(static_cast<qint64>(value));
    QString text = QString::number(value, 'g', digits);
    return text.contains('e') ? readableNumber(value, std::min(digits, 3)) : text.replace('-', QChar(0x2212));
}

QString powerOfTen(int exponent)
{
    QString raised = QString::number(exponent);
    for (int digit = 0; digit < 10; ++digit)
        raised.replace(QChar('0' + digit), kSuperscripts[digit]);
    return "10" + raised.replace('-', "⁻");
}

QString groupedInteger(qint64 value)
{
    QString digits = QString::number(std::abs(value));
    for (int i = int(digits.size()) - 3; i > 0; i -= 3)
        digits.insert(i, kThinSpace);
    return value < 0 ? QChar(0x2212) + digits : digits;
}

QString shortCount(double value)
{
    constexpr std::array<const char*, 4> kUnits = {"", "k", "M", "G"};
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < kUnits.size()) {
        value /= 1000.0;
        ++unit;
    }
    const int decimals = unit == 0 || value >= 99.95 ? 0 : 1;
    const QString number = QString::number(value, 'f', decimals);
    return unit == 0 ? number : number + kThinSpace + kUnits[unit];
}

bool NumberLimits::accepts(double value) const
{
    if (!std::isfinite(value) || value > maximum || (integer && value != std::floor(value)))
        return false;
    return minimumIncluded ? value >= minimum : value > minimum;
}

QString NumberLimits::rule() const
{
    const QString sentence = minimumIncluded
                                 ? integer ? tr("a whole number from %1 to %2") : tr("a number from %1 to %2")
                             : integer ? tr("a whole number above %1, at most %2")
                                       : tr("a number above %1, at most %2");
    return sentence.arg(readableLimit(minimum), readableLimit(maximum));
}

QString NumberLimits::shortRule(double value) const
{
    if (integer && std::isfinite(value) && value != std::floor(value))
        return tr("Needs a whole number");
    const QString upper = readableLimit(maximum);
    return minimumIncluded ? tr("Needs %1 to %2").arg(readableLimit(minimum), upper)
                           : tr("Needs > %1 and ≤ %2").arg(readableLimit(minimum), upper);
}

} // namespace hysteron::ui
