// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/embedded_text.h"
#include "tests/support/test.h"

#include <zlib.h>

using namespace hysteron;

namespace {

const std::string kText = R"({"format":2,"program":"Hysteron","task":{"csv":"a & b.csv"},"position":812})";

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

} // namespace

/// What figures carry is found again in them.
class TestEmbeddedText : public QObject
{
    Q_OBJECT
private slots:
    void isFoundInFigures_data()
    {
        QTest::addColumn<QByteArray>("file");
        const std::string& text = kText;
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
            else if (c == '&')
                escaped += "&amp;";
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
        QVERIFY(isFigure(file.toStdString()));
        QCOMPARE(recipeIn(file.toStdString()), kText);
    }

    void lettersOutsideAsciiSurvivePng()
    {
        const std::string utf8 = "{\"csv\": \"\xC2\xB5-caf\xC3\xA9.csv\"}"; // both halves of Latin-1
        const std::string latin1 = "{\"csv\": \"\xB5-caf\xE9.csv\"}";
        QCOMPARE(recipeIn(png(chunk("tEXt", zero("Recipe", latin1)))), utf8);
    }

    void brokenFilesCarryNothing_data()
    {
        QTest::addColumn<QByteArray>("file");
        const auto add = [](const char* name, const std::string& file) {
            QTest::newRow(name) << QByteArray::fromStdString(file);
        };
        add("png, signature alone", "\x89PNG\r\n\x1a\n");
        add("png, without", png({}));
        add("png, cut", png(chunk("tEXt", zero("Recipe", kText))).substr(0, 80));
        add("png, not packed", png(chunk("zTXt", zero("Recipe", zero("") + "xyz"))));
        add("png, key alone", png(chunk("iTXt", "Recipe")));
        add("png, endless key", png(chunk("iTXt", zero("Recipe", "\1"))));
        add("svg, without", "<svg xmlns='http://www.w3.org/2000/svg'/>");
        add("svg, open", "<svg><desc>{");
        add("pdf", "%PDF-1.4\nstream\nxx\nendstream");
        add("pdf, open", "%PDF-1.4\nstream\n{");
    }
    void brokenFilesCarryNothing()
    {
        QFETCH(QByteArray, file);
        QVERIFY(isFigure(file.toStdString()));
        QCOMPARE(recipeIn(file.toStdString()), std::string());
    }

    void otherFilesAreNoFigures()
    {
        for (const char* file : {"", "hello", "{\"seed\": 42}"})
            QVERIFY(!isFigure(file));
    }
};

HYSTERON_TEST(TestEmbeddedText)
#include "test_embedded_text.moc"
