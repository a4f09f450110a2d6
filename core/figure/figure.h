// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hysteron::figure {

// Figures as values: what is drawn, not how. Whoever measures or fits makes them (core/paper, a page); ui/figures draws
// them. Text is said to people and can be translated; files hold it in English.

/// What a curve stands for; the one who draws gives it its colour.
enum class Role { Text, Muted, Accent, Mode1, Mode2, Mode3, Mode4, Mode5, Mode6, Mode7, Mode8, Train, Test };
enum class Mark {
    Line,
    Thick,  ///< a stable branch
    Dashed, ///< a saddle, theory
    Dotted,
    Steps, ///< constant up to the next x
    Points,
    Rings,
    Band, ///< between low and high
};

/// One curve, cloud or band of a panel.
struct Series {
    Text label = {}; ///< written beside it in its colour; empty: not named
    Role role = Role::Text;
    Mark mark = Mark::Line;
    std::vector<double> x = {}, y = {};
    std::vector<double> low = {}, high = {}; ///< as many as y or none: 95 % intervals of points, edges of a band
    bool faint = false;                      ///< one of many

    bool operator==(const Series&) const = default;
};

/// A line across a panel at one value, with a word.
struct Level {
    Text label = {};
    double at = 0.0;
    bool vertical = true;
    Role role = Role::Muted;

    bool operator==(const Level&) const = default;
};

struct Panel {
    Text title = {}; ///< a few words above it; empty: none
    Text xLabel = {}, yLabel = {};
    bool logX = false, logY = false;
    std::optional<std::pair<double, double>> xRange = {}, yRange = {}; ///< empty: all there is
    std::vector<Series> series = {};
    std::vector<Level> levels = {};

    bool operator==(const Panel&) const = default;
};

/// One figure, complete but for its looks.
struct Figure {
    std::string id = {}; ///< "fig1a"
    Text title = {};     ///< "Fig. 1(a): hysteresis as dependence on the start"
    Text caption = {};   ///< what is seen, with computed numbers; plain sentences
    int columns = 1;     ///< panels side by side
    std::vector<Panel> panels = {};
    std::vector<std::string> tables = {}; ///< the data it was made from
    std::string preset = {};              ///< that shows it live; empty: none
    std::string command = {};             ///< that makes it again; empty: nobody said

    bool operator==(const Figure&) const = default;
};

} // namespace hysteron::figure
