#pragma once

#include "core/io/recipe.h"

#include <string>

namespace hysteron {

/// Reads an experiment: a specification or a recipe (JSON), or the recipe inside a figure that was exported as .png,
/// .svg or .pdf, told apart by their first bytes. Errors: no such file, larger than 64 MB, no recipe in it, or what is
/// wrong with the recipe.
[[nodiscard]] Result<Recipe> readRecipe(const std::string& path);

} // namespace hysteron
