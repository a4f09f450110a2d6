# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# The test of the test: layers.cmake must report each of these includes. Called with -DSCRATCH=<directory>.
cmake_minimum_required(VERSION 3.25)

set(checker ${CMAKE_CURRENT_LIST_DIR}/layers.cmake)

function(check tree result output)
    execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${tree} -DAT_LEAST=1 -P ${checker}
                    RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE out)
    string(REGEX REPLACE "[ \n]+" " " out "${out}") # CMake wraps long messages
    set(${result} ${status} PARENT_SCOPE)
    set(${output} "${out}" PARENT_SCOPE)
endfunction()

function(rejects source include complaint)
    file(REMOVE_RECURSE ${SCRATCH})
    file(WRITE ${SCRATCH}/${source} "${include}\n")
    check(${SCRATCH} status out)
    if(status EQUAL 0 OR NOT out MATCHES "${complaint}")
        message(SEND_ERROR "${include} in ${source} should be rejected with \"${complaint}\", but:\n${out}")
    endif()
endfunction()

rejects(core/theory/a.h "#include \"core/data/task.h\"" "core_theory must not use core_data")
rejects(core/theory/a.cpp "  #  include \"core/dynamics/dynamics.h\"" "core_theory must not use core_dynamics")
rejects(core/analysis/a.h "#include \"core/model/network.h\"" "core_analysis must not use core_model")
rejects(core/experiment/a.h "#include \"core/io/curve_table.h\"" "core_experiment must not use core_io")
rejects(core/io/a.h "#include \"ui/main_window.h\"" "core_io must not use ui_")
rejects(core/base/a.cpp "#include <QString>" "know no Qt")
rejects(core/base/a.cpp "#include <QtCore/qstring.h>" "know no Qt")
rejects(core/novel/a.h "#include <vector>" "core_novel has no place")
rejects(core/base/a.cpp "#include \"result.h\"" "from the root of the repository")
rejects(ui/widgets/a.h "#include \"ui/plots/plot_view.h\"" "ui_widgets must not use ui_plots")
rejects(ui/pages/a.h "#include \"ui/main_window.h\"" "ui_pages must not use ui_")
rejects(ui/pages/a.h "#include <qcustomplot.h>" "only ui/plots, ui/figures")
rejects(app/cli/a.cpp "#include \"ui/main_window.h\"" "app_cli must not use ui_")
rejects(app/cli/a.cpp "#include <QCoreApplication>" "know no Qt")

# Two files: a source that does not start with its own header.
file(REMOVE_RECURSE ${SCRATCH})
file(WRITE ${SCRATCH}/core/base/a.h "#pragma once\n")
file(WRITE ${SCRATCH}/core/base/a.cpp "#include <vector>\n#include \"core/base/a.h\"\n")
check(${SCRATCH} status out)
if(status EQUAL 0 OR NOT out MATCHES "its own header must be the first include")
    message(SEND_ERROR "a source that does not start with its own header should be rejected, but:\n${out}")
endif()

# And what is allowed passes.
file(WRITE ${SCRATCH}/core/base/a.cpp "#include \"core/base/a.h\"\n\n#include <vector>\n")
file(WRITE ${SCRATCH}/ui/plots/b.h "#include \"core/experiment/snapshot.h\"\n#include <qcustomplot.h>\n")
file(WRITE ${SCRATCH}/app/window/c.cpp "#include \"ui/main_window.h\"\n#include \"c.moc\"\n")
check(${SCRATCH} status out)
if(NOT status EQUAL 0)
    message(SEND_ERROR "includes in order should pass, but:\n${out}")
endif()
file(REMOVE_RECURSE ${SCRATCH})
