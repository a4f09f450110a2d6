// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/experiment/snapshot.h"
#include "core/study/kinds.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hysteron::study {

/// Where one set of numbers comes from.
struct Source {
    Request request;
    std::int64_t position = 0; ///< how far it had come: epochs; repetitions of forward flux sampling; else 0
    std::string
        fingerprint; ///< 16 hex digits; empty: nothing was computed, as in an experiment that was only written down
    std::string engine = {};    ///< "fast", "reference", or empty where no network moved
    std::string precision = {}; ///< "f64", "f32"

    bool operator==(const Source&) const = default;
};

/// What every record and every figure carries: enough to make it again and to say whether it came out the same.
struct Provenance {
    std::string version;         ///< of the program that made it
    std::string revision;        ///< of its source; empty: not known
    std::string instructionSet;  ///< of the fast engine: "AVX3"
    std::vector<Source> sources; ///< a figure of several studies has several

    bool operator==(const Provenance&) const = default;
};

/// By this program on this machine.
[[nodiscard]] Provenance provenanceHere(std::vector<Source> sources);
/// Of something that shows the numbers of several studies, each once.
[[nodiscard]] Provenance together(const std::vector<Provenance>& parts);
/// Of the run that a snapshot shows. started: its experiment without the live changes, which the snapshot knows.
[[nodiscard]] Source sourceOf(const Experiment& started, const Snapshot& snapshot);

/// "hysteron-cli reproduce fig1a --seeds 50 --first-seed 7 --out paper": the request behind the command of a figure of
/// the paper; empty for any other.
[[nodiscard]] std::optional<ReproductionRequest> reproductionIn(const std::string& command);

/// JSON, one line: what is written into files.
[[nodiscard]] std::string toText(const Provenance& provenance);
/// Reads toText(), a record, an experiment (a specification alone, or with live changes) and what older versions wrote
/// into figures. Errors: name what is wrong; a newer version of the format is refused with a sentence.
[[nodiscard]] Result<Provenance> provenanceFromText(const std::string& text);
/// Reads any file that carries one: record, experiment or session (JSON), figure (PNG, SVG, PDF), told apart by
/// content.
/// field: what errors call the file.
[[nodiscard]] Result<Provenance> readProvenance(const std::string& path, const std::string& field = "file");

} // namespace hysteron::study
