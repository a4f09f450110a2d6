# Configures and builds the release preset; sourced by run.sh and test.sh. Quick when nothing changed.
hysteron_build() {
    launcher=""
    if command -v ccache >/dev/null 2>&1; then launcher="-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"; fi
    cmake --preset release -DHYSTERON_WERROR="${HYSTERON_WERROR:-OFF}" $launcher >build-configure.log 2>&1 || {
        cat build-configure.log >&2
        rm -f build-configure.log
        return 1
    }
    rm -f build-configure.log
    # Configuring writes build files anew; ninja sees for itself that nothing changed.
    cmake --build --preset release "$@"
}
