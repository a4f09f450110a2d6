# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Writes the source of core/base/version.h, unless it says so already.
# Called with -DROOT=<source directory> -DVERSION=<of the project> -DGIT=<program, may be missing> -DOUTPUT=<file>.
cmake_minimum_required(VERSION 3.25)

# What git answers, or an empty text.
function(ask_git result)
    set(answer "")
    if(GIT)
        execute_process(COMMAND ${GIT} --no-optional-locks -C ${ROOT} ${ARGN} RESULT_VARIABLE status
                        OUTPUT_VARIABLE answer ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
        if(NOT status EQUAL 0)
            set(answer "")
        endif()
    endif()
    set(${result} "${answer}" PARENT_SCOPE)
endfunction()

# Sources unpacked inside somebody else's repository are not of its revision.
ask_git(top rev-parse --show-toplevel)
file(REAL_PATH "${ROOT}" root)
set(revision "")
if(top STREQUAL root)
    ask_git(revision rev-parse --short=12 HEAD)
    ask_git(changes status --porcelain -- CMakeLists.txt packaging/cmake core ui app resources)
    if(revision AND changes)
        string(APPEND revision "-dirty")
    endif()
endif()
if(NOT revision)
    set(revision unknown)
endif()

file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT [[
#include "core/base/version.h"

std::string_view hysteron::version()
{
    return "@VERSION@";
}

std::string_view hysteron::revision()
{
    return "@revision@";
}
]])
