#include "ui/export/text_file.h"

#include <QSaveFile>

namespace hysteron::ui {

Errors writeTextFile(const QString& path, const std::string& text, const std::string& field)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(text.data(), static_cast<qint64>(text.size())) >= 0 &&
        file.commit())
        return {};
    return {{field, path.toStdString(), "cannot be written: " + file.errorString().toStdString()}};
}

} // namespace hysteron::ui
