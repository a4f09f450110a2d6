// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/evidence.h"

#include <algorithm>

namespace hysteron::paper {

const Table* Evidence::find(const std::string& tableName) const
{
    const auto found = m_tables.find(tableName);
    return found == m_tables.end() ? nullptr : &found->second;
}

const FigureEntry* findFigure(const std::string& id)
{
    const auto found = std::ranges::find(figureEntries(), id, &FigureEntry::id);
    return found == figureEntries().end() ? nullptr : &*found;
}

} // namespace hysteron::paper
