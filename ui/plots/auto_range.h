#pragma once

#include <qcustomplot.h>

namespace hysteron::ui {

/// An axis range that follows data calmly: it grows at once, in generous steps, and shrinks slowly.
class AutoRange
{
public:
    /// The range to show when the data span [low, high]. Call once per frame.
    QCPRange follow(double low, double high);
    void reset() { m_set = false; }

private:
    bool m_set = false;
    QCPRange m_range;
};

} // namespace hysteron::ui
