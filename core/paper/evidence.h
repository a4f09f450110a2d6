// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure/figure.h"
#include "core/paper/claim.h"
#include "core/paper/table.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace hysteron::paper {

using figure::Figure;

/// Everything that was measured, by name of the table. What is missing was not measured (yet).
class Evidence
{
public:
    void add(Table table) { m_tables[table.name] = std::move(table); }
    /// Null when it was not measured.
    [[nodiscard]] const Table* find(const std::string& tableName) const;
    [[nodiscard]] const std::map<std::string, Table>& tables() const { return m_tables; }

private:
    std::map<std::string, Table> m_tables;
};

enum class FigureGroup { Paper, Prediction };

/// A figure of the paper, or of one of the predictions it makes.
struct FigureEntry {
    std::string id; ///< as on the command line: "fig1a"
    Text title;     ///< "Fig. 1(a)"
    Text what;      ///< one sentence
    FigureGroup group = FigureGroup::Paper;
    std::vector<std::string> measurements;       ///< ids; none: closed forms
    std::function<Figure(const Evidence&)> make; ///< from the tables of its measurements; what is missing is left out
};
[[nodiscard]] const std::vector<FigureEntry>& figureEntries();
/// Null for an unknown id.
[[nodiscard]] const FigureEntry* findFigure(const std::string& id);

/// The ledger: all rows, whatever was measured; without their data they cannot be tested.
[[nodiscard]] std::vector<Claim> claimsFrom(const Evidence& evidence);

} // namespace hysteron::paper
