#include "ui/export/recipe_file.h"

#include "core/io/specification_json.h"

#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QXmlStreamReader>
#include <QtEndian>

namespace hysteron::ui {

namespace {

constexpr qint64 kLargestFile = 64 << 20;
constexpr qsizetype kLargestRecipe = 1 << 20;

Error problem(const QString& path, const std::string& rule)
{
    return {"file", path.toStdString(), rule};
}

QByteArray fromSvg(const QByteArray& svg)
{
    QXmlStreamReader reader(svg);
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("desc"))
            return reader.readElementText().toUtf8();
    return {};
}

/// Empty for what zlib did not write.
QByteArray inflated(const QByteArray& stream)
{
    constexpr char kZlib = 0x78;
    if (!stream.startsWith(kZlib))
        return {};
    QByteArray packed(4, '\0'); // qUncompress() wants the expected length first
    qToBigEndian<quint32>(kLargestRecipe, packed.data());
    return qUncompress(packed + stream);
}

/// The file attached to a PDF of ours: among its compressed streams the one that is a recipe.
QByteArray fromPdf(const QByteArray& pdf)
{
    const QByteArray begin("stream\n");
    const QByteArray end("\nendstream");
    for (qsizetype at = pdf.indexOf(begin); at >= 0;) {
        const qsizetype from = at + begin.size();
        const qsizetype to = pdf.indexOf(end, from);
        if (to < 0)
            break;
        const QByteArray stream = pdf.mid(from, to - from);
        for (const QByteArray& candidate : {stream, inflated(stream)})
            if (candidate.startsWith("{\"program\":\"Hysteron"))
                return candidate;
        at = pdf.indexOf(begin, to + end.size());
    }
    return {};
}

} // namespace

Result<Recipe> readRecipe(const QString& path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return problem(path, "must be a file that exists and can be read");
    if (file.size() > kLargestFile)
        return problem(path, "must not be larger than 64 MB");
    const QString suffix = QFileInfo(path).suffix().toLower();
    const bool figure =
        suffix == QLatin1String("png") || suffix == QLatin1String("svg") || suffix == QLatin1String("pdf");
    const QByteArray text = suffix == QLatin1String("png") ? QImageReader(path).text(QStringLiteral("Recipe")).toUtf8()
                            : suffix == QLatin1String("svg") ? fromSvg(file.readAll())
                            : suffix == QLatin1String("pdf") ? fromPdf(file.readAll())
                                                             : file.readAll();
    const auto json = nlohmann::ordered_json::parse(text.begin(), text.end(), nullptr, false);
    if (!json.is_object())
        return problem(path, figure ? "has no recipe in it: only figures that Hysteron exported can be opened"
                                    : "must be an experiment in JSON, or a figure that Hysteron exported");
    const bool wrapped = json.contains("specification");
    const Result<Specification> specification = specificationFromJson(wrapped ? json["specification"] : json);
    if (!specification)
        return specification.errors();
    Recipe recipe{.specification = *specification};
    if (wrapped && json.contains("changes") && json["changes"].is_array())
        recipe.changes = static_cast<int>(json["changes"].size());
    if (wrapped && json.contains("epoch") && json["epoch"].is_number_integer())
        recipe.epoch = json["epoch"].get<std::int64_t>();
    return recipe;
}

} // namespace hysteron::ui
