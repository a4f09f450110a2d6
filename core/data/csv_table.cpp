#include "core/data/csv_table.h"

#include "core/data/limits.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <set>
#include <string_view>

namespace hysteron {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \t\r";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos)
        return {};
    text = text.substr(first, text.find_last_not_of(kBlank) - first + 1);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
    return text;
}

/// Cells of a line; a separator inside quotes belongs to its cell.
std::vector<std::string> cellsOf(std::string_view line, char separator)
{
    std::vector<std::string> cells;
    std::size_t start = 0;
    bool quoted = false;
    for (std::size_t i = 0; i <= line.size(); ++i) {
        if (i < line.size() && line[i] == '"')
            quoted = !quoted;
        if (i == line.size() || (line[i] == separator && !quoted)) {
            cells.emplace_back(trimmed(line.substr(start, i - start)));
            start = i + 1;
        }
    }
    return cells;
}

/// The separator that makes most cells of the header.
char separatorOf(const std::string& header)
{
    char best = ',';
    for (const char candidate : {';', '\t'})
        if (cellsOf(header, candidate).size() > cellsOf(header, best).size())
            best = candidate;
    return best;
}

bool readNumber(const std::string& cell, double& value)
{
    // from_chars knows no plus sign.
    const char* begin = cell.data() + (cell.starts_with('+') && !cell.starts_with("+-") ? 1 : 0);
    const char* end = cell.data() + cell.size();
    const auto [rest, status] = std::from_chars(begin, end, value);
    return status == std::errc() && rest == end && std::isfinite(value);
}

constexpr std::uintmax_t kMostBytes = 1'000'000'000;
constexpr std::size_t kEnoughErrors = 5; ///< the first few say what is wrong with a file

class Reader
{
public:
    Reader(std::string path, std::string field) : m_path(std::move(path)), m_field(std::move(field)) {}

    Result<CsvTable> read()
    {
        std::error_code status;
        if (!std::filesystem::is_regular_file(m_path, status))
            return error("must be a file that exists");
        if (std::filesystem::file_size(m_path, status) > kMostBytes)
            return error("must not be larger than 1 GB");
        std::ifstream file(m_path, std::ios::binary);
        std::string line;
        if (!file || !std::getline(file, line))
            return error(file.eof() ? "is empty; a header line and rows of numbers are needed" : "cannot be read");
        while (line.starts_with('#')) {
            ++m_line;
            if (!std::getline(file, line))
                return error("has nothing but comments; a header line and rows of numbers are needed");
        }
        if (const Errors errors = readHeader(line); !errors.empty())
            return errors;
        Errors errors;
        bool ended = false;
        while (std::getline(file, line)) {
            ++m_line;
            const bool blank = trimmed(line).empty();
            ended = ended || blank;
            if (blank)
                continue;
            if (ended)
                return error(Text("has an empty line before line %1", m_line));
            readRow(line, errors);
            if (errors.size() >= kEnoughErrors)
                return errors;
            if (static_cast<double>(m_table.rows() * m_table.names.size()) > kMostNumbers)
                return error("must not have more than 32 million numbers");
        }
        if (!errors.empty())
            return errors;
        if (file.bad())
            return error("cannot be read to its end");
        if (m_table.rows() == 0)
            return error("has no rows below its header");
        return std::move(m_table);
    }

private:
    [[nodiscard]] Error error(const Text& rule) const { return {m_field, m_path, rule}; }

    Errors readHeader(std::string line)
    {
        if (line.starts_with("\xEF\xBB\xBF"))
            line.erase(0, 3);
        m_separator = separatorOf(line);
        m_table.names = cellsOf(line, m_separator);
        std::set<std::string> seen;
        Errors errors;
        int numbers = 0;
        for (std::size_t i = 0; i < m_table.names.size(); ++i) {
            double ignored = 0.0;
            numbers += readNumber(m_table.names[i], ignored);
            if (m_table.names[i].empty())
                errors.push_back(error(Text("has no name for column %1 in its header", i + 1)));
            else if (!seen.insert(m_table.names[i]).second)
                errors.push_back(error(Text("has two columns called %1", m_table.names[i])));
        }
        if (numbers == static_cast<int>(m_table.names.size()))
            return {error("has numbers in its first line, where the names of the columns are needed")};
        m_table.columns.resize(m_table.names.size());
        return errors;
    }

    void readRow(const std::string& line, Errors& errors)
    {
        const std::vector<std::string> cells = cellsOf(line, m_separator);
        if (cells.size() != m_table.names.size()) {
            errors.push_back(
                error(Text("line %1 has %2 cells, the header has %3", m_line, cells.size(), m_table.names.size())));
            return;
        }
        for (std::size_t i = 0; i < cells.size() && errors.size() < kEnoughErrors; ++i) {
            double value = 0.0;
            if (readNumber(cells[i], value))
                m_table.columns[i].push_back(value);
            else
                errors.push_back(
                    {m_field, cells[i].empty() ? "(empty)" : cells[i],
                     Text("must be a finite number (line %1, column %2 of %3)", m_line, m_table.names[i], m_path)});
        }
    }

    std::string m_path;
    std::string m_field;
    CsvTable m_table;
    char m_separator = ',';
    std::size_t m_line = 1;
};

} // namespace

std::size_t CsvTable::find(const std::string& name) const
{
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

Result<CsvTable> readCsv(const std::string& path, const std::string& field)
{
    return Reader(path, field).read();
}

} // namespace hysteron
