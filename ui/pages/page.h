// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/actions/actions.h"
#include "ui/export/exportable.h"
#include "ui/pages/opened_file.h"

#include <QList>
#include <QWidget>

#include <functional>
#include <vector>

class QHBoxLayout;
class QVBoxLayout;

namespace hysteron::ui {

class MessageBar;
class PageContext;
class PlotView;
class StatusLine;

/// A page of the window. The window asks it everything it needs to know and knows no page by its class: a page is one
/// file, and a line in page_list.cpp.
///
///     class OwnPage : public Page
///     {
///     public:
///         explicit OwnPage(PageContext& context) : Page(context, {"own", tr("Own"), tr("what it is for")})
///         {
///             place(nullptr, new QLabel(tr("hello")));
///         }
///     };
class Page : public QWidget
{
    Q_OBJECT
public:
    struct Names {
        QString id;      ///< stable, not translated: "escape"
        QString title;   ///< of its tab: "Escape"
        QString meaning; ///< one phrase, for tooltips and the help
    };
    Page(PageContext& context, Names names);

    [[nodiscard]] const Names& names() const { return m_names; }
    /// What is open on it, for the title of the window: a preset, a file; empty: nothing.
    [[nodiscard]] virtual QString document() const { return {}; }

    /// Stands at the left of the bar at the top while the page is shown: what it runs, and how far it is. May be null.
    [[nodiscard]] virtual QWidget* head() { return nullptr; }
    /// Stands at the bottom of the window while the page is shown.
    [[nodiscard]] virtual StatusLine* status() { return m_status; }

    /// Whether an action of the table applies now, and what it is called. What a page does not know does not apply;
    /// Page itself knows Export, LogY, HidePanel and Stop (which closes an enlarged plot or a message).
    [[nodiscard]] virtual ActionState stateOf(ActionId id) const;
    /// Called only for an action that applies.
    virtual void perform(ActionId id);
    /// Actions that only this page has; they stand in the menu while it is shown.
    [[nodiscard]] virtual QList<QAction*> ownActions() const { return {}; }

    /// What can be written into files now.
    [[nodiscard]] virtual Exportable exportable() const { return {}; }
    /// Cheap to ask.
    [[nodiscard]] virtual bool hasExport() const { return false; }

    [[nodiscard]] virtual bool canOpen(const OpenedFile&) const { return false; }
    /// Errors: why it was not opened; what was there before goes on.
    [[nodiscard]] virtual Errors open(const OpenedFile&) { return {}; }
    /// headline: what failed ("x.json cannot be opened."); with one the errors are details on demand.
    virtual void showErrors(const Errors& errors, const QString& headline = {});

    /// The page was brought to the front; another one was.
    virtual void entered() {}
    virtual void left() {}

    /// That one plot that keys act on; null where there is none.
    [[nodiscard]] virtual PlotView* currentPlot() const { return nullptr; }
    /// The focus goes to what the keys act on.
    void takeFocus();
    [[nodiscard]] MessageBar* messages() const { return m_messages; }
    [[nodiscard]] QWidget* panel() const { return m_panel; }

signals:
    /// stateOf() may answer otherwise than before.
    void actionsChanged();
    void documentChanged();
    /// One plot (index in exportable()) is to be exported; -1: all.
    void exportRequested(int plot);

protected:
    /// The frame of a page: controls at the left (may be null), messages over the content at the right.
    void place(QWidget* panel, QWidget* content);
    [[nodiscard]] PageContext& context() const { return m_context; }
    /// Closes what stands in front of the rest, an enlarged plot or an open figure; false: nothing does.
    virtual bool closeFront() { return false; }
    [[nodiscard]] virtual bool hasFront() const { return false; }

    void focusInEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    PageContext& m_context;
    Names m_names;
    MessageBar* m_messages = nullptr;
    StatusLine* m_status = nullptr;
    QWidget* m_panel = nullptr;
};

/// Makes one page of the window.
using PageMaker = std::function<Page*(PageContext&)>;

template<class OnePage> [[nodiscard]] PageMaker pageOf()
{
    return [](PageContext& context) { return new OnePage(context); };
}

} // namespace hysteron::ui
