// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/parts.h"

#include <cmath>
#include <cstdio>

namespace hysteron::paper {

std::vector<double> grid(double low, double high, int count)
{
    std::vector<double> values;
    for (int i = 0; i <= count; ++i)
        values.push_back(low + (high - low) * i / count);
    return values;
}

Series line(Text label, Role role, Mark mark, std::vector<double> x, const std::function<double(double)>& f)
{
    Series s;
    s.label = std::move(label);
    s.role = role;
    s.mark = mark;
    for (const double value : x)
        s.y.push_back(f(value));
    s.x = std::move(x);
    return s;
}

Role modeRole(int mode)
{
    return static_cast<Role>(static_cast<int>(Role::Mode1) + std::clamp(mode, 0, 7));
}

std::string number(double value, int digits)
{
    char text[32];
    std::snprintf(text, sizeof(text), "%.*g", digits, value);
    return text;
}

std::string withInterval(double value, double low, double high, int digits)
{
    return number(value, digits) + " [" + number(low, digits) + ", " + number(high, digits) + "]";
}

std::vector<analysis::Passage> passagesOf(const Table& table)
{
    const std::size_t time = table.column("time"), censored = table.column("censored");
    std::vector<analysis::Passage> passages;
    for (const std::vector<double>& row : table.rows)
        passages.push_back({row[time], row[censored] != 0.0});
    return passages;
}

std::vector<FreeEnergyDifference> freeEnergyDifferences(const Table& table)
{
    const double saddle = *weakMode().saddle(kBeta);
    std::vector<FreeEnergyDifference> result;
    for (const double temperature : table.distinct("temperature")) {
        const Table at = table.where("temperature", temperature);
        std::vector<double> differences;
        for (const double repeat : at.distinct("repeat")) {
            const Table one = at.where("repeat", repeat);
            const auto from = one.values("from"), to = one.values("to"), free = one.values("free_energy");
            double lower = 0.0, upper = 0.0;
            for (std::size_t i = 0; i < free.size(); ++i)
                (0.5 * (from[i] + to[i]) < saddle ? lower : upper) += std::exp(-free[i] / temperature);
            differences.push_back(-temperature * std::log(upper / lower));
        }
        result.push_back({temperature, meanOf(differences)});
    }
    return result;
}

std::optional<double> freeEnergyCrossing(const std::vector<FreeEnergyDifference>& differences)
{
    for (std::size_t i = 1; i < differences.size(); ++i) {
        const double before = differences[i - 1].difference.value, after = differences[i].difference.value;
        if ((before > 0.0) != (after > 0.0))
            return differences[i - 1].temperature +
                   (differences[i].temperature - differences[i - 1].temperature) * before / (before - after);
    }
    return std::nullopt;
}

} // namespace hysteron::paper
