// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/page_context.h"

#include "ui/run/frame_meter.h"
#include "ui/run/run_controller.h"

namespace hysteron::ui {

PageContext::PageContext(Actions& actions, QObject* parent)
    : QObject(parent), m_actions(actions), m_controller(new RunController(this)), m_frames(new FrameMeter(this))
{
}

void PageContext::setExperiment(const Specification& specification)
{
    if (specification == m_experiment)
        return;
    m_experiment = specification;
    emit experimentChanged();
}

} // namespace hysteron::ui
