// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/text.h"

#include <QString>

/// What core says, in the words of the window. The window's own words stand where they are used, inside tr().
namespace hysteron::ui {

/// A sentence of core, translated in the context "core" with its values filled in. The dotted key of a field in it
/// ("protocol.kind") becomes the name of its control.
[[nodiscard]] QString words(const Text& text);

/// What the window calls the field of an Error: "training.beta" -> "weight decay β". Keys without a control, paths and
/// arguments stay as they are.
[[nodiscard]] QString fieldName(const std::string& key);

/// "batch size B: 600: must be ..."; the value is left out where there is none.
[[nodiscard]] QString words(const Error& error);
/// One line per error.
[[nodiscard]] QString words(const Errors& errors);

/// Finished sentences one after the other.
[[nodiscard]] QString sentences(const QString& first, const QString& second);

} // namespace hysteron::ui
