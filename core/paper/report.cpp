// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/report.h"

#include "core/base/files.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace hysteron::paper {

namespace {

constexpr const char* kStyle = R"(
:root { color-scheme: light; --text: #1a1f26; --muted: #66707d; --border: #e1e5ea; --accent: #3457d5; }
body { font: 16px/1.55 Inter, system-ui, sans-serif; color: var(--text); background: #f6f7f9; margin: 0; }
main { max-width: 860px; margin: 0 auto; padding: 48px 24px 96px; }
h1 { font-size: 30px; line-height: 1.2; margin: 0 0 8px; } h2 { font-size: 20px; margin: 0 0 4px; }
a { color: var(--accent); } p.lead { font-size: 18px; } .muted, figcaption { color: var(--muted); font-size: 14px; }
section { background: #fff; border: 1px solid var(--border); border-radius: 10px; padding: 20px 24px; margin: 20px 0; }
figure { margin: 12px 0 0; } figure svg { width: 100%; height: auto; display: block; }
figure.column svg { width: 52%; min-width: 340px; }
code { background: #eaeffd; color: var(--accent); padding: 1px 6px; border-radius: 5px; font-size: 13px; }
table { border-collapse: collapse; width: 100%; font-size: 13px; line-height: 1.4; }
th, td { text-align: left; vertical-align: top; padding: 8px 8px; border-bottom: 1px solid var(--border); }
th { color: var(--muted); font-weight: 600; } .tally span { margin-right: 18px; white-space: nowrap; }
.verdict { white-space: nowrap; font-weight: 600; } .holds { color: #00795a; } .condition { color: #0072b2; }
.misprint { color: #8c6d1f; } .contradicted { color: #b3480b; } .untested { color: #66707d; }
details { margin-top: 2px; } summary { cursor: pointer; color: var(--accent); font-size: 12px; }
@media (max-width: 700px) { th:nth-child(4), td:nth-child(4) { display: none; } }
)";

std::string escaped(const std::string& text)
{
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

std::string escaped(const Text& text)
{
    return escaped(english(text));
}

const char* styleOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Holds:
        return "holds";
    case Verdict::HoldsWithCondition:
        return "condition";
    case Verdict::Misprint:
        return "misprint";
    case Verdict::Contradicted:
        return "contradicted";
    case Verdict::CannotBeTested:
        break;
    }
    return "untested";
}

/// The drawing without its XML header and its fonts, which go to `fonts` (all drawings use the same); empty when there
/// is none.
std::string svgOf(const std::filesystem::path& file, std::set<std::string>& fonts)
{
    const Result<std::string> bytes = readFile(file);
    if (!bytes)
        return {};
    const std::string& text = *bytes;
    const std::size_t begin = text.find("<svg");
    if (begin == std::string::npos)
        return {};
    const std::string open = "<style>", close = "</style>";
    const std::size_t style = text.find(open, begin), end = text.find(close, begin);
    if (style == std::string::npos || end == std::string::npos)
        return text.substr(begin);
    std::istringstream faces(text.substr(style + open.size(), end - style - open.size()));
    for (std::string face; std::getline(faces, face);)
        fonts.insert(face);
    return text.substr(begin, style - begin) + text.substr(end + close.size());
}

void appendFigure(std::ostringstream& html, const FigureEntry& entry, const Figure& figure,
                  const std::filesystem::path& out, const std::vector<Claim>& claims, std::set<std::string>& fonts)
{
    html << "<section id=\"" << entry.id << "\"><h2>" << escaped(english(figure.title)) << "</h2>\n<p class=\"muted\">"
         << escaped(entry.what) << "</p>\n<figure" << (figure.columns == 1 ? " class=\"column\">" : ">");
    const std::string svg = svgOf(out / "figures" / (entry.id + ".svg"), fonts);
    html << (svg.empty()
                 ? "<p class=\"muted\">This figure was not drawn; its numbers are in figures/" + entry.id + ".csv.</p>"
                 : svg);
    html << "<figcaption>" << escaped(english(figure.caption)) << "</figcaption></figure>\n<p class=\"muted\">";
    std::string rows;
    for (const Claim& claim : claims) {
        if (claim.figure == entry.id)
            rows +=
                (rows.empty() ? "" : ", ") + ("<a href=\"#claim-" + claim.id + "\">" + escaped(claim.what) + "</a>");
    }
    if (!rows.empty())
        html << "Tests: " << rows << ". ";
    html << "Again: <code>" << escaped(figure.command) << "</code>";
    if (!figure.preset.empty())
        html << " Live: <code>hysteron --preset " << figure.preset << "</code>";
    html << "</p></section>\n";
}

void appendLedger(std::ostringstream& html, const std::vector<Claim>& claims)
{
    html << "<section id=\"ledger\"><h2>The ledger</h2>\n<p class=\"muted\">A claim holds when the literal words agree "
            "with "
            "what is found. When they do not but another reading does, it is a misprint if that reading mends a slip "
            "of the "
            "pen, and holds with a condition if it is another setting. When no reading agrees it is contradicted. What "
            "agreement means stands in each "
            "row.</p>\n<table><tr><th>Claim</th><th>Stated</th><th>Found</th><th>Where</th>"
            "<th>Verdict</th></tr>\n";
    for (const Claim& claim : claims) {
        html << "<tr id=\"claim-" << claim.id << "\"><td>" << escaped(claim.what) << "</td><td>"
             << escaped(claim.stated) << "</td><td>";
        if (!claim.computed.empty())
            html << "Computed: " << escaped(claim.computed) << ". ";
        if (!claim.measured.empty())
            html << "Measured: " << escaped(claim.measured) << ".";
        html << "<details><summary>the test</summary>" << escaped(claim.test) << ".";
        if (!claim.table.empty())
            html << " Data: data/" << claim.table << ".csv.";
        if (!claim.figure.empty())
            html << " <a href=\"#" << claim.figure << "\">Figure</a>.";
        html << "</details></td><td>" << escaped(claim.where) << "</td><td class=\"verdict " << styleOf(claim.verdict())
             << "\">" << sign(claim.verdict()) << " " << english(name(claim.verdict())) << "</td></tr>\n";
    }
    html << "</table></section>\n";
}

/// What the trap of Fig. 1(a) shows, where it was measured.
std::string mechanism(const std::vector<Claim>& claims)
{
    const auto found = std::ranges::find(claims, "escape-by-sgd", &Claim::id);
    if (found == claims.end() || found->verdict() != Verdict::HoldsWithCondition)
        return {};
    return "The mechanism stands: weight decay makes metastable phases of low rank, and thermal noise carries a "
           "network over the barrier. The noise of mini-batches does not: at a converged trap it vanishes along the "
           "missing mode. ";
}

} // namespace

Text tellVerdicts(const std::vector<Claim>& claims, bool complete)
{
    std::map<Verdict, int> counts;
    for (const Claim& claim : claims)
        ++counts[claim.verdict()];
    const auto told = [complete](Verdict verdict, int count) {
        switch (verdict) {
        case Verdict::Holds:
            return Text("%1 hold", count);
        case Verdict::HoldsWithCondition:
            return Text("%1 hold with a condition", count);
        case Verdict::Misprint:
            return count == 1 ? Text("%1 is a misprint", count) : Text("%1 are misprints", count);
        case Verdict::Contradicted:
            return count == 1 ? Text("%1 is contradicted", count) : Text("%1 are contradicted", count);
        case Verdict::CannotBeTested:
            break;
        }
        return complete ? Text("%1 cannot be tested", count) : Text("%1 cannot be tested yet", count);
    };
    Text all;
    for (const auto& [verdict, count] : counts)
        all = all.empty() ? told(verdict, count) : Text("%1, %2", all, told(verdict, count));
    return all;
}

Text countVerdicts(const std::vector<Claim>& claims)
{
    return {"%1 claims: %2", claims.size(), tellVerdicts(claims)};
}

std::string htmlReport(const Reproduction& reproduction, const std::filesystem::path& out, const std::string& version)
{
    const Conditions& conditions = reproduction.conditions;
    const std::vector<Claim> claims = claimsFrom(reproduction.evidence);
    std::ostringstream html, figures;
    std::set<std::string> fonts;
    for (const std::string& id : reproduction.figures) {
        const FigureEntry* entry = findFigure(id);
        appendFigure(figures, *entry, drawn(*entry, reproduction.evidence, conditions), out, claims, fonts);
    }
    html << "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
            "content=\"width=device-width, initial-scale=1\">\n<title>Noise-driven escape, reproduced</title><style>"
         << kStyle;
    for (const std::string& face : fonts)
        html << face << '\n';
    html << "</style></head><body><main>\n<h1>Noise-driven escape from metastable phases, reproduced</h1>\n"
         << "<p class=\"muted\">Every figure and every quantitative claim of arXiv:2606.17120 (Ersoy and Wiesner, "
            "2026), "
            "recomputed by Hysteron "
         << version << " with " << conditions.seeds << " seeds from " << conditions.firstSeed << ".</p>\n"
         << "<p class=\"lead\">" << mechanism(claims) << english(countVerdicts(claims)) << ".</p>\n";
    html << figures.str();
    appendLedger(html, claims);
    html << "<p class=\"muted\">The data of all figures lie beside this page: data/ as measured, figures/ as drawn, "
            "claims.json for programs. The same seeds give the same numbers on any number of "
            "threads.</p></main></body></html>\n";
    return html.str();
}

} // namespace hysteron::paper
