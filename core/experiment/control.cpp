// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/control.h"

namespace hysteron {

namespace {
/// `access` returns the member of a specification by reference, const or not.
template<class T, class Access>
ControlPart part(const char* section, const char* name, std::optional<T> ControlChange::*member, Access access)
{
    return {section,
            name,
            [member](const ControlChange& change) { return (change.*member).has_value(); },
            [member, access](Specification& specification, const ControlChange& change) {
                if (change.*member)
                    access(specification) = *(change.*member);
            },
            [member](ControlChange& change, const ControlChange& other) {
                if (other.*member)
                    change.*member = other.*member;
            },
            [member, access](ControlChange& change, const Specification& specification) {
                change.*member = access(specification);
            },
            [access](const Specification& a, const Specification& b) { return access(a) != access(b); }};
}
} // namespace

const std::vector<ControlPart>& controlParts()
{
    static const std::vector<ControlPart> parts = {
        part(
            "training", "beta", &ControlChange::beta, [](auto& s) -> auto& { return s.training.beta; }),
        part(
            "training", "learning_rate", &ControlChange::learningRate,
            [](auto& s) -> auto& { return s.training.learningRate; }),
        part(
            "training", "batch", &ControlChange::batch, [](auto& s) -> auto& { return s.training.batch; }),
        part(
            "training", "batching", &ControlChange::batching, [](auto& s) -> auto& { return s.training.batching; }),
        part(
            "noise", "", &ControlChange::noise, [](auto& s) -> auto& { return s.noise; }),
    };
    return parts;
}

Specification ControlChange::appliedTo(Specification specification) const
{
    for (const ControlPart& part : controlParts())
        part.apply(specification, *this);
    return specification;
}

void ControlChange::merge(const ControlChange& later)
{
    for (const ControlPart& part : controlParts())
        part.take(*this, later);
}

ControlChange differenceBetween(const Specification& from, const Specification& to)
{
    ControlChange change;
    for (const ControlPart& part : controlParts())
        if (part.differs(from, to))
            part.set(change, to);
    return change;
}

} // namespace hysteron
