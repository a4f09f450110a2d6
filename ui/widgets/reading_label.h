// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace hysteron::ui {

/// A line of pieces in different type, for readings that change many times a second: repainting it costs microseconds
/// and never moves its neighbours. It is as wide as the widest text it was told to expect, and grows but never shrinks.
class ReadingLabel : public QWidget
{
    Q_OBJECT
public:
    struct Piece {
        QString text;
        TextRole role = TextRole::Label;
        bool muted = false;
        bool operator==(const Piece&) const = default;
    };

    explicit ReadingLabel(const QList<Piece>& widest, QWidget* parent = nullptr);

    void setPieces(const QList<Piece>& pieces);
    [[nodiscard]] QString text() const;
    /// Right-aligned labels keep their right end; default left.
    void setAlignment(Qt::Alignment alignment);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<Piece> m_pieces;
    Qt::Alignment m_alignment = Qt::AlignLeft;
    int m_width = 0;
};

} // namespace hysteron::ui
