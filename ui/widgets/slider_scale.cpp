// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/slider_scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hysteron::ui {

namespace {

/// Share of the travel between a special end (zero, infinity) and the ordinary range.
constexpr double kGap = 0.07;

double roundedToDigits(double value, int digits)
{
    if (value == 0.0)
        return 0.0;
    const int exponent = digits - 1 - int(std::floor(std::log10(std::abs(value))));
    // Dividing by an exact power of ten keeps 0.0035 the double that "0.0035" reads as.
    const double power = std::pow(10.0, std::abs(exponent));
    return exponent >= 0 ? std::round(value * power) / power : std::round(value / power) * power;
}

/// The largest of 1, 2, 5 times a power of ten that divides the range into at least 1000 parts.
double roundingStep(double range)
{
    const double target = range / 1000.0;
    const double decade = std::pow(10.0, std::floor(std::log10(target)));
    for (const double factor : {5.0, 2.0})
        if (factor * decade <= target * (1.0 + 1e-9))
            return factor * decade;
    return decade;
}

double roundedLinear(double value, double range)
{
    const double step = roundingStep(range);
    const double inverse = std::round(1.0 / step);
    return inverse >= 1.0 ? std::round(value * inverse) / inverse : std::round(value / step) * step;
}

} // namespace

double SliderScale::scaleStart() const
{
    return zeroAtStart ? kGap : 0.0;
}

double SliderScale::scaleEnd() const
{
    return infinityAtEnd ? 1.0 - kGap : 1.0;
}

double SliderScale::position(double value) const
{
    if (zeroAtStart && value <= 0.0)
        return 0.0;
    if (infinityAtEnd && std::isinf(value))
        return 1.0;
    const double clamped = std::clamp(value, minimum, maximum);
    const double share = kind == Kind::Linear ? (clamped - minimum) / (maximum - minimum)
                                              : std::log(clamped / minimum) / std::log(maximum / minimum);
    return scaleStart() + share * (scaleEnd() - scaleStart());
}

double SliderScale::value(double position) const
{
    if (zeroAtStart && position < kGap / 2)
        return 0.0;
    if (infinityAtEnd && position > 1.0 - kGap / 2)
        return std::numeric_limits<double>::infinity();
    const double share = std::clamp((position - scaleStart()) / (scaleEnd() - scaleStart()), 0.0, 1.0);
    if (share == 0.0)
        return minimum;
    if (share == 1.0)
        return maximum;
    const double exact =
        kind == Kind::Linear ? minimum + share * (maximum - minimum) : minimum * std::pow(maximum / minimum, share);
    double rounded = kind == Kind::Linear ? roundedLinear(exact, maximum - minimum) : roundedToDigits(exact, 3);
    if (integer)
        rounded = std::round(rounded);
    return std::clamp(rounded, minimum, maximum);
}

double SliderScale::stepped(double current, double share) const
{
    if ((share > 0.0 && current >= maximum && !infinityAtEnd) || (share < 0.0 && current < minimum))
        return current;
    const double from = position(current);
    double to = std::clamp(from + share, 0.0, 1.0);
    // A special end is one stop: never rest in the gap, and leave it onto the ordinary range.
    constexpr double kHair = 1e-9;
    if (zeroAtStart && to < kGap)
        to = share > 0.0 || from > kGap + kHair ? kGap : 0.0;
    if (infinityAtEnd && to > 1.0 - kGap)
        to = share < 0.0 || from < 1.0 - kGap - kHair ? 1.0 - kGap : 1.0;
    double next = value(to);
    if (integer && next == current)
        next = std::clamp(current + (share > 0.0 ? 1.0 : -1.0), minimum, maximum);
    return next;
}

} // namespace hysteron::ui
