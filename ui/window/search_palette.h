#pragma once

#include "core/base/ids.h"
#include "ui/window/popup_panel.h"
#include "ui/window/search_hit.h"

#include <QPointer>

class QLabel;
class QLineEdit;

namespace tastescope::ui {

class Commands;
class SearchList;
class Workspace;

/// Everything by its name: commands, runs, sweeps and settings at once, users and items as soon as the interactive
/// worker found them. Up, down and Enter choose while one types; Esc goes back to where one was.
class SearchPalette : public PopupPanel
{
    Q_OBJECT

public:
    SearchPalette(Workspace& workspace, Commands& commands, QWidget* window);

    /// Under `corner` of the window, its right end there; closes it when it is open.
    void toggleBelow(const QPoint& corner);

signals:
    void userChosen(tastescope::User user);
    void itemChosen(tastescope::Item item);

protected:
    QSize sizeHint() const override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Found;

    void search();
    void show(const std::vector<std::vector<SearchHit>>& groups);
    std::vector<SearchHit> userHits(const Found& found);
    std::vector<SearchHit> itemHits(const Found& found);
    void run();

    Workspace& m_workspace;
    Commands& m_commands;
    QLineEdit* m_input;
    SearchList* m_list;
    QLabel* m_nothing;
    QPointer<QWidget> m_before; ///< had the focus
    bool m_isAsking = false;
    bool m_runsWhenAnswered = false; ///< Enter was pressed before the worker had answered
};

} // namespace tastescope::ui
