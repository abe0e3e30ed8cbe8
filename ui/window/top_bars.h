#pragma once

#include <QWidget>

class QMenuBar;

namespace tastescope::ui {

class Commands;
class RunBar;
class ScopeBar;
class SearchButton;
class SearchPalette;
class Workspace;

/// Above the pages: the menus with the search field, the run bar and the scope bar.
class TopBars : public QWidget
{
    Q_OBJECT

public:
    TopBars(Workspace& workspace, Commands& commands, QWidget* window);

    RunBar* runBar() const { return m_runBar; }
    ScopeBar* scopeBar() const { return m_scopeBar; }
    SearchPalette* search() const { return m_search; }

    /// Without data there are only the menus: bars about runs and slices would have nothing to say.
    void setComplete(bool complete);

    /// The search field is an icon.
    void setNarrow(bool narrow);

    /// The search hangs under its field; field and key open and close it.
    void toggleSearch();

private:
    QMenuBar* m_menus;
    SearchButton* m_field;
    SearchPalette* m_search;
    RunBar* m_runBar;
    ScopeBar* m_scopeBar;
    QWidget* m_line; ///< under the menus, where there are no bars, which have their own
};

} // namespace tastescope::ui
