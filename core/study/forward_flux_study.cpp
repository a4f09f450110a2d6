// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/forward_flux_study.h"

#include "core/base/fingerprint.h"
#include "core/study/kind_json.h"
#include "core/study/record.h"
#include "core/theory/escape_rate.h"

#include <optional>
#include <utility>

namespace hysteron::study {

namespace {

using sampling::ForwardFlux;
using sampling::ForwardFluxRepeat;

/// What Kramers and Langer say of the same transition on the population; empty where they say nothing.
std::optional<double> langerOf(const Simulation& start)
{
    const NetworkShape& shape = start.network().shape();
    if (shape.activation != Activation::Linear)
        return std::nullopt;
    const auto path = theory::escapePath(
        {start.task().eta, shape.depth, shape.width, shape.inputs, shape.outputs, start.parameters().beta},
        start.startRank(), start.startRank() + 1);
    return path ? std::optional(path->logTau(start.parameters().temperature)) : std::nullopt;
}

Json repeatJson(const ForwardFluxRepeat& repeat)
{
    return {{"ln_tau", repeat.logTau},
            {"flux", repeat.flux},
            {"interfaces", repeat.interfaces},
            {"probabilities", repeat.probabilities},
            {"steps", repeat.steps}};
}

ForwardFluxRepeat repeatOf(const Json& json)
{
    return {json.at("flux").get<double>(), json.at("interfaces").get<std::vector<double>>(),
            json.at("probabilities").get<std::vector<double>>(), json.at("ln_tau").get<double>(),
            json.at("steps").get<std::int64_t>()};
}

class ForwardFluxStudy : public Study
{
public:
    ForwardFluxStudy(ForwardFluxRequest request, const Resources& resources, std::unique_ptr<ForwardFlux> first)
        : m_request(std::move(request)), m_threads(resources.threads), m_flux(std::move(first))
    {
        m_record.repeats = m_request.repeats;
        m_record.temperatures = std::max<std::size_t>(1, m_request.temperatures.size());
        beginPoint();
        report();
    }

    /// One repetition, which cannot be cut.
    void advance(std::chrono::milliseconds, const std::stop_token& stop) override
    {
        if (finished())
            return;
        if (!m_flux) {
            auto next = makeFlux(m_request, m_record.points.size(), m_threads, stop);
            if (stop.stop_requested())
                return;
            if (!next) {
                m_failed = next.errors();
                return;
            }
            m_flux = std::move(next).value();
            beginPoint();
        }
        ForwardFluxPoint& point = m_record.points.back();
        const auto repeat = m_flux->repeat(static_cast<int>(point.repeats.size()), stop);
        if (stop.stop_requested())
            return;
        if (!repeat) {
            point.problems = repeat.errors();
            m_failed = repeat.errors();
            return;
        }
        point.repeats.push_back(*repeat);
        if (point.repeats.size() >= 2)
            point.estimate = estimateOf(point.repeats);
        endPoint();
        report();
    }
    [[nodiscard]] bool finished() const override
    {
        return !m_failed.empty() || isAtLimit(done()) || (!m_flux && m_record.points.size() == m_record.temperatures);
    }

    [[nodiscard]] Record record() const override
    {
        Fingerprint fingerprint;
        for (const ForwardFluxPoint& point : m_record.points) {
            for (const ForwardFluxRepeat& repeat : point.repeats) {
                fingerprint.add(repeat.flux);
                fingerprint.add(repeat.interfaces);
                fingerprint.add(repeat.probabilities);
            }
        }
        Record record;
        record.provenance = provenanceHere({{.request = m_request,
                                             .position = done(),
                                             .fingerprint = fingerprint.hex(),
                                             .engine = "fast",
                                             .precision = "f64"}});
        record.outcome = !m_failed.empty() ? Outcome::Inconclusive : finished() ? Outcome::Done : Outcome::Unfinished;
        record.values = m_record;
        record.problems = m_failed;
        return record;
    }

    [[nodiscard]] std::string checkpoint() const override
    {
        Json points = Json::array();
        for (const ForwardFluxPoint& point : m_record.points) {
            Json repeats = Json::array();
            for (const ForwardFluxRepeat& repeat : point.repeats)
                repeats.push_back(repeatJson(repeat));
            points.push_back({{"temperature", point.temperature},
                              {"ln_tau_langer", orNull(point.logTauLanger)},
                              {"repeats", repeats}});
        }
        return Json{{"question", questionOf(m_request, {"repeats"})}, {"points", points}}.dump(2) + "\n";
    }
    [[nodiscard]] Errors resume(const std::string& checkpoint) override
    {
        return readCheckpoint(checkpoint, questionOf(m_request, {"repeats"}), [this](const Json& json) -> Errors {
            std::vector<ForwardFluxPoint> points;
            for (const Json& one : json.at("points")) {
                ForwardFluxPoint point;
                point.temperature = one.at("temperature").get<double>();
                if (!one.at("ln_tau_langer").is_null())
                    point.logTauLanger = one.at("ln_tau_langer").get<double>();
                for (const Json& repeat : one.at("repeats"))
                    point.repeats.push_back(repeatOf(repeat));
                // A repeat is a function of its number: fewer may be wanted now.
                point.repeats.resize(std::min(point.repeats.size(), static_cast<std::size_t>(m_request.repeats)));
                if (point.repeats.size() >= 2)
                    point.estimate = estimateOf(point.repeats);
                points.push_back(std::move(point));
            }
            if (points.empty() || points.size() > m_record.temperatures ||
                points.front().temperature != m_record.points.front().temperature)
                return {
                    {"checkpoint", ForwardFluxRequest::kKind, "must be of the same temperatures, in the same order"}};
            const bool beyondFirst = points.size() > 1;
            m_record.points = std::move(points);
            if (beyondFirst)
                m_flux.reset();
            if (beyondFirst && m_record.points.back().repeats.size() < static_cast<std::size_t>(m_request.repeats))
                m_record.points.pop_back(); // begun afresh: its first repeats are the same
            endPoint();
            report();
            return {};
        });
    }

