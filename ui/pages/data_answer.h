// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure/figure.h"
#include "core/io/measured_table.h"

#include <QString>

#include <vector>

namespace hysteron::ui {

/// What somebody's data say: a sentence, curves, and a row of numbers for each law.
struct DataAnswer {
    QString headline;
    QString body;
    bool alarming = false;
    figure::Figure figure;

    struct Row {
        QString law;
        QString parameters; ///< with 95 % intervals
        QString r2;
        QString weight; ///< of Akaike
        QString note;
        bool best = false;
    };
    std::vector<Row> rows; ///< empty for training curves
};

/// Which law of the escape time waits follow. group: empty, or of which group.
[[nodiscard]] DataAnswer answerWaits(const analysis::LawComparison& comparison, Covariate covariate,
                                     const QString& group = {});

/// How long the test error waits for the train error.
[[nodiscard]] DataAnswer answerCurves(const MeasuredCurves& curves, const analysis::ConvergenceDelay& delay);

} // namespace hysteron::ui
