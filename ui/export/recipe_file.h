#pragma once

#include "core/base/result.h"
#include "core/experiment/specification.h"

#include <QString>

#include <cstdint>

namespace hysteron::ui {

/// What a file says about the experiment it stems from.
struct Recipe {
    Specification specification; ///< as it was started
    int changes = 0;             ///< live changes made after the start, which the file lists
    std::int64_t epoch = 0;      ///< that the figure shows; 0 for a plain specification
};

/// Reads a specification (.json) or the recipe inside an exported figure (.png, .svg, .pdf). Errors: no such file, no
/// recipe in it, or what is wrong with its specification.
[[nodiscard]] Result<Recipe> readRecipe(const QString& path);

} // namespace hysteron::ui
