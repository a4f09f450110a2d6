// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/fingerprint.h"
#include "core/data/csv_rows.h"
#include "core/data/csv_table.h"
#include "core/data/limits.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <set>

namespace hysteron {

namespace {

constexpr std::uintmax_t kMostBytes = 1'000'000'000;
/// A quote that stays open for longer is a slip and not a cell.
constexpr std::size_t kLongestCell = 1 << 20;

bool isBlank(std::string_view line)
{
    return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

class Reader
{
public:
    Reader(std::string path, std::string field, const std::stop_token& stop)
        : m_path(std::move(path)), m_field(std::move(field)), m_stop(stop)
    {
    }

    Result<CsvTable> read()
    {
        std::error_code status;
        if (!std::filesystem::is_regular_file(m_path, status))
            return error("must be a file that exists");
        const std::uintmax_t size = std::filesystem::file_size(m_path, status);
        if (status || size > kMostBytes)
            return error("must not be larger than 1 GB");
        m_file.open(m_path, std::ios::binary);
        if (!m_file)
            return error("cannot be read");
        if (const Errors errors = skipComments(); !errors.empty())
            return errors;
        m_cells.text.reserve(size); // all of it, so that it is never copied
        const char separator = findSeparator();
        CsvRows rows(separator);
        if (const Errors errors = readHeader(rows); !errors.empty())
            return errors;
        if (const Errors errors = readRows(rows); !errors.empty())
            return errors;
        m_fingerprint.add(m_bytes); // as fingerprintOf() does after the last byte
        return CsvTable(m_path, std::move(m_names), std::move(m_cells), std::move(m_lines), m_fingerprint.hex());
    }

private:
    [[nodiscard]] Error error(const Text& rule) const { return {m_field, m_path, rule}; }

    bool nextLine()
    {
        ++m_line;
        if (!std::getline(m_file, m_text))
            return false;
        if (m_line > m_hashedLine) { // the first lines are read more than once
            m_hashedLine = m_line;
            hash(m_text);
            if (!m_file.eof())
                hash("\n");
        }
        if (m_text.ends_with('\r'))
            m_text.pop_back();
        m_text += '\n';
        return true;
    }

    void hash(std::string_view bytes)
    {
        m_fingerprint.addPart(bytes);
        m_bytes += bytes.size();
    }

    /// Stops in front of the header, which the first line is that is neither empty nor a comment.
    Errors skipComments()
    {
        constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
        std::array<char, kByteOrderMark.size()> first{};
        m_file.read(first.data(), first.size());
        const bool marked = std::string_view(first.data(), first.size()) == kByteOrderMark;
        m_file.clear();
        m_file.seekg(marked ? static_cast<std::streamoff>(kByteOrderMark.size()) : 0);
        if (marked)
            hash(kByteOrderMark);
        while (true) {
            m_header = m_file.tellg();
            if (!nextLine()) {
                if (m_line == 1)
                    return {error("is empty; a header line and rows of numbers are needed")};
                return {error("has nothing but comments; a header line and rows of numbers are needed")};
            }
            if (!m_text.starts_with('#') && !isBlank(m_text))
                break;
        }
        m_headerLine = m_line;
        returnToHeader();
        return {};
    }

    void returnToHeader()
    {
        m_file.clear();
        m_file.seekg(m_header);
        m_line = m_headerLine - 1;
    }

    /// The separator that makes most cells of the header.
    char findSeparator()
    {
        char best = ',';
        std::size_t most = 0;
        for (const char candidate : {',', ';', '\t'}) {
            CsvRows rows(candidate);
            CsvCells cells;
            while (nextLine() && !rows.feed(m_text, cells) && rows.open() < kLongestCell) {
            }
            if (cells.size() > most) {
                best = candidate;
                most = cells.size();
            }
            returnToHeader();
        }
        return best;
    }

    /// The next row. Errors: a quote without an end.
    Errors readRow(CsvRows& rows)
    {
        const std::size_t begin = m_line;
        bool complete = rows.feed(m_text, m_cells);
        while (!complete && rows.open() < kLongestCell && nextLine())
            complete = rows.feed(m_text, m_cells);
        if (!complete)
            return {error(Text("has a quote in line %1 that is not closed", begin))};
        return {};
    }

    Errors readHeader(CsvRows& rows)
    {
        nextLine();
        if (Errors errors = readRow(rows); !errors.empty())
            return errors;
        std::set<std::string> seen;
        Errors errors;
        std::size_t numbers = 0;
        for (std::size_t i = 0; i < m_cells.size(); ++i) {
            m_names.emplace_back(m_cells[i]);
            numbers += finiteNumber(m_names.back()) ? 1 : 0;
            if (m_names.back().empty())
                errors.push_back(error(Text("has no name for column %1 in its header", i + 1)));
            else if (!seen.insert(m_names.back()).second)
                errors.push_back(error(Text("has two columns called %1", m_names.back())));
        }
        if (numbers == m_names.size())
            return {error("has numbers in its first line, where the names of the columns are needed")};
        m_cells.keep(0);
        return errors;
    }

    Errors readRows(CsvRows& rows)
    {
        Errors errors;
        bool ended = false;
        while (nextLine()) {
            if (m_stop.stop_requested())
                return {error("was not read to its end")};
            const bool blank = isBlank(m_text);
            ended = ended || blank;
            if (blank)
                continue;
            if (ended)
                return {error(Text("has an empty line before line %1", m_line))};
            const std::size_t line = m_line, before = m_cells.size();
            if (Errors open = readRow(rows); !open.empty())
                return open;
            if (const std::size_t count = m_cells.size() - before; count != m_names.size()) {
                errors.push_back(error(Text("line %1 has %2 cells, the header has %3", line, count, m_names.size())));
                if (errors.size() >= kEnoughCsvErrors)
                    return errors;
                m_cells.keep(before);
                continue;
            }
            m_lines.push_back(static_cast<std::uint32_t>(line));
            if (static_cast<double>(m_cells.size()) > kMostNumbers)
                return {error("must not have more than 32 million cells")};
        }
        if (m_file.bad())
            return {error("cannot be read to its end")};
        if (m_lines.empty() && errors.empty())
            return {error("has no rows below its header")};
        return errors;
    }

    std::string m_path;
    std::string m_field;
    std::stop_token m_stop;
    std::ifstream m_file;
    std::string m_text; ///< the present line; ends with \n
    std::size_t m_line = 0;
    std::streampos m_header;
    std::size_t m_headerLine = 0;
    Fingerprint m_fingerprint;
    std::uint64_t m_bytes = 0;    ///< that it was made of so far
    std::size_t m_hashedLine = 0; ///< the last of them
    std::vector<std::string> m_names;
    CsvCells m_cells;
    std::vector<std::uint32_t> m_lines;
};

} // namespace

Result<CsvTable> readCsv(const std::string& path, const std::string& field, const std::stop_token& stop)
{
    return Reader(path, field, stop).read();
}

} // namespace hysteron
