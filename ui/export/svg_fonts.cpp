// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/svg_fonts.h"

#include <QFile>

namespace hysteron::ui {

namespace {

struct Weight {
    const char* number;
    const char* file;
};
constexpr Weight kWeights[] = {{"400", "Regular"}, {"500", "Medium"}, {"600", "SemiBold"}, {"700", "Bold"}};

QByteArray faceOf(const Weight& weight)
{
    QFile file(QStringLiteral(":/fonts/HysteronSans-%1.otf").arg(QLatin1String(weight.file)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QByteArray("@font-face{font-family:\"Hysteron Sans\";font-weight:") + weight.number +
           ";src:url(data:font/otf;base64," + file.readAll().toBase64() + ")}\n";
}

} // namespace

QByteArray withFonts(QByteArray svg)
{
    QByteArray faces;
    for (const Weight& weight : kWeights) {
        if (svg.contains(QByteArray("font-weight=\"") + weight.number))
            faces += faceOf(weight);
    }
    svg.replace("font-family=\"Hysteron Sans\"", "font-family=\"Hysteron Sans, Inter, Arial, sans-serif\"");
    const qsizetype place = svg.indexOf("<defs>");
    if (place >= 0 && !faces.isEmpty())
        svg.insert(place + qstrlen("<defs>"), "\n<style>\n" + faces + "</style>");
    return svg;
}

} // namespace hysteron::ui
