# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# The source of core/base/version.h, written when a commit is made or checked out and when a source changes, and compiled
# again only where it then says something else. For core/base/CMakeLists.txt: a target sees the commands of its own folder.
find_package(Git QUIET)
set(hysteron_version_source "${PROJECT_BINARY_DIR}/version.cpp")

file(GLOB_RECURSE hysteron_version_inputs CONFIGURE_DEPENDS
     ${PROJECT_SOURCE_DIR}/core/*.h ${PROJECT_SOURCE_DIR}/core/*.cpp ${PROJECT_SOURCE_DIR}/ui/*.h
     ${PROJECT_SOURCE_DIR}/ui/*.cpp ${PROJECT_SOURCE_DIR}/app/*.h ${PROJECT_SOURCE_DIR}/app/*.cpp)
if(GIT_FOUND)
    foreach(path HEAD logs/HEAD index)
        execute_process(COMMAND ${GIT_EXECUTABLE} -C ${PROJECT_SOURCE_DIR} rev-parse --git-path ${path}
                        OUTPUT_VARIABLE path ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
        cmake_path(ABSOLUTE_PATH path BASE_DIRECTORY ${PROJECT_SOURCE_DIR})
        if(EXISTS ${path} AND NOT IS_DIRECTORY ${path})
            list(APPEND hysteron_version_inputs ${path})
        endif()
    endforeach()
endif()

add_custom_command(OUTPUT "${hysteron_version_source}"
    COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -DVERSION=${PROJECT_VERSION} -DGIT=${GIT_EXECUTABLE}
            -DOUTPUT=${hysteron_version_source} -P ${PROJECT_SOURCE_DIR}/packaging/cmake/revision.cmake
    DEPENDS ${hysteron_version_inputs} ${PROJECT_SOURCE_DIR}/packaging/cmake/revision.cmake
    COMMENT "Revision of the sources" VERBATIM)
