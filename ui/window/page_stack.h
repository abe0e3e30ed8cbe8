#pragma once

#include <QStackedWidget>

#include <map>

namespace tastescope::ui {

class ImportPage;
class StartPage;
class Workspace;

/// One page at a time: those of the page table, the first screen and the preview of an import.
class PageStack : public QStackedWidget
{
    Q_OBJECT

public:
    explicit PageStack(Workspace& workspace, QWidget* parent = nullptr);

    StartPage* start() const { return m_start; }
    ImportPage* import() const { return m_import; }

    QWidget* page(const QString& key) const; ///< null: there is none
    const QString& current() const { return m_current; }

    /// One of page().
    void open(const QString& key);

private:
    void addPage(const QString& key, QWidget* page);

    StartPage* m_start;
    ImportPage* m_import;
    std::map<QString, QWidget*> m_pages;
    QString m_current; ///< its key
};

} // namespace tastescope::ui
