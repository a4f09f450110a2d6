#include "core/io/recipe_file.h"

#include "core/base/files.h"
#include "core/io/embedded_text.h"

namespace hysteron {

namespace {

using Json = nlohmann::ordered_json;

Error problem(const std::string& path, const Text& rule)
{
    return {"specification", path, rule};
}

} // namespace

Result<Recipe> readRecipe(const std::string& path)
{
    Result<std::string> bytes = readFile(path, "specification");
    if (!bytes)
        return bytes.errors();
    std::string text = std::move(bytes).value();
    if (isFigure(text)) {
        text = recipeIn(text);
        if (text.empty())
            return problem(path, "has no recipe in it: of figures, only those that Hysteron exported can be opened");
    }
    try {
        return recipeFromJson(Json::parse(text));
    } catch (const Json::parse_error& error) {
        return problem(path, Text("is not JSON, nor a figure: %1", error.what()));
    }
}

} // namespace hysteron
