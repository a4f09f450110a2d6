#include "core/io/recipe_file.h"

#include "core/io/embedded_text.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace hysteron {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uintmax_t kLargestFile = 64 << 20;

Error problem(const std::string& path, const std::string& rule)
{
    return {"specification", path, rule};
}

} // namespace

Result<Recipe> readRecipe(const std::string& path)
{
    std::error_code status;
    const bool isFile = std::filesystem::is_regular_file(path, status);
    std::ifstream file(path, std::ios::binary);
    if (!isFile || !file)
        return problem(path, "must be a file that exists and can be read");
    if (std::filesystem::file_size(path, status) > kLargestFile || status)
        return problem(path, "must not be larger than 64 MB");
    std::ostringstream bytes;
    bytes << file.rdbuf();
    std::string text = std::move(bytes).str();
    if (isFigure(text)) {
        text = recipeIn(text);
        if (text.empty())
            return problem(path, "has no recipe in it: of figures, only those that Hysteron exported can be opened");
    }
    try {
        return recipeFromJson(Json::parse(text));
    } catch (const Json::parse_error& error) {
        return problem(path, "is not JSON, nor a figure: " + std::string(error.what()));
    }
}

} // namespace hysteron
