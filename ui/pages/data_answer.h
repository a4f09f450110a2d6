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

/// Which law of the escape time the waits follow. xName: of the covariate on the axis; group: empty, or of which group.
[[nodiscard]] DataAnswer answerWaits(const std::vector<analysis::Wait>& waits, Covariate covariate,
                                     const QString& group = {});

/// How long the test error waits for the train error.
[[nodiscard]] DataAnswer answerCurves(const MeasuredCurves& curves);

/// The column that a name like one of these belongs to, most telling first; -1: none does.
[[nodiscard]] int guessColumn(const std::vector<std::string>& columns, const std::vector<std::string>& names);

} // namespace hysteron::ui
