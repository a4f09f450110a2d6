#pragma once

#include "core/base/result.h"

#include <QString>

#include <string>

namespace hysteron::ui {

/// Writes the file whole or not at all: an old one stays as it was when something fails. `field` names it in the error.
[[nodiscard]] Errors writeTextFile(const QString& path, const std::string& text, const std::string& field = "file");

} // namespace hysteron::ui
