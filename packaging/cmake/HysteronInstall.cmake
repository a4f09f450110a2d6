# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# What `cmake --install` and `cpack -G DEB` put on a system: programs, licence, and the entry in the menu.
include(GNUInstallDirs)

install(TARGETS hysteron-cli RUNTIME)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/hysteron RENAME copyright)
if(HYSTERON_UI)
    install(TARGETS hysteron RUNTIME)
    install(FILES packaging/org.hysteron.Hysteron.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES packaging/org.hysteron.Hysteron.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES resources/icons/hysteron.svg RENAME org.hysteron.Hysteron.svg
            DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME hysteron)
set(CPACK_PACKAGE_CONTACT "Hysteron contributors")
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON) # the packages of the system it was built on: one .deb per distribution
set(CPACK_STRIP_FILES ON)
include(CPack)
