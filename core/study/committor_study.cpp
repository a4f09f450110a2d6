// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/committor_study.h"

#include "core/base/fingerprint.h"
#include "core/experiment/fields.h"
#include "core/study/kind_json.h"
#include "core/study/one_piece_study.h"
#include "core/study/record.h"

namespace hysteron::study {

namespace {

class CommittorStudy : public OnePieceStudy<CommittorRequest>
{
public:
    CommittorStudy(const CommittorRequest& request, int threads, std::unique_ptr<Simulation> start)
        : OnePieceStudy(request, Text("%1 walkers", request.walkers)), m_threads(threads), m_start(std::move(start))
    {
    }

    [[nodiscard]] Record record() const override
    {
        const sampling::Committor& committor = m_values.committor;
        Fingerprint fingerprint;
        fingerprint.add(static_cast<std::uint64_t>(committor.upper));
        fingerprint.add(static_cast<std::uint64_t>(committor.lower));
        fingerprint.add(static_cast<std::uint64_t>(committor.undecided));
        fingerprint.add(committor.upperThreshold);
        fingerprint.add(committor.lowerThreshold);
        Record record;
        record.provenance = provenanceHere({{.request = request(),
                                             .position = 0,
                                             .fingerprint = fingerprint.hex(),
                                             .engine = "fast",
                                             .precision = "f64"}});
        record.outcome = outcome(committor.share.has_value());
        record.values = m_values;
        record.problems = problems();
        return record;
    }

protected:
    [[nodiscard]] Errors answer(const std::stop_token& stop) override
    {
        auto result = sampling::committor(
            *m_start, weightsOf(request().experiment),
            {.walkers = request().walkers, .maxEpochs = request().maxEpochs, .threads = m_threads}, stop);
        if (!result)
            return result.errors();
        if (!stop.stop_requested())
            m_values.committor = *result;
        return {};
    }

private:
    const int m_threads;
    const std::unique_ptr<Simulation> m_start;
    CommittorRecord m_values;
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
