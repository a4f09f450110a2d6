// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hysteron {

/// A table as CSV (RFC 4180: quotes around a cell with a comma, quote or line break in it, quotes doubled), row by row:
///
///     CsvText csv;
///     csv.cell("epoch").cell("sigma_1").endRow();
///     csv.cell(epoch).cell(sigma).endRow();
///
/// Numbers are shortest-exact: they read back as the same double.
class CsvText
{
public:
    /// Files of ours end their lines with \n, what goes to a spreadsheet's clipboard with \r\n.
    explicit CsvText(std::string_view endOfLine = "\n") : m_endOfLine(endOfLine) {}

    /// "# TEXT"; `text` is one line.
    void comment(std::string_view text);
    CsvText& cell(std::string_view text);
    CsvText& cell(double number);
    template<std::integral Number> CsvText& cell(Number number) { return cell(std::to_string(number)); }
    /// Empty where there is no number.
    CsvText& cell(const std::optional<double>& number) { return number ? cell(*number) : cell(std::string_view()); }
    /// Always in quotes: free text, which no program then takes for a number.
    CsvText& quoted(std::string_view text);
    void endRow();

    [[nodiscard]] const std::string& text() const& { return m_text; }
    [[nodiscard]] std::string text() && { return std::move(m_text); }

private:
    void separate();

    std::string_view m_endOfLine;
    std::string m_text;
    bool m_inRow = false;
};

} // namespace hysteron
