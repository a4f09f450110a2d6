#pragma once

#include "core/analysis/exponential_test.h"
#include "core/analysis/first_passage.h"
#include "core/analysis/survival.h"
#include "core/base/result.h"
#include "core/theory/escape_rate.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace hysteron::ui {

/// Everything the Escape page shows of an ensemble that waits, immutable.
struct EscapeProgress {
    Errors errors; ///< why nothing could start; the rest is empty then
    int replicas = 0;
    int waiting = 0;
    int diverged = 0;
    std::int64_t epoch = 0;
    std::int64_t maxEpochs = 0;
    bool finished = false; ///< everybody escaped or the end was reached
    bool running = false;

    double beta = 0.0;
    double temperature = 0.0;
    double timePerEpoch = 0.0;                ///< gradient-flow time
    int mode = 0;                             ///< that is waited for, counted from 0
    double threshold = 0.0;                   ///< of its singular value
    std::optional<theory::EscapePath> theory; ///< Kramers and Langer on the population; empty where they say nothing
    bool onlyMinibatchNoise = false;
    double gradientTrace = 0.0; ///< of the covariance of single samples' gradients at the start
    double gradientAlong = 0.0; ///< its part along the direction in which the mode grows

    std::optional<analysis::EscapeTimeEstimate> estimate; ///< epochs; empty before the first epoch
    analysis::ExponentialTest exponential;
    analysis::SurvivalCurve survival; ///< over epochs
    struct Line {
        std::vector<double> epochs;
        std::vector<double> values;
    };
    std::vector<Line> lines; ///< singular value of the mode, of the first replicas
};

} // namespace hysteron::ui
