# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# What building, running and testing needs, and how it gets there. Sourced by run.sh and test.sh.
#
# One package a line: its name on Debian 12 and Ubuntu 24.04, what shows that it is there on any other system
# (a tool on the path, or a header), and what it is for.
hysteron_packages="
build-essential     c++                        compiler and linker
cmake               cmake                      build system
ninja-build         ninja                      build tool that the presets use
pkg-config          pkg-config                 finds libraries
libgl-dev           GL/gl.h                    OpenGL headers that Qt's CMake files ask for
qt6-base-dev        qt6/QtWidgets/QWidget      window, widgets, printing, Qt Test
qt6-base-dev-tools  qt6/QtCore/QObject         Qt's code generators
qt6-svg-dev         qt6/QtSvg/QSvgGenerator    figures as SVG, icons
libqcustomplot-dev  qcustomplot.h              plots
libeigen3-dev       Eigen/Dense                linear algebra
libboost-dev        boost/math/tools/roots.hpp root finding and statistics; 50-digit arithmetic in tests
librandom123-dev    Random123/philox.h         counter-based random numbers
nlohmann-json3-dev  nlohmann/json.hpp          specifications as JSON
libcli11-dev        CLI/CLI.hpp                command line
libhwy-dev          hwy/highway.h              SIMD kernels
libcsv-dev          csv.h                      CSV files (RFC 4180)
zlib1g-dev          zlib.h                     reads experiments from exported figures
libbenchmark-dev    benchmark/benchmark.h      benchmark program
xvfb                Xvfb                       tests in a real window without a display
xauth               xauth                      needed by xvfb-run
"
# HYSTERON_CI=ON in the environment asks for these as well: .ci/run does.
hysteron_ci_packages="
clang-format-14     clang-format-14            layout of the sources
clang-tidy-14       clang-tidy-14              mistakes in changed sources
git                 git                        which sources have changed
"
if [ "${HYSTERON_CI:-OFF}" = ON ]; then hysteron_packages="$hysteron_packages$hysteron_ci_packages"; fi

# The table's lines for the packages named, as `name  what for`.
hysteron_describe() {
    for wanted in "$@"; do
        echo "$hysteron_packages" | while read -r package _ purpose; do
            [ "$package" != "$wanted" ] || printf '  %-20s %s\n' "$package" "$purpose"
        done
    done
}

hysteron_missing_packages() {
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
    echo "$hysteron_packages" | while read -r package _; do
        [ -n "$package" ] || continue
        echo "$installed" | grep -qxF "$package" || echo "$package"
    done
}

# Where the package is called otherwise, or not at all, its tool or header says whether it is there.
hysteron_missing_files() {
    echo "$hysteron_packages" | while read -r package probe _; do
        [ -n "$package" ] || continue
        ! command -v "$probe" >/dev/null 2>&1 || continue
        found=no
        for prefix in /usr /usr/local /opt/homebrew; do
            for path in "$prefix/include/$probe" "$prefix"/include/*/"$probe" "$prefix"/include/*/*/"$probe"; do
                [ ! -e "$path" ] || found=yes
            done
        done
        [ "$found" = yes ] || echo "$package"
    done
}

hysteron_system() {
    (
        ID="" VERSION_ID=""
        [ ! -r /etc/os-release ] || . /etc/os-release
        echo "${ID:-$(uname -s)} ${VERSION_ID:-}"
    )
}

# Runs apt-get quietly and shows what it said if it fails. Another installation may be at work on a new machine:
# apt waits for its packages itself (the option), but not for its lists.
hysteron_apt_get() {
    attempt=1
    until said=$($hysteron_as_root env LC_ALL=C DEBIAN_FRONTEND=noninteractive \
        apt-get -o DPkg::Lock::Timeout=600 "$@" 2>&1 </dev/null); do
        if [ "$attempt" -ge 60 ] || ! echo "$said" | grep -Eq 'Could not get lock|Unable to lock'; then
            echo "$said" >&2
            return 1
        fi
        [ "$attempt" -gt 1 ] || echo "Waiting for another installation to finish."
        attempt=$((attempt + 1))
        sleep 10
    done
}

hysteron_refresh_lists() {
    echo "Refreshing the package lists."
    hysteron_apt_get update
}

hysteron_archive_knows() {
    for name in "$@"; do
        apt-cache show "$name" >/dev/null 2>&1 || return 1
    done
}

hysteron_apt_install() {
    hysteron_apt_get install -y --no-install-recommends "$@"
}

hysteron_install_packages() {
    # A new system has no lists yet.
    if ! hysteron_archive_knows "$@"; then hysteron_refresh_lists || return 1; fi
    if ! hysteron_archive_knows "$@"; then
        echo "The package archive lacks some of these. On Ubuntu they are in universe: add-apt-repository universe" >&2
        return 1
    fi
    # Old lists name versions that the archive no longer has.
    hysteron_apt_install "$@" 2>/dev/null || { hysteron_refresh_lists && hysteron_apt_install "$@"; }
}

hysteron_install_dependencies() {
    system=$(hysteron_system)
    case $system in
    "debian 12" | "ubuntu 24.04") ;;
    *)
        missing=$(hysteron_missing_files)
        [ -n "$missing" ] || return 0
        {
            echo "Packages are installed on Debian 12 and Ubuntu 24.04 only; this is $system."
            echo "Missing here, by their Debian names:"
            hysteron_describe $missing
            echo "Install them and call again. If they are there in another place, build with CMAKE_PREFIX_PATH set:"
            echo "  cmake --preset release && cmake --build --preset release"
        } >&2
        return 1
        ;;
    esac

    # With DISPLAY Qt opens its window through X11, which qt6-base-dev brings along.
    if [ -n "${WAYLAND_DISPLAY:-}" ] && [ -z "${DISPLAY:-}" ]; then
        hysteron_packages="${hysteron_packages}qt6-wayland - window on Wayland"
    fi
    missing=$(hysteron_missing_packages)
    [ -n "$missing" ] || return 0
    hysteron_as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            echo "Installing packages needs root or sudo. As root: apt-get install" $missing >&2
            return 1
        fi
        hysteron_as_root=sudo
    fi
    echo "Installing with apt-get${hysteron_as_root:+ through sudo} what is missing (a few minutes on a bare system):"
    hysteron_describe $missing
    hysteron_install_packages $missing || {
        echo "The packages above could not be installed." >&2
        return 1
    }
    echo "Installed."
}
