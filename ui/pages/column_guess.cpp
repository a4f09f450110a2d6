// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/column_guess.h"

#include <algorithm>
#include <cctype>

namespace hysteron::ui {

namespace {

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

} // namespace

int guessColumn(const std::vector<std::string>& columns, const std::vector<std::string>& names)
{
    for (const bool whole : {true, false}) {
        for (const std::string& name : names) {
            for (std::size_t i = 0; i < columns.size(); ++i) {
                const std::string column = lowered(columns[i]);
                if (whole ? column == name : name.size() > 1 && column.find(name) != std::string::npos)
                    return static_cast<int>(i);
            }
        }
    }
    return -1;
}

Covariate covariateLike(const std::string& name)
{
    const std::string text = lowered(name);
    const auto contains = [&text](const char* part) { return text.find(part) != std::string::npos; };
    if (contains("eta") || contains("lr") || contains("rate"))
        return Covariate::LearningRate;
    if (text == "t" || text.starts_with("temp"))
        return Covariate::Temperature;
    return Covariate::InverseTemperature;
}

} // namespace hysteron::ui
