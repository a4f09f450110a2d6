# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Configures and builds a preset for a stage; sourced. ccache is used where it is installed.
stage_build() {
    launcher=""
    if command -v ccache >/dev/null 2>&1; then launcher=ccache; fi
    cmake --preset "$1" "-DCMAKE_CXX_COMPILER_LAUNCHER=$launcher" >/dev/null
    cmake --build --preset "$1" --parallel "$(getconf _NPROCESSORS_ONLN)"
}
