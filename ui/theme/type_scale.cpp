// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

namespace hysteron::ui {

namespace {

constexpr auto kFamily = "Hysteron Sans";

QFont makeFont(int pixels, QFont::Weight weight)
{
    QFont font(kFamily);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    // Glyphs at their true widths: text that is animated or exported must not snap to a hinting grid.
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

} // namespace

QFont fontFor(TextRole role)
{
    switch (role) {
    case TextRole::Body:
        return makeFont(13, QFont::Normal);
    case TextRole::BodyStrong:
        return makeFont(13, QFont::DemiBold);
    case TextRole::Label:
        return makeFont(12, QFont::Normal);
    case TextRole::LabelStrong:
        return makeFont(12, QFont::DemiBold);
    case TextRole::Tick:
        return makeFont(11, QFont::Normal);
    case TextRole::Counter:
        return makeFont(16, QFont::DemiBold);
    case TextRole::Section: {
        QFont font = makeFont(11, QFont::Medium);
        font.setCapitalization(QFont::AllUppercase);
        font.setLetterSpacing(QFont::PercentageSpacing, 105);
        return font;
    }
    }
    return makeFont(13, QFont::Normal);
}

} // namespace hysteron::ui
