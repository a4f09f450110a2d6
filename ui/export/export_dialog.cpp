// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_dialog.h"

#include "core/base/files.h"
#include "ui/plots/plot_view.h"
#include "ui/widgets/combo_box.h"
#include "ui/words/words.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace hysteron::ui {

namespace {

// What is chosen: the index of a plot, or
constexpr int kAll = -1;
constexpr int kExperiment = -2;
constexpr int kFirstTable = -3; ///< and downwards, one for each table

std::size_t tableOf(int what)
{
    return static_cast<std::size_t>(kFirstTable - what);
}

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

ExportDialog::ExportDialog(Exportable what, int plot, QWidget* parent) : QDialog(parent), m_exportable(std::move(what))
{
    setWindowTitle(tr("Export"));
    m_what = new ComboBox;
    const QList<PlotView*>& plots = m_exportable.plots;
    if (plots.size() > 1)
        m_what->addItem(tr("All plots in one figure"), kAll);
    for (int i = 0; i < plots.size(); ++i) {
        plots[i]->setHeld(true);
        m_held.append(plots[i]);
        m_what->addItem(plots[i]->title().isEmpty() ? tr("The plot") : plots[i]->title(), i);
    }
    for (std::size_t i = 0; i < m_exportable.tables.size(); ++i)
        m_what->addItem(m_exportable.tables[i].title, kFirstTable - static_cast<int>(i));
    if (!m_exportable.experiment.empty())
        m_what->addItem(tr("Experiment, to open it again"), kExperiment);
    m_what->setCurrentIndex(std::max(0, m_what->findData(plot)));
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

ExportDialog::~ExportDialog()
{
    for (const QPointer<PlotView>& plot : m_held)
        if (plot)
            plot->setHeld(false);
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
    } else if (m_what->currentData().toInt() <= kFirstTable) {
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
    if (what <= kFirstTable)
        return writeFile(path.toStdString(), m_exportable.tables[tableOf(what)].csv);
    if (what == kExperiment)
        return writeFile(path.toStdString(), m_exportable.experiment);
    FigureOptions options;
    options.panelMm = QSizeF(m_width->value(), m_height->value());
    options.dpi = m_dpi->value();
    options.columns = m_exportable.columns;
    options.titles = m_exportable.titles;
    options.recipe = QString::fromStdString(m_exportable.provenance);
    QList<PlotView*> plots;
    for (const QPointer<PlotView>& plot : what == kAll ? m_held : m_held.mid(what, 1)) {
        if (!plot)
            return {{"file", path.toStdString(), "cannot be written: the plot is no longer there"}};
        plots.append(plot);
    }
    return exportFigure(plots, path, options);
}

void ExportDialog::chooseFile()
{
    const int what = m_what->currentData().toInt();
    const QString stem = what >= 0             ? m_exportable.plots[what]->fileStem()
                         : what <= kFirstTable ? m_exportable.tables[tableOf(what)].stem
                         : what == kExperiment ? QStringLiteral("experiment")
                                               : m_exportable.stem;
    QString path = QFileDialog::getSaveFileName(this, tr("Export"), stem + QLatin1Char('.') + suffix(),
                                                QStringLiteral("*.") + suffix());
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QLatin1Char('.') + suffix();
    const Errors errors = exportTo(path);
    if (errors.empty()) {
        m_written = path;
        accept();
        return;
    }
    m_problem->setText(words(errors));
    m_problem->show();
}

} // namespace hysteron::ui
