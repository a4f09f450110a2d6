#pragma once

#include "core/data/csv_table.h"
#include "ui/pages/data_answer.h"
#include "ui/pages/page.h"

#include <vector>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace hysteron::ui {

class ComboBox;
class ElidedLabel;
class FigurePanels;
class SegmentedControl;
class SidePanel;
class StoryBox;

/// The Data page: anybody's escape times and training curves from a CSV file, columns chosen by name; which law the
/// times follow, and how long the test error waits.
class DataPage : public Page
{
    Q_OBJECT
public:
    enum Kind { EscapeTimes, TrainingCurves };
    /// The columns that are chosen, in the order of the controls.
    enum Choice { Time, X, Censored, Group, Step, Train, Test, Choices };

    explicit DataPage(PageContext& context);

    [[nodiscard]] QString document() const override { return m_file; }
    [[nodiscard]] bool canOpen(const OpenedFile& file) const override;
    [[nodiscard]] Errors open(const OpenedFile& file) override;
    [[nodiscard]] Exportable exportable() const override;
    [[nodiscard]] bool hasExport() const override { return !m_file.isEmpty(); }
    [[nodiscard]] PlotView* currentPlot() const override;
    void showErrors(const Errors& errors, const QString& headline = {}) override;

    /// Errors are shown; what was shown before stays.
    bool openFile(const QString& path);
    void setKind(Kind kind);

    [[nodiscard]] QPushButton* openButton() const { return m_open; }
    [[nodiscard]] SegmentedControl* kind() const { return m_kind; }
    [[nodiscard]] ComboBox* column(Choice choice) const { return m_columns[choice]; }
    [[nodiscard]] ComboBox* covariate() const { return m_covariate; }
    [[nodiscard]] ComboBox* groupValue() const { return m_groupValue; }
    [[nodiscard]] QTableWidget* laws() const { return m_laws; }
    [[nodiscard]] FigurePanels* panels() const { return m_panels; }
    [[nodiscard]] QString storyText() const;
    [[nodiscard]] QString problemText() const;

protected:
    bool closeFront() override;
    [[nodiscard]] bool hasFront() const override;

private:
    SidePanel* makePanel();
    QWidget* makeAnswer();
    QWidget* makeChoices(const std::vector<Choice>& choices, bool withCovariate);
    void guessColumns();
    [[nodiscard]] ColumnChoice chosen(Choice choice) const;
    void listGroups(const MeasuredWaits& waits);
    void answer();
    void keepProvenance();
    void showAnswer(const DataAnswer& answer);

    CsvTable m_table;
    QString m_file;     ///< without its folder; empty: none was opened
    std::string m_path; ///< whole
    std::string m_hash; ///< of its bytes
    QPushButton* m_open = nullptr;
    QWidget* m_about = nullptr; ///< the file and what it is taken for; hidden before there is one
    ElidedLabel* m_name = nullptr;
    QLabel* m_size = nullptr;
    SegmentedControl* m_kind = nullptr;
    QStackedWidget* m_choices = nullptr; ///< by Kind
    ComboBox* m_columns[Choices] = {};
    ComboBox* m_covariate = nullptr;
    ComboBox* m_groupValue = nullptr;
    StoryBox* m_story = nullptr;
    QStackedWidget* m_views = nullptr; ///< hint, answer
    FigurePanels* m_panels = nullptr;
    QTableWidget* m_laws = nullptr;
};

} // namespace hysteron::ui
