#include "ui/pages/import/formats_dialog.h"

#include "core/io/catalogue.h"
#include "core/io/formats/format_table.h"
#include "ui/tables/row_table.h"
#include "ui/tables/table_view.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QFile>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

// The catalogue is part of the program; its reader takes a file.
std::vector<KnownDataset> knownDatasets()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("catalogue.json"));
    if (!QFile::copy(QStringLiteral(":/datasets/catalogue.json"), path))
        return {};
    return readCatalogue(path.toStdString());
}

std::vector<Column<const Format*>> formatColumns()
{
    using Row = const Format*;
    return {
        {FormatsDialog::tr("Format"), [](const Row& row) { return QVariant(text(row->title)); }, {}, {.strong = true}},
        {FormatsDialog::tr("Files"),
         [](const Row& row) { return QVariant(text(row->files)); },
         {},
         {.tone = Token::Text2, .stretch = true}},
        {FormatsDialog::tr("Example"),
         [](const Row& row) { return QVariant(text(row->example).section(QLatin1Char('\n'), 0, 0)); },
         {},
         {.kind = CellKind::Mono}},
    };
}

} // namespace

FormatsDialog::FormatsDialog(QWidget* parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Known datasets and accepted formats"));
    resize(860, 600);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    column->addWidget(textLabel(TypeRole::Title, Token::Text, this, tr("Known datasets")));
    column->addWidget(textLabel(TypeRole::Table, Token::Text2, this,
                                tr("Get them from their makers, under their terms; Tastescope fetches nothing.")));
    column->addWidget(makeKnown());
    column->addSpacing(8);
    column->addWidget(textLabel(TypeRole::Title, Token::Text, this, tr("Accepted formats")));
    column->addWidget(makeFormats(), 1);
}

QWidget* FormatsDialog::makeKnown()
{
    auto* list = new QWidget(this);
    auto* grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    int row = 0;
    for (const KnownDataset& known : knownDatasets()) {
        const QString name = QString::fromStdString(known.name);
        const QString link = QString::fromStdString(known.link).toHtmlEscaped();
        QLabel* title = textLabel(TypeRole::TableStrong, Token::Accent, list,
                                  QStringLiteral("<a href=\"%1\">%2</a>").arg(link, name.toHtmlEscaped()));
        title->setTextFormat(Qt::RichText);
        title->setOpenExternalLinks(true);
        title->setToolTip(QString::fromStdString(known.link));
        QLabel* about = textLabel(TypeRole::Table, Token::Text2, list, QString::fromStdString(known.size));
        about->setToolTip(QString::fromStdString(known.about) + QStringLiteral("\n")
                          + QString::fromStdString(known.terms));
        auto* have = new QPushButton(tr("I have it: choose the folder"), list);
        have->setProperty(property::small, true);
        have->setAccessibleName(tr("I have %1: choose the folder").arg(name));
        connect(have, &QPushButton::clicked, this, [this, name] {
            const QString folder = QFileDialog::getExistingDirectory(this, tr("The folder of %1").arg(name));
            if (folder.isEmpty())
                return;
            emit folderChosen(folder);
            close();
        });
        grid->addWidget(title, row, 0);
        grid->addWidget(about, row, 1);
        grid->addWidget(have, row, 2);
        ++row;
    }
    grid->setColumnStretch(1, 1);
    return list;
}

QWidget* FormatsDialog::makeFormats()
{
    auto* view = new TableView(tr("Accepted formats"), this);
    auto* table = new RowTable<const Format*>(formatColumns(), view);
    std::vector<const Format*> rows;
    for (const Format& format : formatTable())
        rows.push_back(&format);
    table->setRows(std::move(rows));
    view->setTable(table);
    return view;
}

} // namespace tastescope::ui
