// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace hysteron::study {

struct Record;

/// How a study stands, for the exit status and the colour of a line.
enum class Outcome {
    Unfinished,   ///< more to do, or stopped: what was finished is in the record
    Done,         ///< the question is answered
    Inconclusive, ///< finished, and the answer is not the one that was hoped for: diverged, too few events
};

/// What a person sees while waiting.
struct Progress {
    double share = 0.0;                ///< of the work, 0..1
    Text what;                         ///< in a few words: "epoch 1024 of 20000, 37 of 300 wait"
    std::optional<double> secondsLeft; ///< where the study knows better than its pace so far tells
};

/// What a study may use. Results do not depend on it.
struct Resources {
    int threads = 1; ///< 1..256
    std::filesystem::path kept =
        {}; ///< where a reproduction keeps its tables and finds them again; empty: nothing is kept
};

/// Something that was asked for, on its way to the answer: a run, an ensemble of escapes, a sweep, a fit, ...
/// (kinds.h).
///
///     auto study = makeStudy(request, {.threads = 2}, stop);
///     while (!study.value()->finished() && !stop.stop_requested())
///         study.value()->advance(50ms, stop);
///     const Record record = study.value()->record();
///
/// Single-threaded towards its owner: one call at a time, but for progress(). How the work is cut into calls changes no
/// number.
class Study
{
public:
    virtual ~Study() = default;
    Study() = default;
    Study(const Study&) = delete;
    Study& operator=(const Study&) = delete;

    /// Goes on for about this long (some kinds have pieces that cannot be cut and take longer). A stop is heard within
    /// some milliseconds and leaves whole epochs.
    virtual void advance(std::chrono::milliseconds budget, const std::stop_token& stop) = 0;
    [[nodiscard]] virtual bool finished() const = 0;
    /// The answer so far: values, outcome and where they come from.
    [[nodiscard]] virtual Record record() const = 0;

    /// Stands still when it has come so far (Source::position), as if it were finished; to be asked before it goes on.
    void standAt(std::int64_t position) { m_limit = position; }

    /// Everything that going on needs besides the request, as text (JSON, versioned): resume() of a new study of the
    /// same request stands where this one stood, bit for bit.
    [[nodiscard]] virtual std::string checkpoint() const = 0;
    /// Errors: not a checkpoint of such a study; then nothing has changed.
    [[nodiscard]] virtual Errors resume(const std::string& checkpoint) = 0;

    /// May be asked from any thread, also while advance() runs.
    [[nodiscard]] Progress progress() const
    {
        const std::lock_guard lock(m_mutex);
        return m_progress;
    }

protected:
    void tell(Progress progress)
    {
        const std::lock_guard lock(m_mutex);
        m_progress = std::move(progress);
    }

    /// Where to stand still; empty: at the end.
    [[nodiscard]] const std::optional<std::int64_t>& limit() const { return m_limit; }
    [[nodiscard]] bool isAtLimit(std::int64_t position) const { return m_limit && position >= *m_limit; }
    /// Of `count` more units of work those before the limit.
    [[nodiscard]] std::int64_t upToLimit(std::int64_t position, std::int64_t count) const
    {
        return m_limit ? std::min(count, *m_limit - position) : count;
    }

private:
    std::optional<std::int64_t> m_limit;
    mutable std::mutex m_mutex;
    Progress m_progress;
};

} // namespace hysteron::study
