// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/kind_json.h"
#include "core/study/study.h"

namespace hysteron::study {

/// A study whose work is one piece. It is short: what a stop cut off is begun anew, and of a checkpoint what was
/// finished is made again.
template<class Request> class OnePieceStudy : public Study
{
public:
    void advance(std::chrono::milliseconds, const std::stop_token& stop) final
    {
        if (m_finished)
            return;
        Errors problems = answer(stop);
        if (stop.stop_requested())
            return;
        m_problems = std::move(problems);
        m_finished = true;
        tell({1.0, m_what, std::nullopt});
    }
    [[nodiscard]] bool finished() const final { return m_finished; }

    [[nodiscard]] std::string checkpoint() const final
    {
        return Json{{"question", questionOf(m_request)}, {"finished", m_finished}}.dump();
    }
    [[nodiscard]] Errors resume(const std::string& checkpoint) final
    {
        return readCheckpoint(checkpoint, questionOf(m_request), [this](const Json& json) {
            if (json.at("finished").get<bool>())
                advance({}, {});
            return Errors{};
        });
    }

protected:
    /// what: for Progress, in a few words.
    OnePieceStudy(Request request, Text what) : m_request(std::move(request)), m_what(std::move(what))
    {
        tell({0.0, m_what, std::nullopt});
    }

    /// All the work. After a stop what it left behind does not count.
    [[nodiscard]] virtual Errors answer(const std::stop_token& stop) = 0;

    [[nodiscard]] const Request& request() const { return m_request; }
    /// Why there is no answer.
    [[nodiscard]] const Errors& problems() const { return m_problems; }
    /// answered: finished with the answer that was hoped for.
    [[nodiscard]] Outcome outcome(bool answered) const
    {
        return !m_finished ? Outcome::Unfinished : answered ? Outcome::Done : Outcome::Inconclusive;
    }

private:
    const Request m_request;
    const Text m_what;
    Errors m_problems;
    bool m_finished = false;
};

} // namespace hysteron::study
