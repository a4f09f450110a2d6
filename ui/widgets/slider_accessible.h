// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace hysteron::ui {

/// Makes every SliderTrack a slider with a value for screen readers. May be called any number of times.
void installSliderAccessibility();
/// Tells assistive technology, when there is any, that the value changed.
void announceSliderValue(QWidget* slider, double value);

} // namespace hysteron::ui
