// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/words/visible_words.h"

#include "ui/plots/plot_view.h"

#include <QAbstractItemView>
#include <QAction>
#include <QBuffer>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QRegularExpression>
#include <QSet>
#include <QSvgGenerator>
#include <QTextDocumentFragment>
#include <qcustomplot.h>

namespace hysteron::tests {

namespace {

/// What no language changes, beside single letters, which are symbols of the field or keys.
const QSet<QString>& kept()
{
    static const QSet<QString> words = {// symbols of the field
                                        "β_c", "βc", "η_lr", "ΔE", "ΔF", "ln", "lr", "sad", "tr",
                                        // multiples, precision
                                        "f64", "f32",
                                        // programs and formats
                                        "Hysteron", "PNG", "SVG", "PDF", "CSV", "JSON",
                                        // hidden units as everybody writes them
                                        "tanh", "sigmoid", "ReLU",
                                        // keys that Qt does not translate
                                        "F1", "F11"};
    return words;
}

/// A letter, with an index or without one: σ, σ₂, c2.
bool isSymbol(const QString& word)
{
    static const QRegularExpression symbol(QStringLiteral("^\\p{L}\\p{N}*$"));
    return symbol.match(word).hasMatch();
}

QString plain(const QString& text)
{
    return Qt::mightBeRichText(text) ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
}

QString outsideOfBrackets(const QString& text)
{
    QString outside;
    int depth = 0;
    for (const QChar c : text) {
        if (c == QLatin1Char('['))
            ++depth;
        else if (c == QLatin1Char(']') && depth > 0)
            --depth;
        else if (depth == 0)
            outside += c;
        else
            continue;
        if (c == QLatin1Char('[') || c == QLatin1Char(']'))
            outside += QLatin1Char(' ');
    }
    return outside;
}

/// The texts that a drawing writes, in the order in which it writes them.
template<class Draw> QString textsDrawn(QSize size, const Draw& draw)
{
    QByteArray svg;
    QBuffer buffer(&svg);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    draw(generator);
    static const QRegularExpression element(QStringLiteral("<text[^>]*>(.*?)</text>"),
                                            QRegularExpression::DotMatchesEverythingOption);
    QString texts;
    for (const auto& match : element.globalMatch(QString::fromUtf8(svg)))
        texts += QTextDocumentFragment::fromHtml(match.captured(1)).toPlainText() + QLatin1Char(' ');
    return texts;
}

QString drawnBy(QWidget& widget)
{
    return textsDrawn(widget.size(), [&](QPaintDevice& device) {
        QPainter painter(&device);
        widget.render(&painter, {}, {}, QWidget::RenderFlags());
    });
}

QString drawnBy(ui::PlotView& view)
{
    const QSize size(480, 320);
    return textsDrawn(size, [&](QPaintDevice& device) {
        QCPPainter painter(&device);
        painter.setMode(QCPPainter::pmVectorized);
        view.drawInto(painter, size);
    });
}

QStringList textsOf(const QAction& action)
{
    return {action.text(), action.toolTip(), action.statusTip(), action.whatsThis()};
}

QStringList textsOf(QAbstractItemView& view)
{
    QStringList texts;
    const QAbstractItemModel* model = view.model();
    if (!model)
        return texts;
    for (int column = 0; column < model->columnCount(); ++column)
        for (const int role : {Qt::DisplayRole, Qt::ToolTipRole})
            texts += model->headerData(column, Qt::Horizontal, role).toString();
    for (int row = 0; row < model->rowCount(); ++row)
        for (int column = 0; column < model->columnCount(); ++column)
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                texts += model->index(row, column).data(role).toString();
    return texts;
}

/// Everything a widget says without its children.
QStringList textsOf(QWidget& widget)
{
    QStringList texts = {widget.windowTitle(), widget.toolTip(),        widget.statusTip(),
                         widget.whatsThis(),   widget.accessibleName(), widget.accessibleDescription()};
    if (auto* view = qobject_cast<QAbstractItemView*>(&widget))
        texts += textsOf(*view);
    if (auto* box = qobject_cast<QComboBox*>(&widget)) {
        texts += box->placeholderText();
        for (int i = 0; i < box->count(); ++i)
            texts << box->itemText(i) << box->itemData(i, Qt::ToolTipRole).toString();
    }
    if (auto* edit = qobject_cast<QLineEdit*>(&widget))
        return texts + QStringList{edit->placeholderText()}; // what is typed is the user's own
    for (const QAction* action : widget.actions())
        texts += textsOf(*action);
    if (auto* plot = qobject_cast<ui::PlotView*>(&widget)) {
        texts << plot->title() << plot->phrase() << plot->description() << drawnBy(*plot);
        for (const auto& option : plot->options())
            texts << option.text << option.meaning;
    }
    if (!qobject_cast<QCustomPlot*>(&widget))
        texts << drawnBy(widget);
    return texts;
}

} // namespace

QStringList untranslated(const QString& text, const QStringList& user)
{
    static const QRegularExpression word(QStringLiteral("[\\p{L}_][\\p{L}\\p{N}_]*"));
    QStringList found;
    for (const auto& match : word.globalMatch(outsideOfBrackets(plain(text))))
        if (const QString one = match.captured(); !isSymbol(one) && !kept().contains(one) && !user.contains(one))
            found += one;
    return found;
}

QStringList untranslatedIn(QWidget& root, const QStringList& user)
{
    QStringList lines;
    QList<QWidget*> widgets = root.findChildren<QWidget*>();
    widgets.prepend(&root);
    for (QWidget* widget : widgets)
        for (const QString& text : textsOf(*widget))
            if (!untranslated(text, user).isEmpty())
                lines += QStringLiteral("%1: %2").arg(QString::fromLatin1(widget->metaObject()->className()), text);
    lines.removeDuplicates();
    return lines;
}

} // namespace hysteron::tests
