#include "core/experiment/presets.h"
#include "core/io/recipe_file.h"
#include "core/io/specification_json.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

#include <zlib.h>

#include <fstream>

using namespace hysteron;
using Json = nlohmann::ordered_json;

namespace {

std::vector<LoggedChange> someChanges()
{
    std::vector<LoggedChange> log(3);
    log[0].epoch = 0;
    log[0].change.beta = 0.1;
    log[1].epoch = 17;
    log[1].change.learningRate = 0.3;
    log[1].change.batch = 32;
    log[1].change.batching = Batching::Replacement;
    log[2].epoch = 500;
    log[2].change.noise = NoiseOptions{NoiseKind::MinibatchLangevin, 2e-3, 1.0, TemperatureReading::Constant};
    return log;
}

std::string someRecipe()
{
    Snapshot snapshot;
    snapshot.epoch = 812;
    snapshot.changes = someChanges();
    return recipeText(findPreset("fig1a-rank1")->specification, snapshot);
}

std::string packed(const std::string& text)
{
    std::string out(compressBound(text.size()), '\0');
    uLongf size = out.size();
    compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size());
    out.resize(size);
    return out;
}

/// With a checksum of zeros, at which nobody looks.
std::string chunk(const std::string& type, const std::string& data)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(data.size() >> shift & 0xFF);
    return bytes + type + data + std::string(4, '\0');
}

std::string png(const std::string& text)
{
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", std::string(13, '\0')) + text + chunk("IEND", {});
}

std::string zero(const std::string& before, const std::string& after = {})
{
    std::string bytes = before;
    bytes += '\0';
    bytes += after;
    return bytes;
}

std::string sentences(const Errors& errors)
{
    std::string text;
    for (const Error& error : errors)
        text += error.message() + "\n";
    return text;
}

} // namespace

/// Recipes as text, and in files that carry them.
class TestRecipe : public QObject
{
    Q_OBJECT
private slots:
    void comesBackFromItsText()
    {
        const Result<Recipe> recipe = recipeFromJson(Json::parse(someRecipe()));
        QVERIFY2(recipe.ok(), sentences(recipe.errors()).c_str());
        QVERIFY(recipe->specification == findPreset("fig1a-rank1")->specification);
        QVERIFY(recipe->changes == someChanges());
        QCOMPARE(recipe->epoch, 812);
        QVERIFY(recipe->command.empty());
    }

    void aSpecificationAloneIsARecipe()
    {
        const Result<Recipe> recipe = recipeFromJson(toJson(findPreset("fig3")->specification));
        QVERIFY(recipe.ok());
        QVERIFY(recipe->specification == findPreset("fig3")->specification);
        QVERIFY(recipe->changes.empty() && recipe->command.empty());
    }

    void aFigureOfManyRunsNamesItsCommand()
    {
        const Specification live = findPreset("fig3")->specification;
        const Result<Recipe> recipe = recipeFromJson(Json::parse(recipeText("hysteron-cli reproduce fig3", &live)));
        QVERIFY(recipe.ok());
        QCOMPARE(recipe->command, std::string("hysteron-cli reproduce fig3"));
        QVERIFY(recipe->specification == live);
        const Result<Recipe> none = recipeFromJson(Json::parse(recipeText("hysteron-cli fit x.csv", nullptr)));
        QVERIFY(sentences(none.errors()).find("hysteron-cli fit x.csv") != std::string::npos);
    }

