#include "ui/pages/import/import_page.h"

#include "ui/pages/import/import_options_form.h"
#include "ui/pages/import/import_tables.h"
#include "ui/session/answer_runner.h"
#include "ui/session/data_opening.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/source_preview.h"
#include "ui/session/workspace.h"
#include "ui/tables/row_table.h"
#include "ui/tables/table_view.h"
#include "ui/theme/hairline.h"
#include "ui/theme/icon_mark.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace tastescope::ui {

ImportPage::ImportPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_stack(new QStackedWidget(this))
{
    setGround(this, Token::Base);
    m_stack->addWidget(makePreview());
    m_stack->addWidget(makeBadRows());
    makeColumn(this)->addWidget(m_stack);
    connect(&workspace.opening(), &DataOpening::pendingChanged, this, &ImportPage::showBadRows);
    connect(&workspace.opening(), &DataOpening::openingChanged, this, &ImportPage::updateButtons);
}

QWidget* ImportPage::makePreview()
{
    auto* page = new QWidget(this);
    auto* column = makeColumn(page);
    auto* heading = new QVBoxLayout;
    heading->setContentsMargins(12, 12, 12, 12);
    heading->setSpacing(2);
    heading->addWidget(m_title = textLabel(TypeRole::Card, Token::Text, page));
    heading->addWidget(m_reason = textLabel(TypeRole::Body, Token::Text2, page));
    heading->addWidget(m_problem = textLabel(TypeRole::Body, Token::Err, page));
    m_reason->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addLayout(heading);
    column->addWidget(new Hairline(Qt::Horizontal, page));

    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    auto* scroll = new QScrollArea(page);
    scroll->setWidgetResizable(true);
    scroll->setFixedWidth(282);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setGround(scroll->viewport(), Token::Window);
    m_form = new OptionForm(scroll);
    scroll->setWidget(m_form);
    connect(m_form, &OptionForm::edited, this, &ImportPage::takeEdit);
    connect(m_form, &OptionForm::validityChanged, this, &ImportPage::updateButtons);
    middle->addWidget(scroll);
    middle->addWidget(new Hairline(Qt::Vertical, page));
    m_rows = new TableView(tr("First rows"), page);
    middle->addWidget(m_rows, 1);
    column->addLayout(middle, 1);
    column->addWidget(new Hairline(Qt::Horizontal, page));

    QPushButton* back = nullptr;
    column->addWidget(makeFooter(back, m_import, tr("Back")));
    m_import->setText(tr("Import"));
    connect(m_import, &QPushButton::clicked, this, &ImportPage::accept);
    connect(back, &QPushButton::clicked, this, &ImportPage::left);
    return page;
}

QWidget* ImportPage::makeBadRows()
{
    auto* page = new QWidget(this);
    auto* column = makeColumn(page);
    auto* heading = new QHBoxLayout;
    heading->setContentsMargins(12, 10, 12, 10);
    heading->setSpacing(8);
    heading->addWidget(new IconMark(QStringLiteral("warn"), Token::Warn, 16, page));
    heading->addWidget(m_badTitle = textLabel(TypeRole::Button, Token::Text, page), 1);
    column->addLayout(heading);
    column->addWidget(new Hairline(Qt::Horizontal, page));
    m_badRows = new TableView(tr("Rows that cannot be read"), page);
    column->addWidget(m_badRows, 1);
    QPushButton* stop = nullptr;
    column->addWidget(makeFooter(stop, m_skip, tr("Stop")));
    connect(m_skip, &QPushButton::clicked, &m_workspace.opening(), &DataOpening::acceptPending);
    connect(stop, &QPushButton::clicked, this, [this] {
        m_workspace.opening().discardPending();
        emit left();
    });
    return page;
}

QWidget* ImportPage::makeFooter(QPushButton*& back, QPushButton*& go, const QString& backText)
{
    auto* footer = new QWidget(this);
    auto* row = new QHBoxLayout(footer);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    QLabel* promise = textLabel(TypeRole::Table, Token::Text2, footer);
    promise->setText(tr("Nothing is imported yet."));
    if (!m_files)
        m_files = promise; // of the preview: names the files too
    row->addWidget(promise, 1);
    back = new QPushButton(backText, footer);
    go = new QPushButton(footer);
    go->setProperty(property::primary, true);
    row->addWidget(back);
    row->addWidget(go);
    return footer;
}

