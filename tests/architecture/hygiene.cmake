# Fails on what must not be committed. Called with -DROOT=<source directory>.
cmake_minimum_required(VERSION 3.25)
file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/core/* ${ROOT}/ui/* ${ROOT}/app/* ${ROOT}/packaging/*)
foreach(source ${sources})
    file(STRINGS ${ROOT}/${source} lines REGEX "TODO|FIXME|XXX|/home/|/root/|/work/|/tmp/")
    foreach(line ${lines})
        message(SEND_ERROR "${source}: ${line}")
    endforeach()
endforeach()
