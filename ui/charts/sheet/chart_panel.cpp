#include "ui/charts/sheet/chart_panel.h"

#include "core/base/error.h"
#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/plot/plot_table.h"
#include "ui/charts/sheet/figure_layout.h"
#include "ui/charts/sheet/limits_dialog.h"
#include "ui/session/names.h"
#include "ui/tables/table_view.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace tastescope::ui {

namespace {

constexpr double copyScale = 2;

struct ExportChoice
{
    const char* filter;
    FigureFormat format;
    double scale;
};

constexpr std::array exportChoices{
    ExportChoice{QT_TRANSLATE_NOOP("ChartPanel", "Picture, twice the size (*.png)"), FigureFormat::Png, 2},
    ExportChoice{QT_TRANSLATE_NOOP("ChartPanel", "Picture, as on the screen (*.png)"), FigureFormat::Png, 1},
    ExportChoice{QT_TRANSLATE_NOOP("ChartPanel", "Picture, three times the size (*.png)"), FigureFormat::Png, 3},
    ExportChoice{QT_TRANSLATE_NOOP("ChartPanel", "Picture, four times the size (*.png)"), FigureFormat::Png, 4},
    ExportChoice{QT_TRANSLATE_NOOP("ChartPanel", "Drawing (*.svg)"), FigureFormat::Svg, 1},
    ExportChoice{QT_TRANSLATE_NOOP("ChartPanel", "Page (*.pdf)"), FigureFormat::Pdf, 1},
    ExportChoice{QT_TRANSLATE_NOOP("ChartPanel", "Table (*.csv)"), FigureFormat::Csv, 1},
};

} // namespace

ChartPanel::ChartPanel(const QString& title, PlotView* chart, QWidget* parent)
    : QWidget(parent),
      m_chart(chart),
      m_title(new PanelTitle(title, this)),
      m_statistics(new StatisticsColumn(this)),
      m_key(new LegendRow(this)),
      m_faces(new QStackedWidget(this)),
      m_model(new PlotTableModel(this)),
      m_table(new TableView(title, this))
{
    setGround(this, Token::Base);
    m_chart->setAccessibleName(title);
    m_title->addTool(m_key);
    m_key->hide();

    auto* face = new QWidget(this);
    auto* row = makeRow(face);
    row->addWidget(m_chart, 1);
    row->addWidget(m_statistics);
    m_faces->addWidget(face);
    m_faces->addWidget(m_table);

    auto* column = makeColumn(this);
    column->addWidget(m_title);
    column->addWidget(m_faces, 1);

    addActions();
    addZoomButton();
    connect(m_title->tableButton(), &QToolButton::toggled, this, &ChartPanel::showTable);
    connect(m_title->exportButton(), &QToolButton::clicked, this, &ChartPanel::exportWithDialog);
    connect(m_chart, &PlotView::dataChanged, this, &ChartPanel::refreshTable);
}

void ChartPanel::addActions()
{
    auto* menu = new QMenu(this);
    // The window has the same keys for the whole page. Shortcuts of both would be ambiguous, and do nothing: event()
    // takes them before the window does.
    const auto add = [&](const QString& text, const QString& key, auto slot) {
        QAction* action =
            menu->addAction(text + QLatin1Char('\t') + QKeySequence(key).toString(QKeySequence::NativeText));
        connect(action, &QAction::triggered, this, slot);
        m_keys.emplace_back(QKeySequence(key), action);
    };
    add(tr("Copy image"), tr("Ctrl+Shift+C"), &ChartPanel::copyImage);
    auto* asTable = menu->addAction(tr("Show as table"), this, [this] { showTable(!isTableShown()); });
    asTable->setShortcut(QKeySequence(tr("T")));
    asTable->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(asTable);
    add(tr("Export…"), tr("Ctrl+E"), &ChartPanel::exportWithDialog);
    if (m_chart->shownY())
        menu->addAction(tr("Limits of the axis…"), this, &ChartPanel::askLimits);
    m_title->moreButton()->setMenu(menu);
    m_chart->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_chart, &QWidget::customContextMenuRequested, menu,
            [this, menu](const QPoint& at) { menu->popup(m_chart->mapToGlobal(at)); });
    const QString keys = QStringLiteral("%1  %2");
    m_title->tableButton()->setToolTip(keys.arg(tr("Show as table"), tr("T")));
    m_title->exportButton()->setToolTip(keys.arg(tr("Export"), tr("Ctrl+E")));
}

