// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

namespace hysteron::ui {

/// A label that wants to be centred at a point of a line (a slider's track, an axis). In the plane:
/// ui/plots/plot_labels.
struct LineLabel {
    double centre = 0.0;
    double width = 0.0;
    int priority = 0; ///< the lowest are left out first when there is not room for all
};

/// Centres of labels on a line from `left` to `right`, at least `gap` apart, in the order of their wishes, with the
/// smallest sum of squared displacements. Labels for which there is no room are empty. Wishes ascend by centre.
[[nodiscard]] std::vector<std::optional<double>> placeLabels(const std::vector<LineLabel>& wishes, double left,
                                                             double right, double gap);

} // namespace hysteron::ui
