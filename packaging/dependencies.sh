# Installs what is missing for building, running and testing; sourced by run.sh and test.sh.
# Debian 12 and Ubuntu 24.04 share these names. One line each: package, and what it is for.

hysteron_packages="
build-essential        compiler and linker
cmake                  build system
ninja-build            build tool the presets use
pkg-config             finds libraries
libgl-dev              OpenGL headers that Qt's CMake files ask for
qt6-base-dev           window, widgets, printing, Qt Test
qt6-svg-dev            figures as SVG, icons
libqcustomplot-dev     plots
libeigen3-dev          linear algebra
libboost-dev           root finding and statistics (Boost.Math), 50-digit arithmetic in tests
librandom123-dev       counter-based random numbers
nlohmann-json3-dev     JSON
libcli11-dev           command line
xvfb                   tests in a real window without a display
xauth                  needed by xvfb-run
"

# Where a package has another name.
hysteron_package_alternatives() {
    case $1 in
    qt6-svg-dev) echo "qt6-svg-dev libqt6svg6-dev" ;;
    *) echo "$1" ;;
    esac
}

hysteron_installed() {
    dpkg-query -W -f='${Status}\n' "$1" 2>/dev/null | grep -q '^install ok installed$'
}

# Prints the packages that are missing, one a line.
hysteron_missing() {
    echo "$hysteron_packages" | while read -r package _; do
        [ -n "$package" ] || continue
        found=no
        for name in $(hysteron_package_alternatives "$package"); do
            if hysteron_installed "$name"; then found=yes; fi
        done
        [ "$found" = yes ] || echo "$package"
    done
}

hysteron_system() {
    (. /etc/os-release 2>/dev/null && echo "${ID:-unknown} ${VERSION_ID:-}")
}

# The first name of a package that this system's archive knows.
hysteron_available() {
    for name in $(hysteron_package_alternatives "$1"); do
        if apt-cache show "$name" >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    echo "$1"
}

hysteron_install_dependencies() {
    system=$(hysteron_system)
    case $system in
    "debian 12" | "ubuntu 24.04") ;;
    *)
        absent=""
        for tool in c++ cmake ninja; do
            command -v "$tool" >/dev/null 2>&1 || absent="$absent $tool"
        done
        if [ -n "$absent" ] || ! command -v dpkg-query >/dev/null 2>&1 || [ -n "$(hysteron_missing)" ]; then
            echo "This system ($system) is neither Debian 12 nor Ubuntu 24.04, so nothing is installed automatically." >&2
            [ -z "$absent" ] || echo "Missing tools:$absent" >&2
            echo "Please install these packages, or what they are called here, and call again:" >&2
            echo "$hysteron_packages" | grep . >&2
            return 1
        fi
        return 0
        ;;
    esac

    missing=$(hysteron_missing)
    [ -n "$missing" ] || return 0
    echo "Installing what is missing:"
    for package in $missing; do
        echo "$hysteron_packages" | grep -E "^$package " | sed 's/^/  /'
    done
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            echo "Installing needs root or sudo. Ask an administrator for: apt-get install" $missing >&2
            return 1
        fi
        as_root="sudo"
    fi
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq || return 1
    names=""
    for package in $missing; do names="$names $(hysteron_available "$package")"; done
    # Another installation may hold the lock for a while on a new machine.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq \
        --no-install-recommends $names >/dev/null || return 1
    echo "Installed."
}
