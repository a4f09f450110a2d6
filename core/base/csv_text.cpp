// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv_text.h"

#include "core/base/number_format.h"

namespace hysteron {

void CsvText::comment(std::string_view text)
{
    m_text += "# ";
    m_text += text;
    m_text += m_endOfLine;
}

CsvText& CsvText::cell(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") != std::string_view::npos)
        return quoted(text);
    separate();
    m_text += text;
    return *this;
}

CsvText& CsvText::cell(double number)
{
    separate();
    m_text += shortestExact(number);
    return *this;
}

CsvText& CsvText::quoted(std::string_view text)
{
    separate();
    m_text += '"';
    for (const char c : text) {
        if (c == '"')
            m_text += c;
        m_text += c;
    }
    m_text += '"';
    return *this;
}

void CsvText::endRow()
{
    m_text += m_endOfLine;
    m_inRow = false;
}

void CsvText::separate()
{
    if (m_inRow)
        m_text += ',';
    m_inRow = true;
}

} // namespace hysteron
