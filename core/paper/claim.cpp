// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/claim.h"

#include <nlohmann/json.hpp>

namespace hysteron::paper {

Text name(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Holds:
        return "holds";
    case Verdict::HoldsWithCondition:
        return "holds with a condition";
    case Verdict::Misprint:
        return "misprint";
    case Verdict::Contradicted:
        return "contradicted";
    case Verdict::CannotBeTested:
        break;
    }
    return "cannot be tested";
}

std::string sign(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Holds:
        return "✓";
    case Verdict::HoldsWithCondition:
        return "≈";
    case Verdict::Misprint:
        return "≠";
    case Verdict::Contradicted:
        return "×";
    case Verdict::CannotBeTested:
        break;
    }
    return "?";
}

Verdict verdictOf(const Finding& finding)
{
    if (!finding.literal)
        return Verdict::CannotBeTested;
    if (*finding.literal)
        return Verdict::Holds;
    if (finding.otherReading.value_or(false))
        return finding.slip ? Verdict::Misprint : Verdict::HoldsWithCondition;
    return Verdict::Contradicted;
}

std::string claimsToJson(const std::vector<Claim>& claims)
{
    using Json = nlohmann::ordered_json;
    const auto orNull = [](const auto& value) { return value ? Json(*value) : Json(nullptr); };
    const auto textOrNull = [](const Text& text) { return text.empty() ? Json(nullptr) : Json(english(text)); };
    const auto idOrNull = [](const std::string& id) { return id.empty() ? Json(nullptr) : Json(id); };
    Json rows = Json::array();
    for (const Claim& claim : claims) {
        rows.push_back(
            {{"id", claim.id},
             {"what", english(claim.what)},
             {"where", english(claim.where)},
             {"stated", english(claim.stated)},
             {"stated_value", orNull(claim.statedValue)},
             {"computed", textOrNull(claim.computed)},
             {"computed_value", orNull(claim.computedValue)},
             {"measured", textOrNull(claim.measured)},
             {"measured_value", orNull(claim.measuredValue)},
             {"interval", claim.interval ? Json{claim.interval->first, claim.interval->second} : Json(nullptr)},
             {"verdict", english(name(claim.verdict()))},
             {"literal_agrees", orNull(claim.finding.literal)},
             {"other_reading_agrees", orNull(claim.finding.otherReading)},
             {"test", english(claim.test)},
             {"figure", idOrNull(claim.figure)},
             {"table", idOrNull(claim.table)}});
    }
    return rows.dump(2) + "\n";
}

} // namespace hysteron::paper
