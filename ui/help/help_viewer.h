// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QStringList>
#include <QTextBrowser>
#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace hysteron::ui {

/// Shows pages of Markdown by their names ("theory.md"); links between them work as in a folder.
class HelpBrowser : public QTextBrowser
{
    Q_OBJECT
public:
    explicit HelpBrowser(QWidget* parent = nullptr);
    void setPages(QMap<QString, QString> pages) { m_pages = std::move(pages); }
    [[nodiscard]] QString page() const { return m_page; }
    /// Nothing happens for a page that does not exist.
    void open(const QString& page, const QString& anchor);

protected:
    QVariant loadResource(int type, const QUrl& name) override;

private:
    void style(const QUrl& url);
    QMap<QString, QString> m_pages;
    QString m_page;
};

/// The reference pages of resources/help with their contents at the left and a search within the page. Needs no
/// network and no files: the pages are compiled in. Follows light and dark.
class HelpViewer : public QWidget
{
    Q_OBJECT
public:
    explicit HelpViewer(QWidget* parent = nullptr);

    /// Names of the pages in the order of the contents.
    [[nodiscard]] QStringList pages() const { return m_order; }
    /// The Markdown behind a page; empty for a name that does not exist.
    [[nodiscard]] QString markdown(const QString& page) const { return m_pages.value(page); }
    /// Puts a page that the program writes itself before the others, such as the list of keys. name: ends in ".md".
    void addFirst(const QString& name, const QString& markdown);
    /// Shows a page from its beginning, or from the heading with this anchor.
    void open(const QString& page, const QString& anchor = {});
    [[nodiscard]] QString page() const { return m_browser->page(); }
    [[nodiscard]] const HelpBrowser* browser() const { return m_browser; }

    /// Marks every place of `text` in the page and goes to the first from the top of what is seen.
    void search(const QString& text);
    /// The next place, or the one before; from the last on to the first.
    void searchOn(bool forward);
    [[nodiscard]] int placesFound() const { return static_cast<int>(m_found.size()); }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void fillContents();
    void followSource();
    void find();
    void goTo(qsizetype found);
    void markFound();
    [[nodiscard]] qsizetype firstInSight() const;

    QMap<QString, QString> m_pages;
    QStringList m_order;
    QTreeWidget* m_contents;
    HelpBrowser* m_browser;
    QLineEdit* m_search;
    QLabel* m_places;
    QToolButton* m_back;
    QToolButton* m_forward;
    QList<QTextCursor> m_found;
    qsizetype m_current = -1; ///< of m_found; -1: none was gone to
};

} // namespace hysteron::ui
