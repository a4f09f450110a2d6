// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions/actions.h"
#include "ui/pages/page_context.h"

#include <QWidget>

/// What a page is given, without a window around it.
struct PageHost {
    QWidget hostWindow;
    hysteron::ui::Actions hostActions{&hostWindow};
    hysteron::ui::PageContext hostContext{hostActions};
};

/// A page that stands alone.
template<class OnePage> class Alone : private PageHost, public OnePage
{
public:
    Alone() : OnePage(hostContext) {}
    [[nodiscard]] hysteron::ui::PageContext& hostedIn() { return hostContext; }
};
