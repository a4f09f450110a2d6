// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

namespace hysteron::ui {

QColor Palette::mode(int index) const
{
    constexpr int kModes = 5;
    return modes[((index % kModes) + kModes) % kModes];
}

const Palette& paletteFor(Scheme scheme)
{
    static const Palette light{
        .background = "#F6F7F9",
        .surface = "#FFFFFF",
        .border = "#E1E5EA",
        .text = "#1A1F26",
        .muted = "#66707D",
        .grid = "#EDF0F3",
        .accent = "#3457D5",
        .accentSurface = "#EAEFFD",
        .onAccent = "#FFFFFF",
        .train = "#98A2AE",
        .test = "#1A1F26",
        .warning = "#C0262D",
        .modes = {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#8C6D1F"},
    };
    static const Palette dark{
        .background = "#12151A",
        .surface = "#1A1E24",
        .border = "#2B313A",
        .text = "#E7EAEE",
        .muted = "#97A1AE",
        .grid = "#252B33",
        .accent = "#8FA8FF",
        .accentSurface = "#242C45",
        .onAccent = "#12151A",
        .train = "#6C7784",
        .test = "#E7EAEE",
        .warning = "#FF7B72",
        .modes = {"#56B4E9", "#FF8F3F", "#3CCB9B", "#E39AC4", "#E6C229"},
    };
    return scheme == Scheme::Dark ? dark : light;
}

} // namespace hysteron::ui