void ChartPanel::askLimits()
{
    if (const auto limits = askForLimits(this, *m_chart->shownY()))
        m_chart->setShownY(*limits);
}

bool ChartPanel::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const QKeySequence pressed(static_cast<QKeyEvent*>(event)->keyCombination());
        for (const auto& [key, action] : m_keys)
            if (key == pressed) {
                event->accept(); // the override says that the key is for us; it comes again as a press
                if (event->type() == QEvent::KeyPress)
                    action->trigger();
                return true;
            }
    }
    return QWidget::event(event);
}

void ChartPanel::addZoomButton()
{
    auto* curves = qobject_cast<CurveChart*>(m_chart);
    if (!curves)
        return;
    auto* reset = new QPushButton(icon(QStringLiteral("zoom")), tr("Zoomed, reset"), this);
    reset->setProperty(property::small, true);
    reset->setFont(ui::font(TypeRole::Table));
    reset->setToolTip(tr("Show everything again  0"));
    reset->hide();
    m_title->addTool(reset);
    connect(reset, &QPushButton::clicked, curves, &CurveChart::fit);
    connect(curves, &CurveChart::zoomChanged, reset, &QWidget::setVisible);
}

void ChartPanel::setTitle(const QString& title)
{
    m_title->setTitle(title);
    m_chart->setAccessibleName(title);
    m_table->setAccessibleName(title);
}

void ChartPanel::setCaption(const QString& caption)
{
    m_title->setCaption(caption);
}

void ChartPanel::setStatistics(const Statistics& statistics)
{
    m_statistics->setStatistics(statistics);
}

void ChartPanel::setKey(const QList<KeyEntry>& key)
{
    m_key->setEntries(key);
    m_key->setVisible(!key.isEmpty());
}

void ChartPanel::setSource(const QString& source)
{
    m_source = source;
}

bool ChartPanel::isTableShown() const
{
    return m_faces->currentWidget() == m_table;
}

void ChartPanel::showTable(bool table)
{
    if (table == isTableShown())
        return;
    const bool focused = m_faces->currentWidget()->isAncestorOf(focusWidget()) || m_faces->currentWidget()->hasFocus();
    m_faces->setCurrentIndex(table ? 1 : 0);
    m_title->tableButton()->setChecked(table);
    refreshTable();
    if (focused)
        (table ? static_cast<QWidget*>(m_table) : m_chart)->setFocus();
}

void ChartPanel::refreshTable()
{
    if (!isTableShown())
        return;
    const PlotTable table = m_chart->table();
    const bool sameColumns = static_cast<int>(table.columns.size()) == m_model->columnCount();
    m_model->setTable(table);
    if (!sameColumns)
        m_table->setTable(m_model);
}

Figure ChartPanel::figure() const
{
    Figure figure{
        m_title->title(), m_title->caption(), m_source, m_statistics->statistics(), m_key->entries(), m_chart, {},
        objectName()};
    figure.size = sizeAround(figure, m_chart->figureSize(m_chart->size()));
    return figure;
}

void ChartPanel::exportWithDialog()
{
    QStringList filters;
    for (const ExportChoice& choice : exportChoices)
        filters << tr(choice.filter);
    QString chosen;
    const QString path = QFileDialog::getSaveFileName(this, tr("Export %1").arg(m_title->title()), m_title->title(),
                                                      filters.join(QStringLiteral(";;")), &chosen);
    if (path.isEmpty())
        return;
    const auto& choice = exportChoices[static_cast<std::size_t>(std::max<qsizetype>(0, filters.indexOf(chosen)))];
    try {
        emit exported(
            QString::fromStdString(saveFigure(figure(), path.toStdString(), choice.format, choice.scale).string()));
    } catch (const Error& error) {
        emit exportFailed(shownMessage(error.what()));
    }
}

void ChartPanel::copyImage() const
{
    QGuiApplication::clipboard()->setImage(toImage(figure(), copyScale));
}

} // namespace tastescope::ui
