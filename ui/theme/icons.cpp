// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace hysteron::ui {

namespace {

/// Renders the SVG at the size asked for, so that nothing is ever scaled up from pixels.
class SvgIconEngine : public QIconEngine
{
public:
    explicit SvgIconEngine(QByteArray svg) : m_svg(std::move(svg)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        QSvgRenderer renderer(m_svg);
        painter->save();
        if (mode == QIcon::Disabled)
            painter->setOpacity(0.4);
        renderer.render(painter, rect);
        painter->restore();
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine* clone() const override { return new SvgIconEngine(*this); }

private:
    QByteArray m_svg;
};

QByteArray readIcon(const QString& name)
{
    QFile file(":/icons/" + name + ".svg");
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QIcon themedIcon(const QString& name, const QColor& colour)
{
    QByteArray svg = readIcon(name);
    if (svg.isEmpty())
        return {};
    svg.replace("#000000", colour.name().toUtf8());
    return QIcon(new SvgIconEngine(svg));
}

QIcon applicationIcon()
{
    const SvgIconEngine engine(readIcon("hysteron"));
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) // window managers take pixels, not engines
        icon.addPixmap(std::unique_ptr<QIconEngine>(engine.clone())->pixmap({size, size}, QIcon::Normal, QIcon::Off));
    return icon;
}

} // namespace hysteron::ui
