# Configures and builds the core and the command line without Qt, as the preset core-only does.
function(run)
    execute_process(COMMAND ${ARGV} WORKING_DIRECTORY ${ROOT} RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE out)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${ARGV}:\n${out}")
    endif()
endfunction()
run(${CMAKE_COMMAND} --preset core-only -B ${BUILD} -DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}
    -DCMAKE_DISABLE_FIND_PACKAGE_Qt6=ON)
run(${CMAKE_COMMAND} --build ${BUILD})
run(${BUILD}/bin/hysteron-cli theory --eta 0.8 --beta 0.32 --json)