    void badChangesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("changes");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("no list") << QByteArray("3") << QByteArray("must be a list");
        QTest::newRow("no object") << QByteArray("[3]") << QByteArray("with an epoch");
        QTest::newRow("no epoch") << QByteArray(R"([{"beta": 0.1}])") << QByteArray("with an epoch");
        QTest::newRow("half an epoch") << QByteArray(R"([{"epoch": 0.5}])") << QByteArray("with an epoch");
        QTest::newRow("no such key") << QByteArray(R"([{"epoch": 1, "width": 3}])") << QByteArray("changes.width: 3");
        QTest::newRow("a word") << QByteArray(R"([{"epoch": 1, "beta": "low"}])")
                                << QByteArray("changes, epoch 1: training.beta: low");
        QTest::newRow("out of range") << QByteArray(R"([{"epoch": 9, "batch": 0}])")
                                      << QByteArray("changes, epoch 9: training.batch: 0");
    }
    void badChangesAreNamed()
    {
        QFETCH(QByteArray, changes);
        QFETCH(QByteArray, reason);
        Json json = Json::parse(someRecipe());
        json["changes"] = Json::parse(changes.toStdString());
        const std::string told = sentences(recipeFromJson(json).errors());
        QVERIFY2(told.find(reason.toStdString()) != std::string::npos, told.c_str());
    }

    void isFoundInFigures_data()
    {
        QTest::addColumn<QByteArray>("file");
        const std::string text = someRecipe();
        const auto add = [](const char* name, const std::string& file) {
            QTest::newRow(name) << QByteArray::fromStdString(file);
        };
        add("png, plain", png(chunk("tEXt", zero("Title", "x")) + chunk("tEXt", zero("Recipe", text))));
        add("png, packed", png(chunk("zTXt", zero("Recipe", zero("") + packed(text)))));
        add("png, UTF-8", png(chunk("iTXt", zero("Recipe", std::string(2, '\0') + zero("en") + zero("") + text))));
        add("png, UTF-8, packed", png(chunk("iTXt", zero("Recipe", zero("\1") + zero("") + zero("") + packed(text)))));
        std::string escaped;
        for (const char c : text) {
            if (c == '"')
                escaped += "&quot;";
            else
                escaped += c;
        }
        add("svg", "<?xml version=\"1.0\"?>\n<!-- x -->\n<svg><title>a</title><desc>" + escaped + "</desc></svg>");
        add("svg, quotes kept", "<svg><desc id=\"d\">" + text + "</desc></svg>");
        add("pdf, plain", "%PDF-1.4\nstream\nxx\nendstream stream\n" + text + "\nendstream");
        add("pdf, packed", "%PDF-1.4\nstream\nxx\nendstream stream\n" + packed(text) + "\nendstream");
    }
    void isFoundInFigures()
    {
        QFETCH(QByteArray, file);
        const Result<Recipe> recipe = read(file.toStdString());
        QVERIFY2(recipe.ok(), sentences(recipe.errors()).c_str());
        QVERIFY(recipe->changes == someChanges());
    }

    void lettersOutsideAsciiSurvivePng()
    {
        const std::string name = "\xC2\xB5-caf\xC3\xA9.csv"; // UTF-8; both halves of Latin-1
        Json json = Json::parse(someRecipe());
        json["specification"]["task"]["csv"] = name;
        json["specification"]["task"]["csv_inputs"] = {"a"};
        json["specification"]["task"]["csv_outputs"] = {"b"};
        json["specification"]["task"]["sampling"] = "raw";
        json.erase("changes");
        std::string latin1 = json.dump();
        latin1.erase(latin1.find("\xC2\xB5"), 1);
        const std::size_t letter = latin1.find("\xC3\xA9");
        latin1.erase(letter, 1);
        latin1[letter] = '\xE9';
        const Result<Recipe> recipe = read(png(chunk("tEXt", zero("Recipe", latin1))));
        QVERIFY2(recipe.ok(), sentences(recipe.errors()).c_str());
        QCOMPARE(*recipe->specification.task.csv, name);
    }

    void brokenFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("reason");
        const auto add = [](const char* name, const std::string& file, const char* reason) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << QByteArray(reason);
        };
        add("nothing", "", "is not JSON");
        add("words", "hello", "is not JSON");
        add("png, signature alone", "\x89PNG\r\n\x1a\n", "has no recipe");
        add("png, without", png({}), "has no recipe");
        add("png, cut", png(chunk("tEXt", zero("Recipe", someRecipe()))).substr(0, 200), "has no recipe");
        add("png, not packed", png(chunk("zTXt", zero("Recipe", zero("") + "xyz"))), "has no recipe");
        add("png, key alone", png(chunk("iTXt", "Recipe")), "has no recipe");
        add("png, endless key", png(chunk("iTXt", zero("Recipe", "\1"))), "has no recipe");
        add("svg, without", "<svg xmlns='http://www.w3.org/2000/svg'/>", "has no recipe");
        add("svg, open", "<svg><desc>{", "has no recipe");
        add("svg, other words", "<svg><desc>A drawing</desc></svg>", "is not JSON");
        add("pdf", "%PDF-1.4\nstream\nxx\nendstream", "has no recipe");
        add("pdf, open", "%PDF-1.4\nstream\n{", "has no recipe");
    }
    void brokenFilesAreRefused()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, reason);
        const std::string told = sentences(read(file.toStdString()).errors());
        QVERIFY2(told.find(reason.toStdString()) != std::string::npos, told.c_str());
    }

    void whatIsNoFileIsRefused()
    {
        QVERIFY(!readRecipe(m_directory.filePath("none").toStdString()).ok());
        QVERIFY(!readRecipe(m_directory.path().toStdString()).ok());
    }

private:
    Result<Recipe> read(const std::string& bytes)
    {
        const std::string path = m_directory.filePath("file").toStdString();
        std::ofstream(path, std::ios::binary) << bytes;
        return readRecipe(path);
    }
    QTemporaryDir m_directory;
};

HYSTERON_TEST(TestRecipe)
#include "test_recipe.moc"
