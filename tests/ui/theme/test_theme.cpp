// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "ui/theme/icons.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDirIterator>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QRawFont>
#include <QRegularExpression>
#include <QSignalSpy>

#include <cmath>

using namespace hysteron::ui;

namespace {

constexpr TextRole kRoles[] = {TextRole::Body, TextRole::BodyStrong, TextRole::Label,  TextRole::LabelStrong,
                               TextRole::Tick, TextRole::Counter,    TextRole::Section};

/// WCAG contrast of two opaque colours, 1..21.
double contrast(const QColor& a, const QColor& b)
{
    const auto luminance = [](const QColor& c) {
        const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
    };
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { Theme::instance().install(); }
    void bundledFamilyIsUsed();
    void figuresShareOneWidth();
    void typeScale();
    void everyCharacterShownExists();
    void paletteIsTheDesigns();
    void textIsReadable();
    void modeColoursRepeat();
    void schemeSwitches();
    void styleSheetHasNoOpenPlaceholder();
    void iconsRender_data();
    void iconsRender();
};

void TestTheme::bundledFamilyIsUsed()
{
    QVERIFY(QFontDatabase::families().contains("Hysteron Sans"));
    for (const TextRole role : kRoles) {
        const QRawFont raw = QRawFont::fromFont(fontFor(role));
        QCOMPARE(raw.familyName(), QString("Hysteron Sans"));
        QCOMPARE(raw.weight(), int(fontFor(role).weight()));
    }
    QFont bold = fontFor(TextRole::Body);
    bold.setBold(true);
    QCOMPARE(QRawFont::fromFont(bold).weight(), 700);
}

void TestTheme::figuresShareOneWidth()
{
    for (const TextRole role : kRoles) {
        const QFontMetricsF metrics(fontFor(role));
        for (char digit = '0'; digit <= '9'; ++digit)
            QCOMPARE(metrics.horizontalAdvance(QString(6, digit)), metrics.horizontalAdvance("000000"));
    }
}

void TestTheme::typeScale()
{
    QCOMPARE(QRawFont::fromFont(fontFor(TextRole::Tick)).pixelSize(), 11.0);
    QCOMPARE(QRawFont::fromFont(fontFor(TextRole::Body)).pixelSize(), 13.0);
    QCOMPARE(QRawFont::fromFont(fontFor(TextRole::Counter)).pixelSize(), 16.0);
}

/// Reads the sources themselves: whatever non-ASCII character a string of ui/ or core/ contains must be in the font.
void TestTheme::everyCharacterShownExists()
{
    const QString root = HYSTERON_SOURCE_DIR;
    QSet<char32_t> shown;
    for (const QString folder : {"/ui", "/core", "/app"}) {
        QDirIterator files(root + folder, {"*.cpp", "*.h"}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            static const QRegularExpression escape("\\\\u([0-9A-Fa-f]{4})");
            QString source = QString::fromUtf8(file.readAll());
            for (auto match = escape.globalMatch(source); match.hasNext();)
                shown.insert(match.next().captured(1).toUInt(nullptr, 16));
            for (const char32_t character : source.toUcs4())
                if (character > 0x7E)
                    shown.insert(character);
        }
    }
    for (const QChar character : QString("Δβηλστ∗⁎×·−≤≥±∞→←↑↓₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁻ₖ…–\u2009\u202F√≈"))
        shown.insert(character.unicode());

    QVERIFY(shown.size() > 40);
    for (const TextRole role : kRoles) {
        const QRawFont raw = QRawFont::fromFont(fontFor(role));
        for (const char32_t character : shown)
            QVERIFY2(raw.supportsCharacter(character), qPrintable(QString("U+%1").arg(uint(character), 4, 16)));
    }
}

void TestTheme::paletteIsTheDesigns()
{
    const Palette& light = paletteFor(Scheme::Light);
    const Palette& dark = paletteFor(Scheme::Dark);
    QCOMPARE(light.accent.name(), QString("#3457d5"));
    QCOMPARE(dark.accent.name(), QString("#8fa8ff"));
    QCOMPARE(light.mode(1).name(), QString("#d55e00"));
    QCOMPARE(dark.mode(4).name(), QString("#e6c229"));
    QVERIFY(light.background.isValid() && light.warning.isValid() && dark.onAccent.isValid());
}

void TestTheme::textIsReadable()
{
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        const Palette& p = paletteFor(scheme);
        QVERIFY(contrast(p.text, p.surface) >= 7.0);
        QVERIFY(contrast(p.muted, p.surface) >= 4.5);
        QVERIFY(contrast(p.accent, p.accentSurface) >= 4.5);
        QVERIFY(contrast(p.onAccent, p.accent) >= 4.5);
        QVERIFY(contrast(p.warning, p.surface) >= 4.5);
    }
}

void TestTheme::modeColoursRepeat()
{
    const Palette& p = paletteFor(Scheme::Light);
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(p.mode(i + 5), p.mode(i));
        for (int j = 0; j < i; ++j)
            QVERIFY(p.mode(i) != p.mode(j));
    }
}

void TestTheme::schemeSwitches()
{
    Theme& theme = Theme::instance();
    theme.setScheme(Scheme::Light);
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setScheme(Scheme::Dark);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(QApplication::palette().color(QPalette::Window), paletteFor(Scheme::Dark).background);
    theme.setScheme(Scheme::Dark);
    QCOMPARE(changed.count(), 1);
    theme.setScheme(Scheme::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Base), paletteFor(Scheme::Light).surface);
}

void TestTheme::styleSheetHasNoOpenPlaceholder()
{
    QVERIFY(!styleSheetFor(paletteFor(Scheme::Light)).contains('@'));
}

void TestTheme::iconsRender_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& file : QDir(":/icons").entryList({"*.svg"}))
        QTest::newRow(qPrintable(file)) << file.chopped(4);
}

void TestTheme::iconsRender()
{
    QFETCH(QString, name);
    const QImage image = themedIcon(name, Qt::red).pixmap(32, 32).toImage();
    int painted = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            painted += qAlpha(image.pixel(x, y)) > 128 ? 1 : 0;
    QVERIFY(painted > 20);
    QVERIFY(themedIcon("no such icon", Qt::red).isNull());
}

HYSTERON_TEST(TestTheme)
#include "test_theme.moc"
