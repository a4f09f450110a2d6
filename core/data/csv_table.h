#pragma once

#include "core/base/result.h"

#include <string>
#include <vector>

namespace hysteron {

/// A numeric table read from a CSV file: header line, then rows of finite numbers. Comma, semicolon or tab; a UTF-8
/// byte order mark, quotes around names, CRLF, comment lines (#) before the header and empty lines at the end are
/// accepted.
struct CsvTable {
    std::vector<std::string> names;
    std::vector<std::vector<double>> columns;

    [[nodiscard]] std::size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
    /// Index of the column called `name`, or names.size().
    [[nodiscard]] std::size_t find(const std::string& name) const;
};

/// Errors name the file in `field` (as given by the caller), line and column in the rule.
[[nodiscard]] Result<CsvTable> readCsv(const std::string& path, const std::string& field);

} // namespace hysteron
