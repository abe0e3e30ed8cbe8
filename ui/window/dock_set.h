#pragma once

#include <QObject>
#include <QString>

#include <vector>

class QDockWidget;
class QMainWindow;
class QRect;
class QWidget;

namespace tastescope::ui {

class Commands;
class DockEdge;
class PageRail;
class Workspace;
struct DockInfo;

/// What stands beside the pages: the rail, the docks of the dock table, and the edge where folded docks wait. Docks
/// come and go with the page and the room there is; what the person chose for a page stays, also the next time.
class DockSet : public QObject
{
    Q_OBJECT

public:
    /// The edge stands at the right of `centre`.
    DockSet(Workspace& workspace, QMainWindow& window, QWidget* centre);

    PageRail* rail() const { return m_rail; }
    DockEdge* edge() const { return m_edge; }
    const std::vector<QDockWidget*>& docks() const { return m_docks; }
    QDockWidget* find(const QString& key) const; ///< null: there is none

    /// Puts those commands of a dock that have an icon into its title.
    void addTools(const Commands& commands);

    /// As they are usual there, or as the person chose. The screens before there is data have none.
    void showFor(const QString& page);

    /// The rail loses its words, docks at the side fold away.
    void setNarrow(bool narrow);

    /// The person's word for this page.
    void choose(QDockWidget* dock, bool shown);

    /// Forgets what the person chose, for all pages.
    void forgetChoices();

    /// Of the rail; empty while it is not shown.
    QRect railPlace() const;

signals:
    void pageChosen(const QString& key);

private:
    void makeRail();
    void makeDock(const DockInfo& info);
    bool isWanted(QDockWidget* dock) const;
    bool isAtSide(QDockWidget* dock) const;

    Workspace& m_workspace;
    QMainWindow& m_window;
    PageRail* m_rail;
    QDockWidget* m_railDock;
    DockEdge* m_edge;
    std::vector<QDockWidget*> m_docks;
    QString m_page; ///< its key
    bool m_isNarrow = false;
};

} // namespace tastescope::ui
