# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# no_qt.cmake, called on wrong examples, must fail on each. Called with -DSCRATCH=<directory to write into>
# -DWRONG_LINKED=<libraries of a target that reaches Qt> -DQT_PROGRAM=<program with Qt> -DLINKED= -DCOMMANDS= -DREADELF=
# -DPROGRAM=<as for no_qt.cmake>.
cmake_minimum_required(VERSION 3.25)

function(rejects complaint)
    execute_process(COMMAND ${CMAKE_COMMAND} "-DLINKED=${LINKED}" -DCOMMANDS=${COMMANDS} -DREADELF=${READELF}
                            -DPROGRAM=${PROGRAM} -P ${CMAKE_CURRENT_LIST_DIR}/no_qt.cmake
                    RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE out)
    string(REGEX REPLACE "[ \n]+" " " out "${out}") # CMake wraps long messages
    if(status EQUAL 0 OR NOT out MATCHES "${complaint}")
        message(SEND_ERROR "expected \"${complaint}\", but:\n${out}")
    endif()
endfunction()

set(right_linked "${LINKED}")
set(LINKED "${WRONG_LINKED}")
rejects("the core and the command line link Qt6::Core")
set(LINKED "")
rejects("no libraries given")
set(LINKED "${right_linked}")

set(right_program ${PROGRAM})
set(PROGRAM ${QT_PROGRAM})
rejects("needs libQt6")
set(PROGRAM ${right_program})

set(COMMANDS ${SCRATCH}/wrong_commands.json)
file(WRITE ${COMMANDS} "[{\"command\": \"c++ -isystem /usr/include/qt6/ -c /x/core/base/a.cpp\"}]")
rejects("core/base/a.cpp is compiled with /qt6/")
file(WRITE ${COMMANDS} "[{\"command\": \"c++ -DQT_CORE_LIB -c /x/app/cli/a.cpp\"}]")
rejects("app/cli/a.cpp is compiled with QT_CORE_LIB")
file(WRITE ${COMMANDS} "[{\"command\": \"c++ -DQT_CORE_LIB -c /x/ui/a.cpp\"}]")
rejects("names no source of the core")
