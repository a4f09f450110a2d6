# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# How every target of the project is built: one place for language, warnings and sanitizers.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
# moc 6.4 cannot read <concepts> where it is the first of the standard headers, and needs nothing from it.
set(CMAKE_AUTOMOC_MOC_OPTIONS -D_GLIBCXX_CONCEPTS)

add_library(hysteron_options INTERFACE)
target_include_directories(hysteron_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(hysteron_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
                       -Woverloaded-virtual -Wconversion -Wno-sign-conversion
                       $<$<BOOL:${HYSTERON_WERROR}>:-Werror>)
# The same specification must give the same numbers on every build: no contraction the source does not ask for.
target_compile_options(hysteron_options INTERFACE -ffp-contract=off)
if(HYSTERON_SANITIZE)
    target_compile_options(hysteron_options INTERFACE -fsanitize=${HYSTERON_SANITIZE} -fno-omit-frame-pointer
                           -fno-sanitize-recover=all)
    target_link_options(hysteron_options INTERFACE -fsanitize=${HYSTERON_SANITIZE})
endif()

# hysteron_add_library(theory SOURCES a.cpp ... LIBRARIES hysteron::base ...) makes hysteron::theory.
function(hysteron_add_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
    if(ARG_SOURCES)
        add_library(hysteron_${name} STATIC ${ARG_SOURCES})
        target_link_libraries(hysteron_${name} PUBLIC hysteron_options ${ARG_LIBRARIES})
    else()
        add_library(hysteron_${name} INTERFACE)
        target_link_libraries(hysteron_${name} INTERFACE hysteron_options ${ARG_LIBRARIES})
    endif()
    add_library(hysteron::${name} ALIAS hysteron_${name})
endfunction()
