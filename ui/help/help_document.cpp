// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_document.h"

#include <QFontDatabase>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextTable>

#include <algorithm>

namespace hysteron::ui {

namespace {

constexpr int kHeadingPixels[] = {22, 17, 14};
constexpr int kCodePixels = 12;
constexpr qreal kLine = 1.25; ///< a line of text, times the height of its font

bool isCode(const QTextBlock& block)
{
    return block.blockFormat().hasProperty(QTextFormat::BlockCodeFence);
}

/// The text of a heading without marks: `run` reads run.
QString plainHeading(QString text)
{
    static const QRegularExpression tags(QStringLiteral("<[^>]*>"));
    return text.remove(tags).remove(QLatin1Char('`')).trimmed();
}

/// Lines of a page outside of fenced code.
template<class Visit> void eachLine(const QString& markdown, const Visit& visit)
{
    bool fenced = false;
    for (const QString& line : markdown.split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1String("```")))
            fenced = !fenced;
        else if (!fenced)
            visit(line);
    }
}

/// Headings are plain text, so that a fresh format loses nothing.
void styleHeading(const QTextBlock& block)
{
    const int level = block.blockFormat().headingLevel();
    QFont font = fontFor(TextRole::BodyStrong);
    font.setPixelSize(kHeadingPixels[qBound(1, level, 3) - 1]);
    QTextCharFormat letters;
    letters.setFont(font);
    letters.setAnchor(true);
    letters.setAnchorNames({anchorOf(block.text())});
    QTextCursor cursor(block);
    cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    cursor.setCharFormat(letters);
    QTextBlockFormat format;
    format.setTopMargin(level == 1 ? 4 : level == 2 ? 22 : 14);
    format.setBottomMargin(6);
    cursor.mergeBlockFormat(format);
}

void styleBlock(const QTextBlock& block, const Palette& palette)
{
    QTextCursor cursor(block);
    QTextBlockFormat format;
    if (isCode(block)) {
        format.setLeftMargin(12);
        format.setTopMargin(isCode(block.previous()) ? 0 : 8);
        format.setBottomMargin(isCode(block.next()) ? 0 : 8);
        format.setBackground(palette.grid);
        format.setNonBreakableLines(false);
    } else if (block.blockFormat().hasProperty(QTextFormat::BlockQuoteLevel)) { // a formula
        format.setLeftMargin(28);
        format.setRightMargin(0);
        format.setTopMargin(6);
        format.setBottomMargin(6);
        format.setLineHeight(100.0 * kLine, QTextBlockFormat::ProportionalHeight);
    } else {
        if (!block.textList())
            format.setBottomMargin(8);
        format.setLineHeight(100.0 * kLine, QTextBlockFormat::ProportionalHeight);
    }
    cursor.mergeBlockFormat(format);
}

/// Code and links in the text of a block.
void styleWords(const QTextBlock& block, const Palette& palette)
{
    // Formats of fragments cannot be changed while walking them.
    QList<std::pair<QTextCursor, QTextCharFormat>> changes;
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment fragment = it.fragment();
        QTextCharFormat format;
        if (fragment.charFormat().fontFixedPitch()) {
            format.setFontFamilies({QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
            format.setProperty(QTextFormat::FontPixelSize, kCodePixels);
        }
        if (fragment.charFormat().isAnchor() && !fragment.charFormat().anchorHref().isEmpty()) {
            format.setForeground(palette.accent);
            format.setFontUnderline(false);
        }
        if (format.isEmpty())
            continue;
        QTextCursor cursor(block);
        cursor.setPosition(fragment.position());
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
        changes.append({cursor, format});
    }
    for (auto& [cursor, format] : changes)
        cursor.mergeCharFormat(format);
}

/// Prose in the last column gets nearly half of the width: left alone, the layout shares it out evenly.
void giveRoom(QTextTable& table)
{
    constexpr int kProse = 60; // letters
    const int last = table.columns() - 1;
    qsizetype longest = 0;
    for (int row = 0; row < table.rows(); ++row) {
        const QTextTableCell cell = table.cellAt(row, last);
        longest = std::max<qsizetype>(longest, cell.lastPosition() - cell.firstPosition());
    }
    if (table.columns() < 3 || longest < kProse)
        return;
    QTextTableFormat format = table.format();
    QList<QTextLength> widths(table.columns(), QTextLength());
    widths[last] = QTextLength(QTextLength::PercentageLength, 44);
    format.setColumnWidthConstraints(widths);
    table.setFormat(format);
}

void styleTable(QTextTable& table, const Palette& palette)
{
    QTextTableFormat format = table.format();
    format.setBorderCollapse(true);
    format.setBorder(1);
    format.setBorderBrush(palette.border);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setCellPadding(5);
    format.setCellSpacing(0);
    format.setTopMargin(6);
    format.setBottomMargin(12);
    table.setFormat(format);
    giveRoom(table);
    for (int row = 0; row < table.rows(); ++row) {
        for (int column = 0; column < table.columns(); ++column) {
            const QTextTableCell cell = table.cellAt(row, column);
            QTextCursor cursor = cell.firstCursorPosition();
            // After a block of code Qt's reader leaves an empty line in the first cell.
            if (cursor.block().text().isEmpty() && cursor.block() != cell.lastCursorPosition().block())
                cursor.deleteChar();
            cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor::KeepAnchor);
            QTextBlockFormat close;
            close.setTopMargin(0);
            close.setBottomMargin(0);
            cursor.mergeBlockFormat(close);
            QTextCharFormat letters;
            letters.setFontWeight(row == 0 ? QFont::DemiBold : QFont::Normal);
            cursor.mergeCharFormat(letters);
        }
    }
}

void styleTables(QTextFrame& frame, const Palette& palette)
{
    for (QTextFrame* child : frame.childFrames()) {
        if (auto* table = qobject_cast<QTextTable*>(child))
            styleTable(*table, palette);
        styleTables(*child, palette);
    }
}

} // namespace

QString anchorOf(const QString& heading)
{
    QString anchor;
    for (const QChar letter : heading.toLower()) {
        if (letter.isLetterOrNumber() || letter == QLatin1Char('-') || letter == QLatin1Char('_'))
            anchor += letter;
        else if (letter.isSpace())
            anchor += QLatin1Char('-');
    }
    return anchor;
}

QString titleOf(const QString& markdown)
{
    QString title;
    eachLine(markdown, [&title](const QString& line) {
        if (title.isEmpty() && line.startsWith(QLatin1String("# ")))
            title = plainHeading(line.mid(2));
    });
    return title;
}

QList<HelpSection> sectionsOf(const QString& markdown)
{
    QList<HelpSection> sections;
    eachLine(markdown, [&sections](const QString& line) {
        if (line.startsWith(QLatin1String("## "))) {
            const QString title = plainHeading(line.mid(3));
            sections.append({title, anchorOf(title)});
        }
    });
    return sections;
}

void styleDocument(QTextDocument& document, const Palette& palette)
{
    document.setUndoRedoEnabled(false);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        styleWords(block, palette);
        if (block.blockFormat().headingLevel() > 0)
            styleHeading(block);
        else
            styleBlock(block, palette);
    }
    styleTables(*document.rootFrame(), palette);
}

} // namespace hysteron::ui
