#pragma once

#include "core/base/option_field.h"
#include "core/io/import_dataset.h"
#include "ui/session/dataset_source.h"
#include "ui/session/job_runner.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace tastescope::ui {

class OptionForm;
class TableView;
class Workspace;

/// Before an import: the format that was recognised and why, the options, the first rows as they will be read. After
/// one that met bad rows: the rows, and the choice to go on without them.
class ImportPage : public QWidget
{
    Q_OBJECT

public:
    explicit ImportPage(Workspace& workspace, QWidget* parent = nullptr);

    /// Shows what these files are; a name that is not a file is told as a problem.
    void preview(const DatasetSource& source);

signals:
    void left(); ///< without an import: back to where one came from

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makePreview();
    QWidget* makeBadRows();
    QWidget* makeFooter(QPushButton*& back, QPushButton*& go, const QString& backText);
    void ask();
    void showPreview(const Outcome<ImportPreview>& outcome);
    void showRows(const ImportPreview& preview);
    void showBadRows();
    void takeEdit(const QString& name, const OptionValue& value);
    void accept();
    void updateButtons();

    Workspace& m_workspace;
    DatasetSource m_source;
    QStackedWidget* m_stack;
    QLabel* m_title = nullptr;
    QLabel* m_reason = nullptr;
    QLabel* m_problem = nullptr;
    QLabel* m_files = nullptr;
    OptionForm* m_form = nullptr;
    TableView* m_rows = nullptr;
    QLabel* m_badTitle = nullptr;
    TableView* m_badRows = nullptr;
    QPushButton* m_import = nullptr;
    QPushButton* m_skip = nullptr;
    ImportPreview m_preview;
    bool m_readable = false;
};

} // namespace tastescope::ui
