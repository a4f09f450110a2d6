// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/csv_rows.h"

#include <csv.h>

#include <charconv>
#include <cmath>
#include <stdexcept>

namespace hysteron {

void CsvCells::keep(std::size_t count)
{
    ends.resize(count);
    text.resize(count == 0 ? 0 : ends.back());
}

std::optional<double> finiteNumber(std::string_view cell)
{
    // from_chars knows no plus sign.
    if (cell.starts_with('+') && !cell.starts_with("+-"))
        cell.remove_prefix(1);
    double value = 0.0;
    const auto [rest, status] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (status != std::errc() || rest != cell.data() + cell.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

struct CsvRows::Parser {
    csv_parser library{};
    CsvCells* cells = nullptr;
    bool rowIsComplete = false;
    std::size_t unfinished = 0; ///< bytes fed since the last complete row

    static void onCell(void* bytes, std::size_t count, void* self)
    {
        CsvCells& cells = *static_cast<Parser*>(self)->cells;
        cells.text.append(static_cast<const char*>(bytes), count);
        cells.ends.push_back(static_cast<std::uint32_t>(cells.text.size()));
    }
    static void onRow(int, void* self) { static_cast<Parser*>(self)->rowIsComplete = true; }
};

CsvRows::CsvRows(char separator) : m_parser(std::make_unique<Parser>())
{
    // Not strict: a quote inside a cell that does not begin with one is a character like others.
    csv_init(&m_parser->library, 0);
    csv_set_delim(&m_parser->library, static_cast<unsigned char>(separator));
    constexpr std::size_t kGrowth = 1 << 16; // a few bytes at a time would make a long cell slow
    csv_set_blk_size(&m_parser->library, kGrowth);
}

CsvRows::~CsvRows()
{
    csv_free(&m_parser->library);
}

bool CsvRows::feed(std::string_view line, CsvCells& cells)
{
    m_parser->cells = &cells;
    m_parser->rowIsComplete = false;
    if (csv_parse(&m_parser->library, line.data(), line.size(), &Parser::onCell, &Parser::onRow, m_parser.get()) !=
        line.size())
        throw std::runtime_error(csv_strerror(csv_error(&m_parser->library)));
    m_parser->unfinished = m_parser->rowIsComplete ? 0 : m_parser->unfinished + line.size();
    return m_parser->rowIsComplete;
}

std::size_t CsvRows::open() const
{
    return m_parser->unfinished;
}

} // namespace hysteron
