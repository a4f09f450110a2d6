// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/page_list.h"

#include "ui/pages/data_page.h"
#include "ui/pages/escape_page.h"
#include "ui/pages/live_page.h"
#include "ui/pages/paper_page.h"

namespace hysteron::ui {

std::vector<PageMaker> pageList()
{
    return {
        pageOf<LivePage>(),
        pageOf<EscapePage>(),
        pageOf<DataPage>(),
        pageOf<PaperPage>(),
    };
}

} // namespace hysteron::ui
