#include "core/study/committor_study.h"

#include "core/base/fingerprint.h"
#include "core/experiment/fields.h"
#include "core/study/kind_json.h"
#include "core/study/record.h"

#include <optional>

namespace hysteron::study {

namespace {

class CommittorStudy : public Study
{
public:
    CommittorStudy(CommittorRequest request, int threads, std::unique_ptr<Simulation> start)
        : m_request(std::move(request)), m_threads(threads), m_start(std::move(start))
    {
        tell({0.0, Text("%1 walkers", m_request.walkers), std::nullopt});
    }

    /// All walkers, in one piece.
    void advance(std::chrono::milliseconds, const std::stop_token& stop) override
    {
        if (finished())
            return;
        auto result = sampling::committor(
            *m_start, weightsOf(m_request.experiment),
            {.walkers = m_request.walkers, .maxEpochs = m_request.maxEpochs, .threads = m_threads}, stop);
        if (stop.stop_requested())
            return;
        if (result)
            m_result = *result;
        else
            m_failed = result.errors();
        tell({1.0, Text("%1 walkers", m_request.walkers), std::nullopt});
    }
    [[nodiscard]] bool finished() const override { return m_result.has_value() || !m_failed.empty(); }

    [[nodiscard]] Record record() const override
    {
        const CommittorRecord values{m_result.value_or(sampling::Committor{})};
        Fingerprint fingerprint;
        fingerprint.add(static_cast<std::uint64_t>(values.committor.upper));
        fingerprint.add(static_cast<std::uint64_t>(values.committor.lower));
        fingerprint.add(static_cast<std::uint64_t>(values.committor.undecided));
        fingerprint.add(values.committor.upperThreshold);
        fingerprint.add(values.committor.lowerThreshold);
        Record record;
        record.provenance = provenanceHere({{.request = m_request,
                                             .position = 0,
                                             .fingerprint = fingerprint.hex(),
                                             .engine = "fast",
                                             .precision = "f64"}});
        record.outcome = !finished()              ? Outcome::Unfinished
                         : values.committor.share ? Outcome::Done
                                                  : Outcome::Inconclusive;
        record.values = values;
        record.problems = m_failed;
        return record;
    }

    /// It is short: what was finished is made again.
    [[nodiscard]] std::string checkpoint() const override
    {
        return Json{{"question", questionOf(m_request)}, {"finished", finished()}}.dump();
    }
    [[nodiscard]] Errors resume(const std::string& checkpoint) override
    {
        return readCheckpoint(checkpoint, questionOf(m_request), [this](const Json& json) {
            if (json.at("finished").get<bool>())
                advance({}, {});
            return Errors{};
        });
    }

private:
    const CommittorRequest m_request;
    const int m_threads;
    const std::unique_ptr<Simulation> m_start;
    std::optional<sampling::Committor> m_result;
    Errors m_failed;
};

Errors check(const CommittorRequest& request, const Resources& resources)
{
    Errors errors;
    const auto within = [&](const char* field, std::int64_t value, std::int64_t low, std::int64_t high) {
        if (value < low || value > high)
            errors.push_back({field, std::to_string(value), Text("must be a whole number from %1 to %2", low, high)});
    };
    within("walkers", request.walkers, 1, 1'000'000);
    within("max_epochs", request.maxEpochs, 1, static_cast<std::int64_t>(rangeOf("training.epochs").high));
    within("threads", resources.threads, 1, 256);
    return errors;
}

} // namespace

Result<std::unique_ptr<Study>> makeStudy(const CommittorRequest& request, const Resources& resources,
                                         const std::stop_token& stop)
{
    if (Errors errors = check(request, resources); !errors.empty())
        return errors;
    const auto prepared = prepare(request.experiment.specification, stop);
    if (!prepared)
        return prepared.errors();
    auto start = Simulation::create(*prepared, stop);
    if (!start)
        return start.errors();
    const auto count = static_cast<std::size_t>((*start)->network().weights().size());
    if (request.experiment.weights.size() != count)
        return Error{"weights", std::to_string(request.experiment.weights.size()),
                     Text("must be the %1 weights of a state of this network", count)};
    return std::unique_ptr<Study>(
        std::make_unique<CommittorStudy>(request, resources.threads, std::move(start).value()));
}

void write(Json& json, const CommittorRequest& request)
{
    write(json, request.experiment);
    json["walkers"] = request.walkers;
    json["max_epochs"] = request.maxEpochs;
}

void read(Reader& reader, CommittorRequest& request)
{
    read(reader, request.experiment);
    reader.read("walkers", request.walkers);
    reader.read("max_epochs", request.maxEpochs);
}

void write(Json& json, const CommittorRecord& record)
{
    const sampling::Committor& committor = record.committor;
    json["committor"] = orNull(committor.share);
    json["ci95"] = {committor.interval.low, committor.interval.high};
    json["undecided"] = committor.undecided;
    json["upper"] = committor.upper;
    json["lower"] = committor.lower;
    json["upper_threshold"] = committor.upperThreshold;
    json["lower_threshold"] = committor.lowerThreshold;
}

} // namespace hysteron::study
