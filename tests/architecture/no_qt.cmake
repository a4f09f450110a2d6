# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Fails if the core or the command line uses Qt: in what their targets link, in the flags their sources are compiled with,
# or in the libraries that the finished program asks for. Called with -DLINKED=<libraries, recursively, with commas>
# -DCOMMANDS=<compile_commands.json> -DREADELF=<program> -DPROGRAM=<hysteron-cli>.
cmake_minimum_required(VERSION 3.25)

if(NOT LINKED)
    message(SEND_ERROR "no libraries given")
endif()
string(REPLACE "," ";" libraries "${LINKED}")
foreach(library ${libraries})
    if(library MATCHES "Qt6|QCustomPlot|qcustomplot|hysteron_(ui|window)|hysteron::(ui|window)")
        message(SEND_ERROR "the core and the command line link ${library}")
    endif()
endforeach()

set(seen 0)
file(STRINGS ${COMMANDS} commands REGEX "\"command\":.* -c [^ ]*/(core|app/cli)/[^ ]*\\.cpp")
foreach(command ${commands})
    string(REGEX MATCH " -c ([^ ]*\\.cpp)" match "${command}")
    set(file ${CMAKE_MATCH_1})
    if(NOT file MATCHES "/tests/")
        math(EXPR seen "${seen} + 1")
        if(command MATCHES "QT_[A-Z]+_LIB|/qt6/")
            message(SEND_ERROR "${file} is compiled with ${CMAKE_MATCH_0}")
        endif()
    endif()
endforeach()
if(seen EQUAL 0)
    message(SEND_ERROR "${COMMANDS} names no source of the core")
endif()

execute_process(COMMAND ${READELF} -d ${PROGRAM} OUTPUT_VARIABLE needed COMMAND_ERROR_IS_FATAL ANY)
if(needed MATCHES "lib(Qt6|QCustomPlot)[A-Za-z]*")
    message(SEND_ERROR "${PROGRAM} needs ${CMAKE_MATCH_0}")
endif()
message(STATUS "${seen} sources checked")
