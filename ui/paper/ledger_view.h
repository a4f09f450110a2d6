// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/paper/claim.h"

#include <QWidget>

#include <vector>

class QPushButton;
class QTableWidget;
class QTextBrowser;

namespace hysteron::ui {

/// The sign that goes with a verdict's colour.
[[nodiscard]] QString signOf(paper::Verdict verdict);

/// The claims of the paper with their verdicts, sortable; the chosen one in full below.
class LedgerView : public QWidget
{
    Q_OBJECT
public:
    enum Column { What, Where, Stated, Computed, Measured, Result, Columns };

    explicit LedgerView(QWidget* parent = nullptr);

    /// Sorting and the chosen row stay.
    void setClaims(const std::vector<paper::Claim>& claims);
    [[nodiscard]] const std::vector<paper::Claim>& claims() const { return m_claims; }
    /// The one whose row is chosen; null: none.
    [[nodiscard]] const paper::Claim* current() const;
    void choose(const std::string& claim);
    /// All rows in the order of the screen, RFC 4180.
    [[nodiscard]] QString csv() const;

    [[nodiscard]] QTableWidget* table() const { return m_table; }
    [[nodiscard]] QTextBrowser* detail() const { return m_detail; }
    [[nodiscard]] QPushButton* copyButton() const { return m_copy; }

signals:
    void figureRequested(const QString& id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fill();
    void recolour();
    void showDetail();
    void shareWidth();
    [[nodiscard]] const paper::Claim& claimAt(int row) const;
    void requestFigure();

    std::vector<paper::Claim> m_claims;
    QTableWidget* m_table = nullptr;
    QTextBrowser* m_detail = nullptr;
    QPushButton* m_copy = nullptr;
};

} // namespace hysteron::ui
