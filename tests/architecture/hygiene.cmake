# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Fails on what must not be committed, and names files that have grown long. Called with -DROOT=<source directory>.
cmake_minimum_required(VERSION 3.25)

set(limit 400)
file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/core/* ${ROOT}/ui/* ${ROOT}/app/* ${ROOT}/tests/* ${ROOT}/packaging/*
     ${ROOT}/.ci/*)
file(GLOB documents RELATIVE ${ROOT} ${ROOT}/*.md ${ROOT}/CMake*)
list(FILTER sources EXCLUDE REGEX "^tests/architecture/hygiene\\.cmake$") # it spells out what it looks for
foreach(source ${sources} ${documents})
    # Not paths of this tree: the patterns of what must not be in it, places of one machine among them.
    file(STRINGS ${ROOT}/${source} lines REGEX "TODO|FIXME|XXX|/home/|/root/|/work/|/tmp/|^<<<<<<< |^>>>>>>> ")
    foreach(line ${lines})
        message(SEND_ERROR "${source}: ${line}")
    endforeach()
    # packaging/spdx.sh puts it there.
    if(source MATCHES "\\.(h|cpp|cmake|sh|py)$|CMakeLists\\.txt$|^\\.ci/run$|/print_support/")
        file(STRINGS ${ROOT}/${source} head LIMIT_COUNT 3)
        if(NOT head MATCHES "SPDX-License-Identifier: GPL-3\\.0-or-later")
            message(SEND_ERROR "${source}: no SPDX-License-Identifier in its first three lines")
        endif()
    endif()
    if(source MATCHES "\\.(h|cpp)$")
        file(READ ${ROOT}/${source} text)
        string(REGEX MATCHALL "\n" ends "${text}")
        list(LENGTH ends length)
        if(length GREATER limit)
            message(STATUS "${source} has more than ${limit} lines: is it two things?")
        endif()
        # What Highway compiles once for every instruction set (-inl.h) has a guard of its own.
        if(source MATCHES "\\.h$" AND NOT source MATCHES "-inl\\.h$" AND NOT text MATCHES "(^|\n)#pragma once\n")
            message(SEND_ERROR "${source}: no #pragma once")
        endif()
    endif()
endforeach()