    /// The sampler at temperature `index` of the ladder.
    static Result<std::unique_ptr<ForwardFlux>> makeFlux(const ForwardFluxRequest& request, std::size_t index,
                                                         int threads, const std::stop_token& stop)
    {
        Specification at = request.experiment.specification;
        if (!request.temperatures.empty())
            at.noise.temperature = request.temperatures[index];
        const auto prepared = prepare(at, stop);
        if (!prepared)
            return prepared.errors();
        return ForwardFlux::create(*prepared,
                                   {.walkers = request.walkers, .repeats = request.repeats, .threads = threads}, stop);
    }

private:
    /// Repetitions, at all temperatures.
    [[nodiscard]] std::int64_t done() const
    {
        std::size_t count = 0;
        for (const ForwardFluxPoint& point : m_record.points)
            count += point.repeats.size();
        return static_cast<std::int64_t>(count);
    }
    void beginPoint()
    {
        ForwardFluxPoint point;
        point.temperature = m_flux->start().parameters().temperature;
        point.logTauLanger = langerOf(m_flux->start());
        m_record.points.push_back(std::move(point));
    }
    void endPoint()
    {
        if (!m_record.points.empty() &&
            m_record.points.back().repeats.size() >= static_cast<std::size_t>(m_request.repeats))
            m_flux.reset();
    }
    void report()
    {
        const double wanted = static_cast<double>(m_record.temperatures) * m_request.repeats;
        const ForwardFluxPoint& last = m_record.points.back();
        tell({static_cast<double>(done()) / wanted,
              Text("T = %1 (%2 of %3), repeat %4 of %5", last.temperature, m_record.points.size(),
                   m_record.temperatures, last.repeats.size(), m_request.repeats),
              std::nullopt});
    }

    const ForwardFluxRequest m_request;
    const int m_threads;
    std::unique_ptr<ForwardFlux> m_flux; ///< of the last point; null when that has all its repeats
    ForwardFluxRecord m_record;
    Errors m_failed;
};

} // namespace

Result<std::unique_ptr<Study>> makeStudy(const ForwardFluxRequest& request, const Resources& resources,
                                         const std::stop_token& stop)
{
    for (const double temperature : request.temperatures)
        if (!(temperature > 0.0))
            return Error{"temperatures", std::to_string(temperature), "must each be above 0"};
    auto flux = ForwardFluxStudy::makeFlux(request, 0, resources.threads, stop);
    if (!flux)
        return flux.errors();
    return std::unique_ptr<Study>(std::make_unique<ForwardFluxStudy>(request, resources, std::move(flux).value()));
}

void write(Json& json, const ForwardFluxRequest& request)
{
    write(json, request.experiment);
    json["walkers"] = request.walkers;
    json["repeats"] = request.repeats;
    json["temperatures"] = request.temperatures;
}

void read(Reader& reader, ForwardFluxRequest& request)
{
    read(reader, request.experiment);
    reader.read("walkers", request.walkers);
    reader.read("repeats", request.repeats);
    reader.read("temperatures", request.temperatures);
}

void write(Json& json, const ForwardFluxRecord& record)
{
    Json points = Json::array();
    std::int64_t allSteps = 0;
    for (const ForwardFluxPoint& point : record.points) {
        Json repeats = Json::array();
        std::int64_t steps = 0;
        for (const ForwardFluxRepeat& repeat : point.repeats) {
            steps += repeat.steps;
            repeats.push_back(repeatJson(repeat));
        }
        allSteps += steps;
        const auto& estimate = point.estimate;
        points.push_back(
            {{"temperature", point.temperature},
             {"ln_tau", estimate ? Json(estimate->logTau) : Json(nullptr)},
             {"ci95",
              {estimate ? Json(estimate->low) : Json(nullptr), estimate ? Json(estimate->high) : Json(nullptr)}},
             {"ln_tau_langer", orNull(point.logTauLanger)},
             {"interfaces", point.repeats.empty() ? Json::array() : Json(point.repeats.front().interfaces)},
             {"steps", steps},
             {"repeats", repeats}});
    }
    json.update(points.front()); // there is always one that was begun
    if (record.temperatures > 1) {
        json["steps"] = allSteps;
        json["points"] = points;
    }
}

} // namespace hysteron::study