void ImportPage::preview(const DatasetSource& source)
{
    m_source = source;
    m_stack->setCurrentIndex(0);
    m_title->setText(tr("Import %1").arg(source.name()));
    m_reason->setText(tr("Looking at the files"));
    m_problem->clear();
    m_files->setText(tr("Nothing is imported yet."));
    m_form->setFields({});
    m_preview = {};
    showRows(m_preview);
    ask();
    m_import->setFocus();
}

void ImportPage::ask()
{
    m_readable = false;
    updateButtons();
    std::vector<std::filesystem::path> files;
    for (const QString& path : m_source.paths)
        files.emplace_back(path.toStdU16String());
    m_workspace.answers().ask(
        this, [files, options = m_source.options](const JobContext& job) { return previewAny(files, options, job); },
        [this](const Outcome<ImportPreview>& outcome) { showPreview(outcome); });
}

void ImportPage::showPreview(const Outcome<ImportPreview>& outcome)
{
    m_problem->setVisible(std::holds_alternative<Failure>(outcome));
    if (const auto* failure = std::get_if<Failure>(&outcome)) {
        m_reason->setText(tr("These files cannot be imported as they are."));
        m_problem->setText(failure->message);
        if (m_form->rows().empty()) // recognised as nothing: the person may know better
            m_form->setFields(importForm(m_source.options, m_preview));
    } else if (const auto* preview = std::get_if<ImportPreview>(&outcome)) {
        m_preview = *preview;
        m_readable = true;
        const QString format = QString::fromStdString(preview->formatTitle);
        m_reason->setText(tr("%1: %2").arg(format, shownName(preview->reason)));
        QStringList names;
        for (const PreviewFile& file : preview->files)
            names << tr("%1 (%2)").arg(shownName(file.path.filename().string()), QString::fromStdString(file.use));
        m_files->setText(
            tr("%1 in %2. Nothing is imported yet.").arg(bytes(preview->bytes), names.join(QStringLiteral(", "))));
        m_form->setFields(importForm(m_source.options, *preview));
        showRows(*preview);
    }
    updateButtons();
}

void ImportPage::showRows(const ImportPreview& preview)
{
    std::vector<TextRow> rows;
    for (std::size_t i = 0; i < preview.rows.size(); ++i) {
        TextRow row{QString::number(preview.lines[i])};
        for (const std::string& cell : preview.rows[i])
            row.push_back(shownName(cell));
        rows.push_back(std::move(row));
    }
    QAbstractItemModel* old = m_rows->model();
    auto* table = new RowTable<TextRow>(previewColumns(preview), m_rows); // other files have other columns
    table->setRows(std::move(rows));
    m_rows->setTable(table);
    m_rows->horizontalHeader()->setVisible(!preview.columns.empty());
    delete old;
}

void ImportPage::showBadRows()
{
    const auto& pending = m_workspace.opening().pending();
    if (!pending) {
        m_stack->setCurrentIndex(0);
        return;
    }
    const ImportReport& report = *pending->report;
    m_badTitle->setText(
        tr("%1 of %2 rows cannot be read").arg(count(report.badRowCount), count(report.badRowCount + report.rows)));
    m_skip->setText(report.badRowCount == 1 ? tr("Skip 1 row and continue")
                                            : tr("Skip %1 rows and continue").arg(count(report.badRowCount)));
    QAbstractItemModel* old = m_badRows->model();
    auto* table = new RowTable<BadRow>(badRowColumns(), m_badRows);
    table->setRows(report.badRows);
    m_badRows->setTable(table);
    delete old;
    m_stack->setCurrentIndex(1);
    m_skip->setFocus(Qt::ShortcutFocusReason); // with its ring: Enter goes on
}

void ImportPage::takeEdit(const QString& name, const OptionValue& value)
{
    setImportOption(m_source.options, m_preview, name.toStdString(), value);
    // The form is made again with the answer; its own signal must be over by then, which the queued answer sees to.
    ask();
}

void ImportPage::accept()
{
    if (!m_import->isEnabled())
        return;
    if (m_preview.isNear && !m_source.options.table.roles) { // the person has seen both readings, and takes this one
        m_source.options.table.roles.emplace();
        std::ranges::transform(m_preview.columns, std::back_inserter(*m_source.options.table.roles),
                               &PreviewColumn::role);
    }
    m_workspace.opening().open(m_source);
}

void ImportPage::updateButtons()
{
    m_import->setEnabled(m_readable && m_form->isValid() && !m_workspace.opening().isOpening());
}

void ImportPage::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        emit left();
    else if (isEnter && m_stack->currentIndex() == 0)
        accept();
    else if (isEnter)
        m_skip->click();
    else
        QWidget::keyPressEvent(event);
}

} // namespace tastescope::ui
