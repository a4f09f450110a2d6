// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/reproduction_study.h"

#include "core/study/kind_json.h"
#include "core/study/record.h"

#include <exception>
#include <utility>

namespace hysteron::study {

namespace {

class ReproductionStudy : public Study
{
public:
    ReproductionStudy(ReproductionRequest request, paper::Reproducer reproducer)
        : m_request(std::move(request)), m_reproducer(std::move(reproducer))
    {
        take();
    }

    /// One measurement, which cannot be cut; progress() tells of it meanwhile.
    void advance(std::chrono::milliseconds, const std::stop_token& stop) override
    {
        const auto report = [this](const paper::ReproductionProgress& progress) {
            tell({progress.share, Text(progress.what), progress.secondsLeft});
        };
        m_failed = m_reproducer.measureNext(report, stop);
        take();
    }
    [[nodiscard]] bool finished() const override { return m_reproducer.finished() || !m_failed.empty(); }

    [[nodiscard]] Record record() const override
    {
        Record record;
        record.provenance =
            provenanceHere({{.request = m_request,
                             .position = 0,
                             .fingerprint = paper::figuresFingerprint(m_soFar->figures, m_soFar->evidence),
                             .engine = "fast",
                             .precision = "f64"}});
        record.outcome = !m_failed.empty()   ? Outcome::Inconclusive
                         : m_soFar->complete ? Outcome::Done
                                             : Outcome::Unfinished;
        record.values = ReproductionRecord{m_soFar};
        record.problems = m_failed;
        return record;
    }

    /// What is finished is kept in files (Resources::kept); where there are none, it is measured again.
    [[nodiscard]] std::string checkpoint() const override
    {
        return Json{{"question", questionOf(m_request)}, {"measured", m_soFar->measured.size()}}.dump();
    }
    [[nodiscard]] Errors resume(const std::string& checkpoint) override
    {
        return readCheckpoint(checkpoint, questionOf(m_request), [this](const Json& json) -> Errors {
            const auto measured = json.at("measured").get<std::size_t>();
            while (m_soFar->measured.size() < measured && !finished())
                advance({}, {});
            return m_failed;
        });
    }

private:
    void take() { m_soFar = std::make_shared<const paper::Reproduction>(m_reproducer.soFar()); }

    const ReproductionRequest m_request;
    paper::Reproducer m_reproducer;
    std::shared_ptr<const paper::Reproduction> m_soFar;
    Errors m_failed;
};

} // namespace

Result<std::unique_ptr<Study>> makeStudy(const ReproductionRequest& request, const Resources& resources,
                                         const std::stop_token&)
{
    auto reproducer = paper::Reproducer::create(
        {request.figures, {request.seeds, request.firstSeed, resources.threads}, resources.kept});
    if (!reproducer)
        return reproducer.errors();
    return std::unique_ptr<Study>(std::make_unique<ReproductionStudy>(request, std::move(reproducer).value()));
}

void write(Json& json, const ReproductionRequest& request)
{
    json["figures"] = request.figures;
    json["seeds"] = request.seeds;
    json["first_seed"] = request.firstSeed;
}

void read(Reader& reader, ReproductionRequest& request)
{
    reader.read("figures", request.figures);
    reader.read("seeds", request.seeds);
    reader.read("first_seed", request.firstSeed);
}

void write(Json& json, const ReproductionRecord& record)
{
    const paper::Reproduction& reproduction = *record.reproduction;
    Json& figures = json["figures"] = Json::array();
    for (const std::string& id : reproduction.figures) {
        const figure::Figure figure = paper::findFigure(id)->make(reproduction.evidence);
        figures.push_back({{"id", id},
                           {"title", english(figure.title)},
                           {"caption", english(figure.caption)},
                           {"tables", figure.tables}});
    }
    json["claims"] = Json::parse(paper::claimsToJson(paper::claimsFrom(reproduction.evidence)));
    json["complete"] = reproduction.complete;
}

} // namespace hysteron::study
