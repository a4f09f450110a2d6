# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# One test program per folder under tests/, one CTest test and one process per test class.
#
#   hysteron_add_test(test_plateaus SOURCES test_plateaus.cpp LIBRARIES hysteron::theory [LABELS long])
#
# adds the sources to the folder's program (tests/core/theory makes tests_core_theory) and the test test_plateaus,
# which runs the class TestPlateaus of it. The source says HYSTERON_TEST(TestPlateaus) (tests/support/test.h).

# Qt6::Test without its definitions, which name the folder and would make every folder's flags its own.
add_library(hysteron_qttest INTERFACE)
target_link_libraries(hysteron_qttest INTERFACE hysteron_options Qt6::Core $<LINK_ONLY:Qt6::Test>)
target_include_directories(hysteron_qttest SYSTEM INTERFACE
    $<TARGET_PROPERTY:Qt6::Test,INTERFACE_INCLUDE_DIRECTORIES>)
target_compile_definitions(hysteron_qttest INTERFACE QT_TESTLIB_LIB)
# Test code runs once: half the time to compile is worth more than its speed. The libraries it tests stay optimised.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(hysteron_qttest INTERFACE -O1)
endif()

# What every test program has: the main function and the precompiled header. Small on purpose: the compiler loads
# all of it for each source, and what a few sources include is cheaper parsed there.
function(add_test_main kind)
    add_library(hysteron_test_main_${kind} OBJECT "${PROJECT_SOURCE_DIR}/tests/support/main.cpp")
    target_link_libraries(hysteron_test_main_${kind} PUBLIC hysteron_qttest ${ARGN})
    target_precompile_headers(hysteron_test_main_${kind} PRIVATE
        <algorithm> <cmath> <functional> <limits> <memory> <optional> <string> <vector> <QTest>)
endfunction()
add_test_main(core)
if(HYSTERON_UI)
    add_test_main(window Qt6::Widgets)
endif()

function(hysteron_add_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES;LABELS" ${ARGN})
    foreach(source ${ARG_SOURCES})
        file(STRINGS ${source} mains REGEX "QTEST_.*MAIN")
        if(mains)
            message(FATAL_ERROR "${source}: write HYSTERON_TEST(Class), from tests/support/test.h, for ${mains}")
        endif()
    endforeach()

    file(RELATIVE_PATH folder "${PROJECT_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
    string(REPLACE "/" "_" program "${folder}")
    if(NOT TARGET ${program})
        set(kind core)
        if(HYSTERON_UI AND NOT folder MATCHES "^tests/core")
            set(kind window)
        endif()
        add_executable(${program})
        set_target_properties(${program} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
        target_link_libraries(${program} PRIVATE hysteron_test_main_${kind})
        target_precompile_headers(${program} REUSE_FROM hysteron_test_main_${kind})
    endif()
    target_sources(${program} PRIVATE ${ARG_SOURCES})
    target_link_libraries(${program} PRIVATE ${ARG_LIBRARIES})

    # test_escape_rate -> TestEscapeRate
    string(REPLACE "_" ";" words ${name})
    set(class "")
    foreach(word ${words})
        string(SUBSTRING ${word} 0 1 first)
        string(SUBSTRING ${word} 1 -1 rest)
        string(TOUPPER ${first} first)
        string(APPEND class ${first}${rest})
    endforeach()
    add_test(NAME ${name} COMMAND ${program} ${class})
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8" TIMEOUT 300
                         LABELS "${ARG_LABELS}")
endfunction()
