// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <array>
#include <cstddef>

namespace hysteron::ui {

/// Built-in frame meter. A frame starts when a snapshot is taken and ends when the picture of it was handed over: data,
/// layout, drawing and painting are its cost. Times in milliseconds.
class FrameMeter : public QObject
{
    Q_OBJECT
public:
    explicit FrameMeter(QObject* parent = nullptr);

    void frameStarted();
    /// The widgets have been given the snapshot and have asked to be drawn: the frame ends after they were.
    void frameDelivered();
    void clear();
    /// Nothing moves from now on: the time until the next frame is no part of a rate.
    void rest() { m_previousStart = -1.0; }
    /// Forgets a frame in progress: the event loop is left before it can end.
    void abandonFrame() { m_start = -1.0; }

    struct Report {
        std::size_t frames = 0; ///< in the window of the last kWindow frames
        double medianMs = 0.0;
        double percentile99Ms = 0.0;
        double framesPerSecond = 0.0; ///< achieved over the same window, without the times of rest
    };
    [[nodiscard]] Report report() const;

    static constexpr std::size_t kWindow = 1024;

protected:
    bool event(QEvent* event) override;

private:
    void frameEnded();

    QElapsedTimer m_clock;
    double m_start = -1.0;
    std::array<double, kWindow> m_costs{};
    std::array<double, kWindow> m_intervals{}; ///< since the start of the frame before; 0: it rested between them
    double m_previousStart = -1.0;
    std::size_t m_count = 0;
};

} // namespace hysteron::ui
