#pragma once

#include <QObject>

#include <optional>
#include <set>

class QMenu;

namespace tastescope::ui {

class RunTable;
class Settings;
class TableView;

/// Which columns of the runs are shown, and in which order: the person's choice, kept in the settings.
class ColumnChoice : public QObject
{
    Q_OBJECT

public:
    ColumnChoice(Settings& settings, RunTable* table, TableView* view);

    /// Of the options, only those named here; none: as the person chose.
    void setOnlyOptions(const std::optional<std::set<std::string>>& names);

    void fillMenu(QMenu& menu); ///< one row a column to tick, and the way back to the usual ones

private:
    bool isChosen(int column) const;
    void choose(int column, bool shown);
    void apply();
    void restore();
    void keepOrder();

    Settings& m_settings;
    RunTable* m_table;
    TableView* m_view;
    QStringList m_added;   ///< keys shown though they usually are not
    QStringList m_removed; ///< keys hidden though they usually are shown
    std::optional<std::set<std::string>> m_onlyOptions;
    bool m_restoring = false;
};

} // namespace tastescope::ui
