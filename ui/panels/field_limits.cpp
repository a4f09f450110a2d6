// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/field_limits.h"

#include <QCoreApplication>

#include <cmath>

namespace hysteron::ui {

namespace {

struct FieldLimits {
    Q_DECLARE_TR_FUNCTIONS(FieldLimits)
};

QString number(double value)
{
    constexpr double kLongest = 1e5; // from here on a power of ten is easier to read
    const double exponent = value >= kLongest ? std::log10(value) : 0.5;
    return exponent == std::floor(exponent) ? powerOfTen(static_cast<int>(exponent)) : readableNumber(value);
}

} // namespace

NumberLimits limitsOf(const FieldRange& range, bool whole)
{
    return {.minimum = range.low, .maximum = range.high, .minimumIncluded = !range.lowOpen, .integer = whole};
}

NumberLimits limitsOf(std::string_view key)
{
    const Field& field = fieldOf(key);
    return limitsOf(field.range.value(), field.kind == FieldKind::Whole);
}

QString rangeText(std::string_view key)
{
    const FieldRange& range = rangeOf(key);
    const QString low = number(range.low), high = number(range.high);
    if (range.lowOpen && range.highOpen)
        return FieldLimits::tr("above %1 and below %2").arg(low, high);
    if (range.lowOpen)
        return FieldLimits::tr("above %1, at most %2").arg(low, high);
    return FieldLimits::tr("%1 to %2").arg(low, high);
}

QString unitText(std::string_view key)
{
    switch (fieldOf(key).unit) {
    case FieldUnit::Epochs:
        return FieldLimits::tr("epochs");
    case FieldUnit::Samples:
        return FieldLimits::tr("samples");
    case FieldUnit::TimePerStep:
        return FieldLimits::tr("time per step");
    case FieldUnit::Layers:
        return FieldLimits::tr("layers");
    case FieldUnit::Units:
        return FieldLimits::tr("hidden units");
    case FieldUnit::None:
        break;
    }
    return FieldLimits::tr("dimensionless");
}

} // namespace hysteron::ui
