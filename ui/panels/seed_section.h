// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>

class QLabel;
class QLineEdit;

namespace hysteron::ui {

/// The seed of the run: typed, the same again, or a new one. Each choice starts the run afresh.
class SeedSection : public QWidget
{
    Q_OBJECT
public:
    explicit SeedSection(QWidget* parent = nullptr);

    /// Drops what was typed and not taken.
    void restore();
    void setSeed(std::uint64_t seed); ///< silent; keeps a text somebody is typing
    [[nodiscard]] std::uint64_t seed() const { return m_seed; }
    [[nodiscard]] QString problem() const;

signals:
    void seedChosen(quint64 seed);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void take();
    void setProblem(const QString& problem);

    std::uint64_t m_seed = 0;
    QLineEdit* m_edit = nullptr;
    QLabel* m_problem = nullptr;
};

} // namespace hysteron::ui
