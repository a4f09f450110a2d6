#pragma once

#include "ui/escape/escape_progress.h"

#include <QString>

namespace hysteron::ui {

struct EscapeStory {
    QString headline;
    QString body;
    bool alarming = false;
};
/// What the ensemble says now, in plain words with its numbers.
[[nodiscard]] EscapeStory tellEscape(const EscapeProgress& progress);

} // namespace hysteron::ui
