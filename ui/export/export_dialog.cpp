#include "ui/export/export_dialog.h"

#include "core/base/files.h"
#include "core/io/curve_table.h"
#include "core/io/recipe.h"
#include "core/io/specification_json.h"
#include "ui/plots/plot_view.h"
#include "ui/widgets/combo_box.h"
#include "ui/words/words.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace hysteron::ui {

namespace {

constexpr int kAll = -1;
constexpr int kData = -2;
constexpr int kExperiment = -3;

QSpinBox* spin(int low, int high, int value, const QString& unit, const QString& meaning)
{
    auto* box = new QSpinBox;
    box->setRange(low, high);
    box->setValue(value);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons); // typed, or with the arrow keys and the wheel
    box->setSuffix(unit);
    box->setToolTip(meaning);
    return box;
}

} // namespace

ExportDialog::ExportDialog(const QList<PlotView*>& plots, int plot, const Specification& started,
                           std::shared_ptr<const Snapshot> snapshot, QWidget* parent)
    : QDialog(parent), m_plots(plots), m_started(started), m_snapshot(std::move(snapshot))
{
    setWindowTitle(tr("Export"));
    m_what = new ComboBox;
    m_what->addItem(tr("All plots in one figure"), kAll);
    for (int i = 0; i < plots.size(); ++i)
        m_what->addItem(plots[i]->title(), i);
    m_what->addItem(tr("Data of the curves"), kData);
    m_what->addItem(tr("Experiment, to open it again"), kExperiment);
    m_what->setCurrentIndex(m_what->findData(plot));
    m_format = new ComboBox;
    m_width = spin(20, 1000, 85, tr(" mm"), tr("Width of one plot; 85 mm is one column of a journal"));
    m_height = spin(20, 1000, 58, tr(" mm"), tr("Height of one plot"));
    m_dpi = spin(36, 1200, 300, tr(" dpi"), tr("Resolution of PNG"));
    m_problem = new QLabel;
    m_problem->setProperty("kind", "problem");
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton* save = buttons->addButton(tr("Save as …"), QDialogButtonBox::AcceptRole);
    save->setProperty("kind", "primary");
    save->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::chooseFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_what, &QComboBox::currentIndexChanged, this, &ExportDialog::updateControls);
    connect(m_format, &QComboBox::currentIndexChanged, this,
            [this] { m_dpi->setEnabled(suffix() == QLatin1String("png")); });

    auto* form = new QFormLayout(this);
    form->setContentsMargins(20, 18, 20, 16);
    form->setVerticalSpacing(10);
    form->addRow(tr("What"), m_what);
    form->addRow(tr("Format"), m_format);
    form->addRow(tr("Plot width"), m_width);
    form->addRow(tr("Plot height"), m_height);
    form->addRow(tr("Resolution"), m_dpi);
    form->addRow(m_problem);
    form->addRow(buttons);
    setMinimumWidth(380);
    updateControls();
}

bool ExportDialog::isFigure() const
{
    return m_what->currentData().toInt() >= kAll;
}

QString ExportDialog::suffix() const
{
    return m_format->currentData().toString();
}

void ExportDialog::updateControls()
{
    m_format->clear();
    if (isFigure()) {
        m_format->addItem(tr("PNG, for slides and the web"), QStringLiteral("png"));
        m_format->addItem(tr("SVG, with real text"), QStringLiteral("svg"));
        m_format->addItem(tr("PDF, for print"), QStringLiteral("pdf"));
    } else if (m_what->currentData().toInt() == kData) {
        m_format->addItem(tr("CSV"), QStringLiteral("csv"));
    } else {
        m_format->addItem(tr("JSON"), QStringLiteral("json"));
    }
    for (QWidget* control : {static_cast<QWidget*>(m_width), static_cast<QWidget*>(m_height)})
        control->setEnabled(isFigure());
    m_dpi->setEnabled(suffix() == QLatin1String("png"));
}

Errors ExportDialog::exportTo(const QString& path)
{
    const int what = m_what->currentData().toInt();
    if (what == kData)
        return writeFile(path.toStdString(), curvesCsv(*m_snapshot));
    if (what == kExperiment)
        return writeFile(path.toStdString(), toJson(m_started).dump(2) + "\n");
    FigureOptions options;
    options.panelMm = QSizeF(m_width->value(), m_height->value());
    options.dpi = m_dpi->value();
    options.recipe = QString::fromStdString(recipeText(m_started, *m_snapshot));
    const QList<PlotView*> plots = what == kAll ? m_plots : QList<PlotView*>{m_plots[what]};
    // The run goes on behind the dialog; the figure is of the moment when export was asked for.
    QList<std::shared_ptr<const Snapshot>> shown;
    for (PlotView* plot : plots) {
        shown.append(plot->snapshot());
        plot->showSnapshot(m_snapshot);
    }
    const Errors errors = exportFigure(plots, path, options);
    for (qsizetype i = 0; i < plots.size(); ++i)
        plots[i]->showSnapshot(shown[i]);
    return errors;
}

void ExportDialog::chooseFile()
{
    const int what = m_what->currentData().toInt();
    const QString stem = what >= 0             ? m_plots[what]->fileStem()
                         : what == kData       ? QStringLiteral("curves")
                         : what == kExperiment ? QStringLiteral("experiment")
                                               : QStringLiteral("hysteron");
    QString path = QFileDialog::getSaveFileName(this, tr("Export"), stem + QLatin1Char('.') + suffix(),
                                                QStringLiteral("*.") + suffix());
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QLatin1Char('.') + suffix();
    const Errors errors = exportTo(path);
    if (errors.empty()) {
        accept();
        return;
    }
    m_problem->setText(words(errors.front()));
    m_problem->show();
}

} // namespace hysteron::ui
