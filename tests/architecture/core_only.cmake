# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Builds the core and the command line with the preset core-only, where Qt cannot be found, and runs its tests.
# Called with -DROOT=<source directory> -DBUILD=<directory> -DOPTIONS=<arguments for CMake>.
cmake_minimum_required(VERSION 3.25)

function(run)
    execute_process(COMMAND ${ARGV} WORKING_DIRECTORY ${ROOT} RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE out)
    if(NOT status EQUAL 0)
        string(REPLACE ";" " " command "${ARGV}")
        message(FATAL_ERROR "${command}:\n${out}")
    endif()
endfunction()

run(${CMAKE_COMMAND} --preset core-only -B ${BUILD} -DCMAKE_DISABLE_FIND_PACKAGE_Qt6=ON ${OPTIONS})
run(${CMAKE_COMMAND} --build ${BUILD})
run(${CMAKE_CTEST_COMMAND} --test-dir ${BUILD} --no-tests=error --output-on-failure)

file(READ ${BUILD}/compile_commands.json commands)
if(commands MATCHES "[Qq][Tt]6|qcustomplot")
    message(FATAL_ERROR "${BUILD}/compile_commands.json names Qt")
endif()
