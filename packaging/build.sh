# Configures and builds the preset release in the current directory; sourced by run.sh and test.sh.
# Arguments go to `cmake --build`. HYSTERON_WERROR=ON in the environment makes warnings errors.
hysteron_build() {
    launcher=""
    if command -v ccache >/dev/null 2>&1; then launcher=ccache; fi
    # Always: only this notices that a preset or HYSTERON_WERROR changed, and it takes less than a second.
    said=$(cmake --preset release "-DHYSTERON_WERROR=${HYSTERON_WERROR:-OFF}" \
        "-DCMAKE_CXX_COMPILER_LAUNCHER=$launcher" 2>&1) || {
        echo "$said" >&2
        return 1
    }
    cmake --build --preset release --parallel "$(getconf _NPROCESSORS_ONLN)" "$@"
}
