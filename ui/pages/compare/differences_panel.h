#pragma once

#include "ui/session/next_try.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace tastescope::ui {

class ChartPanel;
class DifferencesView;
class Workspace;

/// What differs between the compared runs, the same in a sentence to copy, and the value to try next.
class DifferencesPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DifferencesPanel(Workspace& workspace, QWidget* parent = nullptr);

    void setAll(bool all); ///< also the settings that are the same
    ChartPanel* panel() const { return m_panel; }
    DifferencesView* view() const { return m_view; }
    QPushButton* tryButton() const { return m_try; }
    QString sentence() const; ///< without the measures while they are worked out; empty: there is no comparison

private:
    void showDifferences();
    void offerNext();
    void copy();
    void tryNext();

    Workspace& m_workspace;
    std::optional<NextTry> m_next;
    bool m_all = false;
    DifferencesView* m_view;
    ChartPanel* m_panel;
    QLabel* m_sentence;
    QPushButton* m_copy;
    QPushButton* m_try;
};

} // namespace tastescope::ui
