#pragma once

#include "core/experiment/specification.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hysteron {

/// One key of the specification file. The table of all of them is the single source for reading, writing, `--set` and
/// the schema, so that these cannot disagree.
struct SpecificationField {
    std::string section;           ///< "task", "training", ...; empty for keys at the top
    std::string name;              ///< "learning_rate"
    std::string meaning;           ///< one sentence with unit
    nlohmann::ordered_json schema; ///< type and range as JSON Schema
    std::function<nlohmann::ordered_json(const Specification&)> get;
    /// Returns the rule that the value breaks, or nothing. Types only: ranges are Specification::validate()'s.
    std::function<std::optional<std::string>(Specification&, const nlohmann::ordered_json&)> set;

    [[nodiscard]] std::string key() const { return section.empty() ? name : section + "." + name; }
};

[[nodiscard]] const std::vector<SpecificationField>& specificationFields();

} // namespace hysteron
