// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/label_placement.h"

#include <algorithm>
#include <numeric>

namespace hysteron::ui {

namespace {

/// Indices of the wishes that fit side by side, dropping the least important (of equals the last) until they do.
std::vector<std::size_t> fittingIndices(const std::vector<LineLabel>& wishes, double room, double gap)
{
    std::vector<std::size_t> kept(wishes.size());
    std::iota(kept.begin(), kept.end(), std::size_t{0});
    const auto needed = [&] {
        double sum = -gap;
        for (const std::size_t i : kept)
            sum += wishes[i].width + gap;
        return sum;
    };
    while (!kept.empty() && needed() > room) {
        const auto least = std::min_element(kept.rbegin(), kept.rend(), [&](std::size_t a, std::size_t b) {
            return wishes[a].priority < wishes[b].priority;
        });
        kept.erase(std::next(least).base());
    }
    return kept;
}

/// Least-squares fit of an ascending sequence by pooling adjacent violators.
std::vector<double> ascendingFit(const std::vector<double>& values)
{
    struct Block {
        double sum;
        int count;
        [[nodiscard]] double mean() const { return sum / count; }
    };
    std::vector<Block> blocks;
    for (const double value : values) {
        blocks.push_back({value, 1});
        while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() > blocks.back().mean()) {
            const Block last = blocks.back();
            blocks.pop_back();
            blocks.back().sum += last.sum;
            blocks.back().count += last.count;
        }
    }
    std::vector<double> fit;
    for (const Block& block : blocks)
        fit.insert(fit.end(), block.count, block.mean());
    return fit;
}

} // namespace

std::vector<std::optional<double>> placeLabels(const std::vector<LineLabel>& wishes, double left, double right,
                                               double gap)
{
    std::vector<std::optional<double>> centres(wishes.size());
    const std::vector<std::size_t> kept = fittingIndices(wishes, right - left, gap);
    if (kept.empty())
        return centres;

    // With the widths before each label taken off, "no overlap" becomes "ascending".
    std::vector<double> offsets, shifted;
    double edge = 0.0;
    for (const std::size_t i : kept) {
        offsets.push_back(edge + wishes[i].width / 2);
        shifted.push_back(wishes[i].centre - offsets.back());
        edge += wishes[i].width + gap;
    }
    const std::vector<double> fit = ascendingFit(shifted);
    const double last = right - (edge - gap);
    for (std::size_t n = 0; n < kept.size(); ++n)
        centres[kept[n]] = std::clamp(fit[n], left, last) + offsets[n];
    return centres;
}

} // namespace hysteron::ui
