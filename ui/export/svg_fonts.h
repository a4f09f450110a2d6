// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace hysteron::ui {

/// A drawing by QSvgGenerator with the program's own fonts inside, those weights that it uses, so that its text looks
/// everywhere as it was laid out; programs that do not read embedded fonts find similar ones by name.
[[nodiscard]] QByteArray withFonts(QByteArray svg);

} // namespace hysteron::ui
