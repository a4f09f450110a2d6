#include "core/experiment/control.h"

namespace hysteron {

namespace {
template<class T> void assignIfSet(T& field, const std::optional<T>& value)
{
    if (value)
        field = *value;
}

template<class T> void overwriteIfSet(std::optional<T>& field, const std::optional<T>& value)
{
    if (value)
        field = value;
}
} // namespace

Specification ControlChange::appliedTo(Specification specification) const
{
    assignIfSet(specification.training.beta, beta);
    assignIfSet(specification.training.learningRate, learningRate);
    assignIfSet(specification.training.batch, batch);
    assignIfSet(specification.training.batching, batching);
    assignIfSet(specification.noise, noise);
    return specification;
}

void ControlChange::merge(const ControlChange& later)
{
    overwriteIfSet(beta, later.beta);
    overwriteIfSet(learningRate, later.learningRate);
    overwriteIfSet(batch, later.batch);
    overwriteIfSet(batching, later.batching);
    overwriteIfSet(noise, later.noise);
}

ControlChange differenceBetween(const Specification& from, const Specification& to)
{
    const TrainingOptions &before = from.training, &after = to.training;
    ControlChange change;
    if (before.beta != after.beta)
        change.beta = after.beta;
    if (before.learningRate != after.learningRate)
        change.learningRate = after.learningRate;
    if (before.batch != after.batch)
        change.batch = after.batch;
    if (before.batching != after.batching)
        change.batching = after.batching;
    if (from.noise != to.noise)
        change.noise = to.noise;
    return change;
}

} // namespace hysteron
